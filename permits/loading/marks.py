"""YAML whose mappings remember where they stood, so that a mistake can be named by its line."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong, and where. Lines count from 1."""

    path: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.text}"


class Marked(dict[str, Any]):
    """A mapping with the line it starts on and the line of each key."""

    line: int
    lines: dict[str, int]

    def line_of(self, key: str) -> int:
        return self.lines.get(key, self.line)


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    pass


def _mapping(loader: _Loader, node: yaml.MappingNode) -> Marked:
    loader.flatten_mapping(node)
    marked = Marked()
    marked.line = node.start_mark.line + 1
    marked.lines = {}
    for key_node, value_node in node.value:
        key = str(loader.construct_object(key_node, deep=True))
        if key in marked:
            raise yaml.MarkedYAMLError(
                problem=f"'{key}' stands here twice", problem_mark=key_node.start_mark
            )
        marked[key] = loader.construct_object(value_node, deep=True)
        marked.lines[key] = key_node.start_mark.line + 1
    return marked


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def load(path: Path, shown: str) -> tuple[Any, list[Problem]]:
    """The content of a file, or None and the reason why it cannot be read."""
    try:
        with path.open(encoding="utf-8") as stream:
            return yaml.load(stream, Loader=_Loader), []  # noqa: S506 - a SafeLoader
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return None, [Problem(shown, line, error.problem or "not valid YAML")]
    except (OSError, UnicodeDecodeError) as error:
        return None, [Problem(shown, 1, f"cannot be read: {error}")]
