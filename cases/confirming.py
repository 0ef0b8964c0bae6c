"""What the database refuses about acts in the applicant's place, and about translations."""

from accounts.roles import HELPER
from audit import guards
from cases.models import ConfirmedAct

ACTS = ", ".join(f"'{act}'" for act in ConfirmedAct.values)


def register() -> None:
    """A helper's act needs a confirmation of its own; a translator's work makes a conflict."""
    for table in ("cases_confirmation", "cases_freesentence", "cases_sentencetranslation"):
        guards.append_only(table)
    _confirmed()
    _translated()


def _confirmed() -> None:
    earlier = (
        "SELECT COUNT(*) FROM cases_caseevent e "
        "WHERE e.case_id = NEW.case_id AND e.name = NEW.name AND e.role = NEW.role"
    )
    confirmed = (
        "SELECT COUNT(*) FROM cases_confirmation k "
        "WHERE k.case_id = NEW.case_id AND k.act = NEW.name"
    )
    guards.refuse(
        "cases_caseevent_of_helper_is_confirmed",
        table="cases_caseevent",
        event="INSERT",
        condition=(
            f"NEW.role = '{HELPER}' AND NEW.name IN ({ACTS}) AND ({confirmed}) <= ({earlier})"
        ),
        message="what a helper sends was confirmed by the applicant",
    )


def _translated() -> None:
    tied = (
        "SELECT 1 FROM accounts_conflict x WHERE x.person_id = NEW.person_id "
        "AND x.user_id = NEW.by_id AND x.kind = 'assisted'"
    )
    guards.refuse(
        "cases_sentencetranslation_with_conflict",
        table="cases_sentencetranslation",
        event="INSERT",
        condition=f"NOT EXISTS ({tied})",
        message="whoever translates for a person never decides about them",
    )
    guards.refuse(
        "cases_sentencetranslation_not_by_officer",
        table="cases_sentencetranslation",
        event="INSERT",
        condition=(
            "EXISTS (SELECT 1 FROM cases_freesentence s JOIN cases_case c ON c.id = s.case_id "
            "WHERE s.id = NEW.sentence_id AND c.assigned_to_id = NEW.by_id)"
        ),
        message="whoever deals with a case translates nothing in it",
    )
