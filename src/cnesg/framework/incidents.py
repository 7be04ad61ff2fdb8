"""Incident types: what can happen to a company or be done by it, as news tells it, in a tree under the key issues.

The files lie in `methodology/incidents/`: one for each Level I indicator (`E03.yaml`), and `scales.yaml`, which says
what polarity and severity mean. They are read apart from the rest of the methodology, because only news need them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import PurePosixPath
from typing import Any, Literal

from pydantic import Field

from cnesg.errors import MethodologyError, Problem
from cnesg.framework.definitions.base import Definition, Name, Sourced, Whole
from cnesg.framework.yaml_files import parse_yaml, validate_entries, yaml_files

FOLDER = "incidents"
SCALES_FILE = "scales.yaml"

Language = Literal["en", "zh"]


class Step(Definition):
    """One step of a scale: its number, its name, and how to tell it from its neighbours."""

    step: Whole
    name: Name
    meaning: Name


class Scale(Sourced):
    """The steps of polarity or severity, lowest first."""

    steps: tuple[Step, ...] = Field(min_length=2)


class Scales(Definition):
    """What the numbers in incident types mean."""

    polarity: Scale
    severity: Scale


class Group(Definition):
    """A branch of the tree between a Level I indicator and its incident types."""

    group: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    name: Name


class Cues(Definition):
    """Phrases of which one in a sentence suggests the incident; lower case, half width, Chinese simplified."""

    en: tuple[str, ...] = Field(min_length=5)
    zh: tuple[str, ...] = Field(min_length=5)


class Examples(Definition):
    """Invented sentences: one that tells of the incident, and one that looks like it and does not."""

    positive: Name
    near_miss: Name


class IncidentType(Sourced):
    """A kind of event, `E03-004`, that two readers of the same text find or do not find alike.

    `basis` and `reference` speak of the type and its place under the Level I indicator; polarity and severity are our
    judgement for every type and rest on the scales.

    Attributes:
        code: Level I indicator and a number that is never given again.
        group: the branch it stands on, a key in its file.
        name: in the terms of the field.
        source_event: the event's name in the source, as spelled there; None for a type that we added.
        polarity: what the event is for the company by itself: -1 bad, 0 open, +1 good.
        severity: 1 to 5 on the severity scale, for events with polarity -1 only.
        definition: what happened.
        exclusion: what is not it, and where that belongs.
        cues: phrases that suggest it.
        examples: one that is and one that is not.
        near_miss_of: the type that the near miss belongs to; None where it is no incident at all.
        indicators: Level II indicators it speaks to; none where it speaks to the Level I indicator as a whole.
    """

    code: str = Field(pattern=r"^[ESG]\d{2}-\d{3}$")
    group: str
    name: Name
    source_event: str | None = Field(default=None, min_length=1)
    polarity: Whole = Field(ge=-1, le=1)
    severity: Whole | None = Field(default=None, ge=1, le=5)
    definition: Name
    exclusion: Name
    cues: Cues
    examples: Examples
    near_miss_of: str | None = None
    indicators: tuple[str, ...] = ()

    @property
    def level1(self) -> str:
        """Code of the Level I indicator it stands under."""
        return self.code.partition("-")[0]

    def cues_in(self, text: str, language: Language) -> tuple[str, ...]:
        """The cues of a language that stand in a text, in the order of the data.

        Args:
            text: of any case; Chinese in the folded form of `cnesg.text` (simplified, half width).
            language: whose cues to look for.
        """
        folded = text.casefold()
        return tuple(cue for cue in getattr(self.cues, language) if cue in folded)


class _IncidentFile(Definition):
    level1: str = Field(pattern=r"^[ESG]\d{2}$")
    groups: list[dict[str, Any]]
    types: list[dict[str, Any]]


@dataclass(frozen=True)
class IncidentTree:
    """All incident types, checked. Mappings are in code order; treat them as read-only.

    Attributes:
        scales: what polarity and severity mean.
        groups: by Level I indicator, in file order.
        types: by code.
    """

    scales: Scales
    groups: Mapping[str, tuple[Group, ...]]
    types: Mapping[str, IncidentType]

    def under(self, code: str) -> tuple[IncidentType, ...]:
        """The types under a dimension (`E`) or a Level I indicator (`E03`)."""
        return tuple(kind for name, kind in self.types.items() if name.startswith(code))


@dataclass
class IncidentDraft:
    """What the files gave before it is checked: groups and types, each with the file it stands in."""

    groups: dict[str, tuple[Group, ...]]
    types: list[tuple[str, IncidentType]]


def load_incidents(folder: Traversable | None = None) -> IncidentTree:
    """The incident types of a methodology folder (`Methodology.folder`), or of the package (read once a process).

    Raises:
        MethodologyError: with every problem of every file.
    """
    return _shipped() if folder is None else _load(folder)


@cache
def _shipped() -> IncidentTree:
    return _load(files("cnesg") / "methodology")


def _load(folder: Traversable) -> IncidentTree:
    from cnesg.framework.incident_checks import check_draft

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
        problems += [
            Problem.of("incidents.wrong_place", file=name, entry=kind.code, level1=header.level1)
            for kind in kinds
            if kind.level1 != header.level1
        ]
    return problems
