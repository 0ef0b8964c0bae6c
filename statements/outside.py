"""A column held against a few values that are read once: "none of these"."""

from typing import Any

from django.core.exceptions import EmptyResultSet, FullResultSet
from django.db.models import BooleanField, Expression, F, QuerySet, Subquery


class NoneOf(Expression):
    """``NoneOf("person_id", rows.values("pk"))``: the column is not among what the rows give.

    PostgreSQL takes ``NOT IN (SELECT …)`` for half of all rows. Three of those make it believe that
    an eighth is left, so that it reads and sorts every row of a list of which one page is shown.
    That an array leaves nearly all, it knows. The rows must not give NULL: then nothing would pass.
    """

    conditional = True

    def __init__(self, column: str, rows: "QuerySet[Any, Any]") -> None:
        super().__init__(output_field=BooleanField())
        self.column: Any = F(column)
        self.rows: Any = Subquery(rows)

    def get_source_expressions(self) -> list[Any]:
        return [self.column, self.rows]

    def set_source_expressions(self, exprs: Any) -> None:
        self.column, self.rows = exprs

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return self._held(compiler, "%s NOT IN %s")

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:
        return self._held(compiler, "%s <> ALL (ARRAY%s)")

    def _held(self, compiler: Any, against: str) -> Any:
        column, column_values = compiler.compile(self.column)
        try:
            rows, row_values = compiler.compile(self.rows)
        except EmptyResultSet:  # nothing is among no rows, whatever the database holds
            raise FullResultSet from None
        return against % (column, rows), [*column_values, *row_values]
