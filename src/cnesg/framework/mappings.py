"""Which data points answer which items of standards, and which international items justify each Level II indicator.

The files lie in `methodology/mappings/`, one for each Level I indicator (`E01.yaml`). An entry says what the data point
is to the item: `equal`, `narrower` (it answers a part of what the item asks), `broader` (it asks for more than the
item), or `related` (the same subject, but no answer). Why these four: `docs/decisions/standard-mappings.md`.
"""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources.abc import Traversable
from pathlib import PurePosixPath
from typing import Literal, get_args

from pydantic import Field

from cnesg.errors import MethodologyError, Problem
from cnesg.framework.definitions.base import Definition, Name, Sourced
from cnesg.framework.methodology import Methodology
from cnesg.framework.standards import Standards, load_standards
from cnesg.framework.yaml_files import of_folder, parse_yaml, validate_mapping, yaml_files

FOLDER = "mappings"

Match = Literal["equal", "broader", "narrower", "related"]
MATCHES: tuple[Match, ...] = get_args(Match)  # the one that answers an item best first


class NoItem(Definition):
    """Why no standard asks for something: it belongs to the Chinese market, or it is our own measure."""

    reason: Literal["china-specific", "own"]
    why: Name


class DataPointMapping(Definition):
    """The items that a data point answers, by standard, each with the kind of match; else why there are none."""

    code: str = Field(pattern=r"^[ESG]\d{4}-\d{2}$")
    items: dict[str, dict[str, Match]] = Field(default_factory=dict)
    no_item: NoItem | None = None


class Level2Mapping(Definition):
    """The items of international frameworks that justify a Level II indicator, by standard.

    One that no international framework asks for has no entry here; its own definition names the Chinese policy.
    """

    code: str = Field(pattern=r"^[ESG]\d{4}$")
    justified_by: dict[str, tuple[str, ...]] = Field(min_length=1)


class MappingFile(Sourced):
    """The mappings of one Level I indicator."""

    level1: str = Field(pattern=r"^[ESG]\d{2}$")
    level2: tuple[Level2Mapping, ...] = ()
    data_points: tuple[DataPointMapping, ...]


@dataclass(frozen=True)
class Link:
    """One data point and one item of one standard, and what the data point is to the item."""

    code: str
    standard: str
    item: str
    match: Match


@dataclass(frozen=True)
class Mappings:
    """All mappings, checked against the item lists. Mappings are in code order; treat them as read-only.

    Attributes:
        level2: justifications by Level II code.
        data_points: by data point code.
    """

    level2: Mapping[str, Level2Mapping]
    data_points: Mapping[str, DataPointMapping]

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Every link, in the order of data points, then as written."""
        return tuple(
            Link(code, standard, item, match)
            for code, entry in self.data_points.items()
            for standard, items in entry.items.items()
            for item, match in items.items()
        )

    def of_points(self, kept: Container[str]) -> "Mappings":
        """The mappings of some data points, and of the Level II indicators they belong to."""
        points = {code: entry for code, entry in self.data_points.items() if code in kept}
        above = {code[:5] for code in points}
        return Mappings({code: entry for code, entry in self.level2.items() if code in above}, points)

    def of_item(self, standard: str, item: str) -> tuple[Link, ...]:
        """The data points of an item, best match first."""
        return self._by_item.get((standard, item), ())

    def of_standard(self, standard: str, under: str = "") -> tuple[Link, ...]:
        """The links into a standard of data points under a code (`E`, `E01`, `E0102`; all by default)."""
        return tuple(link for link in self.links if link.standard == standard and link.code.startswith(under))

    @cached_property
    def _by_item(self) -> dict[tuple[str, str], tuple[Link, ...]]:
        found: dict[tuple[str, str], list[Link]] = {}
        for link in self.links:
            found.setdefault((link.standard, link.item), []).append(link)
        return {key: tuple(sorted(links, key=lambda link: MATCHES.index(link.match))) for key, links in found.items()}


@dataclass
class _Draft:
    """What the files gave: entries with the file that they stand in."""

    level2: dict[str, tuple[str, Level2Mapping]]
    data_points: dict[str, tuple[str, DataPointMapping]]
    problems: list[Problem]


def load_mappings(folder: Traversable | None = None) -> Mappings:
    """The mappings of a methodology folder (`Methodology.folder`), or of the package (read once a process).

    Raises:
        MethodologyError: with every problem of every file, the item lists of the folder included. Where those are
            broken, ids are not checked against them.
    """
    return of_folder(_load, folder)


def _load(folder: Traversable) -> Mappings:
    root = folder / FOLDER
    if not root.is_dir():
        raise MethodologyError.of("standards.no_folder", folder=folder, place=f"{FOLDER}/")
    draft = _Draft({}, {}, [])
    for name, source in yaml_files(root, FOLDER):
        content, problems = parse_yaml(name, source.read_text(encoding="utf-8"))
        if not problems:
            entries, problems = validate_mapping(name, MappingFile, content)
            if entries is not None:
                _add(draft, name, entries)
        draft.problems += problems
    draft.problems += _items_or_reason(draft)
    try:
        standards = load_standards(folder)
    except MethodologyError as error:
        draft.problems += error.problems
    else:
        draft.problems += _unknown_items(draft, standards)
        draft.problems += _justifications(draft, standards)
    if draft.problems:
        raise MethodologyError(*draft.problems)
    return Mappings(
        {code: draft.level2[code][1] for code in _in_order(draft.level2)},
        {code: draft.data_points[code][1] for code in _in_order(draft.data_points)},
    )


def _in_order(codes: Mapping[str, object]) -> list[str]:
    return sorted(codes, key=lambda code: ("ESG".find(code[0]), code))


def _add(draft: _Draft, name: str, entries: MappingFile) -> None:
    """Put a file's entries into the draft; a problem for each in the wrong file and each that is there already."""
    if PurePosixPath(name).stem != entries.level1:
        draft.problems.append(Problem.of("standards.file_name", file=name, code=entries.level1))
    written: list[Level2Mapping | DataPointMapping] = [*entries.level2, *entries.data_points]
    for entry in written:
        if not entry.code.startswith(entries.level1):
            problem = Problem.of("standards.wrong_place", file=name, entry=entry.code, level1=entries.level1)
            draft.problems.append(problem)
        taken = draft.level2.get(entry.code) or draft.data_points.get(entry.code)
        if taken:
            draft.problems.append(Problem.of("standards.duplicate", file=name, entry=entry.code, other=taken[0]))
        elif isinstance(entry, Level2Mapping):
            draft.level2[entry.code] = name, entry
        else:
            draft.data_points[entry.code] = name, entry


