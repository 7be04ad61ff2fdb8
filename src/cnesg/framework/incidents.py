"""Incident types: what can happen to a company or be done by it, as news tells it, in a tree under the key issues.

The files lie in `methodology/incidents/`: one for each Level I indicator (`E03.yaml`), and `scales.yaml`, which says
what polarity and severity mean. They are read apart from the rest of the methodology, because only news need them.
"""

from importlib.resources.abc import Traversable
from pathlib import PurePosixPath
from typing import Any

from pydantic import Field

from cnesg.errors import MethodologyError, Problem
from cnesg.framework.definitions.base import Definition
from cnesg.framework.incident_checks import check_draft
from cnesg.framework.incident_types import (
    Group,
    IncidentDraft,
    IncidentTree,
    IncidentType,
    Language,
    Scale,
    Scales,
    Silent,
)
from cnesg.framework.yaml_files import of_folder, parse_yaml, validate_entries, yaml_files

__all__ = ["Group", "IncidentTree", "IncidentType", "Language", "Scale", "Scales", "load_incidents"]

FOLDER = "incidents"
SCALES_FILE = "scales.yaml"


class _IncidentFile(Definition):
    level1: str = Field(pattern=r"^[ESG]\d{2}$")
    groups: list[dict[str, Any]]
    silent: tuple[Silent, ...] = ()
    types: list[dict[str, Any]]


def load_incidents(folder: Traversable | None = None) -> IncidentTree:
    """The incident types of a methodology folder (`Methodology.folder`), or of the package (read once a process).

    Raises:
        MethodologyError: with every problem of every file.
    """
    return of_folder(_load, folder)


def _load(folder: Traversable) -> IncidentTree:
    root = folder / FOLDER
    if not root.is_dir():
        raise MethodologyError.of("incidents.no_folder", folder=folder)
    scales: list[Scales] = []
    draft = IncidentDraft({}, [])
    problems: list[Problem] = []
    for name, source in yaml_files(root, FOLDER):
        content, found = _parse(name, source)
        if not found and PurePosixPath(name).name == SCALES_FILE:
            scales, found = validate_entries(name, Scales, [content])
        elif not found:
            found = _read_types(name, content, draft)
        problems += found
    if not scales and not any(problem.values.get("file", "").endswith(SCALES_FILE) for problem in problems):
        problems.append(Problem.of("incidents.no_scales", file=f"{FOLDER}/{SCALES_FILE}"))
    problems += check_draft(draft)
    if problems:
        raise MethodologyError(*problems)
    types = {kind.code: kind for _, kind in draft.types}
    return IncidentTree(
        scales=scales[0],
        groups={level1: draft.groups[level1] for level1 in sorted(draft.groups, key=_code_order)},
        types={code: types[code] for code in sorted(types, key=_code_order)},
        silent={silent.indicator: silent.why for _, silent in draft.silent},
    )


def _code_order(code: str) -> tuple[int, str]:
    """E before S before G."""
    return "ESG".find(code[0]), code


def _parse(name: str, source: Traversable) -> tuple[Any, list[Problem]]:
    try:
        return parse_yaml(name, source.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        return None, [Problem.of("framework.not_utf8", file=name)]


def _read_types(name: str, content: Any, draft: IncidentDraft) -> list[Problem]:
    """Put a file's groups and types into the draft; the problems are those of its fields and its place."""
    headers, problems = validate_entries(name, _IncidentFile, [content])
    for header in headers:
        groups, group_problems = validate_entries(name, Group, header.groups)
        kinds, kind_problems = validate_entries(name, IncidentType, header.types)
        problems += group_problems + kind_problems
        if PurePosixPath(name).stem != header.level1:
            problems.append(Problem.of("incidents.file_name", file=name, level1=header.level1))
        draft.groups[header.level1] = tuple(groups)
        draft.types += [(name, kind) for kind in kinds]
        draft.silent += [(name, silent) for silent in header.silent]
        problems += [
            Problem.of("incidents.wrong_place", file=name, entry=kind.code, level1=header.level1)
            for kind in kinds
            if kind.level1 != header.level1
        ]
    return problems
