"""Reading the methodology's YAML files: safely, without duplicate keys, and with every error of a file at once."""

from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import PurePosixPath
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, TypeAdapter, ValidationError

from cnesg.errors import Problem

Shape = TypeVar("Shape", bound=BaseModel)


class _StrictLoader(yaml.CSafeLoader):
    """The safe loader, refusing a mapping that gives a key twice (plain YAML would keep the last in silence)."""


def _mapping_without_duplicates(loader: _StrictLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: set[Any] = set()
    for key_node, _ in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in seen:
            raise yaml.constructor.ConstructorError(None, None, f"duplicate key {key!r}", key_node.start_mark)
        seen.add(key)
    return loader.construct_mapping(node, deep=True)


_StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping_without_duplicates)


def yaml_files(folder: Traversable, under: str = "") -> Iterator[tuple[str, Traversable]]:
    """All YAML files below a folder with their relative names, in sorted order."""
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        name = str(PurePosixPath(under) / entry.name)
        if entry.is_dir():
            yield from yaml_files(entry, name)
        elif entry.name.endswith((".yaml", ".yml")):
            yield name, entry


def parse_yaml(name: str, text: str) -> tuple[Any, list[Problem]]:
    """The content of a YAML text, or the problem that keeps it from being read."""
    try:
        return yaml.load(text, _StrictLoader), []  # noqa: S506 - a subclass of the safe loader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f"line {mark.line + 1}" if mark else "?"
        return None, [Problem.of("framework.yaml", file=name, where=where, what=error.problem or "?")]
    except yaml.YAMLError as error:
        return None, [Problem.of("framework.yaml", file=name, where="?", what=str(error))]


def validate_entries(name: str, shape: type[Shape], entries: Any) -> tuple[list[Shape], list[Problem]]:
    """Typed entries of a list, and a problem for every field that does not fit, each with the entry it is in."""
    if not isinstance(entries, list):
        return [], [Problem.of("framework.not_a_list", file=name)]
    adapter = TypeAdapter(shape)
    good: list[Shape] = []
    problems: list[Problem] = []
    for number, entry in enumerate(entries, start=1):
        try:
            good.append(adapter.validate_python(entry))
        except ValidationError as error:
            label = entry.get("code") or entry.get("name") or number if isinstance(entry, dict) else number
            problems += [
                Problem.of(
                    "framework.field",
                    file=name,
                    entry=label,
                    field=".".join(str(part) for part in detail["loc"]) or "-",
                    what=detail["msg"],
                )
                for detail in error.errors()
            ]
    return good, problems