def _unknown_items(draft: _Draft, standards: Standards) -> Iterator[Problem]:
    named = [(file, e.code, s, i) for file, e in draft.data_points.values() for s, ids in e.items.items() for i in ids]
    named += [(f, e.code, s, i) for f, e in draft.level2.values() for s, ids in e.justified_by.items() for i in ids]
    told: set[tuple[str, str]] = set()
    for file, code, standard, item in named:
        if standard not in standards.by_code:
            if (code, standard) not in told:
                yield Problem.of("standards.unknown_standard", file=file, entry=code, code=standard)
            told.add((code, standard))
        elif item not in standards.by_code[standard].by_id:
            yield Problem.of("standards.unknown_item_of", file=file, entry=code, standard=standard, item=item)


def _items_or_reason(draft: _Draft) -> Iterator[Problem]:
    """A data point has items or a reason why there are none, never both and never neither."""
    for file, point in draft.data_points.values():
        if any(point.items.values()) == (point.no_item is not None):
            yield Problem.of("standards.items_or_reason", file=file, entry=point.code)


def _justifications(draft: _Draft, standards: Standards) -> Iterator[Problem]:
    """What justifies an indicator is international, and named once."""
    for file, indicator in draft.level2.values():
        for code, items in indicator.justified_by.items():
            if code in standards.by_code and not standards.by_code[code].international:
                yield Problem.of("standards.not_international", file=file, entry=indicator.code, code=code)
            for item in sorted({item for item in items if items.count(item) > 1}):
                yield Problem.of("standards.item_twice", file=file, entry=indicator.code, item=item)


def check_mappings(mappings: Mappings, methodology: Methodology) -> Iterator[Problem]:
    """Whether mappings and indicators fit: a problem for each code that maps to none there is, and each left out.

    A Level II indicator needs no international item where its definition says that it is specific to China.
    """
    for code in (*mappings.level2, *mappings.data_points):
        if code not in methodology.level2 and code not in methodology.data_points:
            yield Problem.of("standards.unknown_code", entry=code)
    for code, indicator in methodology.level2.items():
        if code not in mappings.level2 and indicator.china_specific is None:
            yield Problem.of("standards.unjustified", entry=code, file=f"{FOLDER}/{code[:3]}.yaml")
    for code in methodology.data_points:
        if code not in mappings.data_points:
            yield Problem.of("standards.unmapped", entry=code, file=f"{FOLDER}/{code[:3]}.yaml")
