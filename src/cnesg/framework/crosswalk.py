"""From the Hang Seng industry classification to Shenwan, dated and with confidence.

The files lie in `methodology/crosswalk/`: `hsics.yaml` (the classification's codes, names of ours) and
`hsics-shenwan.yaml` (where a company of a code belongs). How rows came about: `docs/decisions/crosswalk.md`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources.abc import Traversable
from typing import Annotated, TypeVar

from pydantic import BaseModel, Field, StringConstraints

from cnesg.errors import MethodologyError, Problem
from cnesg.framework.definitions import Industry
from cnesg.framework.definitions.base import Definition, Name, Real, Sourced
from cnesg.framework.yaml_files import of_folder, parse_yaml, validate_entries

FOLDER = "crosswalk"
NODES_FILE = f"{FOLDER}/hsics.yaml"
ROWS_FILE = f"{FOLDER}/hsics-shenwan.yaml"

HsicsCode = Annotated[str, StringConstraints(pattern=r"^(\d{2}){1,3}$")]
Shape = TypeVar("Shape", bound=BaseModel)


class _Dated(Definition):
    """Something that holds from a day on, until a day if one is given, both included."""

    valid_from: date
    valid_to: date | None = None

    def holds(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class HsicsNode(_Dated):
    """An industry (2 digits), sector (4) or subsector (6) of the Hang Seng classification."""

    code: HsicsCode
    name: Name


class ShenwanTarget(Definition):
    """A Shenwan industry of any level, and how probable it is that a company belongs to it or below it."""

    code: str = Field(pattern=r"^\d{6}$")
    confidence: Real = Field(gt=0, le=1)


class CrosswalkRow(Sourced, _Dated):
    """Where companies of a Hang Seng code belong.

    Attributes:
        hsics: the code.
        shenwan: disjoint industries; what their confidences lack of 1 is spread over others.
        note: what a reader should know, above all why it is not certain.
    """

    hsics: HsicsCode
    shenwan: tuple[ShenwanTarget, ...] = Field(min_length=1)
    note: Name


@dataclass(frozen=True)
class Crosswalk:
    """The classification and the rows, in code order."""

    nodes: tuple[HsicsNode, ...]
    rows: tuple[CrosswalkRow, ...]

    def row_of(self, hsics: str, day: date) -> CrosswalkRow | None:
        """The row in force on a day for a code or, where there is none for it, for the nearest code above it.

        Subsectors are added over the years; a new one is placed as its sector until it has a row.
        """
        for digits in (6, 4, 2):
            code = hsics[:digits]
            if len(code) == digits:
                found = next((row for row in self.rows if row.hsics == code and row.holds(day)), None)
                if found is not None:
                    return found
        return None

    def shenwan_of(self, hsics: str, day: date) -> tuple[tuple[str, float], ...]:
        """Shenwan industries of a company with a Hang Seng code, most probable first, each with its confidence.

        Args:
            hsics: code of 2, 4 or 6 digits.
            day: the day looked at; before the classification's revision of 2019 nothing is known.

        Returns:
            Empty where nothing is known. Which confidence is enough, the caller decides.
        """
        row = self.row_of(hsics, day)
        targets = sorted(row.shenwan, key=lambda target: (-target.confidence, target.code)) if row else ()
        return tuple((target.code, target.confidence) for target in targets)


def load_crosswalk(folder: Traversable | None = None) -> Crosswalk:
    """The crosswalk of a methodology folder (`Methodology.folder`), or of the package (read once a process).

    Raises:
        MethodologyError: with every problem of both files.
    """
    return of_folder(_load, folder)


def _load(folder: Traversable) -> Crosswalk:
    nodes, node_problems = _read(folder, NODES_FILE, HsicsNode)
    rows, row_problems = _read(folder, ROWS_FILE, CrosswalkRow)
    problems = [*node_problems, *row_problems]
    if not problems:
        problems = [*_node_problems(nodes), *_row_problems(rows, nodes)]
    if problems:
        raise MethodologyError(*problems)
    by_code = sorted(nodes, key=lambda node: node.code)
    return Crosswalk(tuple(by_code), tuple(sorted(rows, key=lambda row: (row.hsics, row.valid_from))))


def _read(folder: Traversable, name: str, shape: type[Shape]) -> tuple[list[Shape], list[Problem]]:
    source = folder / name
    if not source.is_file():
        return [], [Problem.of("framework.no_file", file=name, folder=folder)]
    try:
        content, problems = parse_yaml(name, source.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        return [], [Problem.of("framework.not_utf8", file=name)]
    return ([], problems) if problems else validate_entries(name, shape, content)


def _node_problems(nodes: Iterable[HsicsNode]) -> Iterator[Problem]:
    seen: set[str] = set()
    for node in nodes:
        if node.code in seen:
            yield Problem.of("crosswalk.duplicate", file=NODES_FILE, entry=node.code)
        seen.add(node.code)
    for code in sorted(seen):
        if len(code) > 2 and code[:-2] not in seen:
            yield Problem.of("crosswalk.no_parent", file=NODES_FILE, entry=code, parent=code[:-2])


def _row_problems(rows: Iterable[CrosswalkRow], nodes: Iterable[HsicsNode]) -> Iterator[Problem]:
    known = {node.code for node in nodes}
    earlier: dict[str, list[CrosswalkRow]] = {}
    for row in rows:
        if row.hsics not in known:
            yield Problem.of("crosswalk.unknown_hsics", file=ROWS_FILE, entry=row.hsics)
        if row.valid_to is not None and row.valid_to < row.valid_from:
            yield Problem.of("crosswalk.span", file=ROWS_FILE, entry=row.hsics)
        if sum(target.confidence for target in row.shenwan) > 1 + 1e-9:
            yield Problem.of("crosswalk.confidence", file=ROWS_FILE, entry=row.hsics)
        for other in earlier.setdefault(row.hsics, []):
            if row.holds(other.valid_from) or other.holds(row.valid_from):
                yield Problem.of("crosswalk.overlap", file=ROWS_FILE, entry=row.hsics)
        earlier[row.hsics].append(row)


def check_crosswalk(crosswalk: Crosswalk, industries: Mapping[str, Industry]) -> Iterator[Problem]:
    """A problem for each Shenwan code that does not exist, and for each that lies within another of its row."""
    for row in crosswalk.rows:
        codes = {target.code for target in row.shenwan}
        if len(codes) < len(row.shenwan):
            yield Problem.of("crosswalk.nested", file=ROWS_FILE, entry=row.hsics, code=row.shenwan[0].code)
        for code in sorted(codes):
            if code not in industries:
                yield Problem.of("crosswalk.unknown_shenwan", file=ROWS_FILE, entry=row.hsics, code=code)
            elif codes & set(_above(code, industries)):
                yield Problem.of("crosswalk.nested", file=ROWS_FILE, entry=row.hsics, code=code)


def _above(code: str, industries: Mapping[str, Industry]) -> Iterator[str]:
    parent = industries[code].parent
    while parent is not None:
        yield parent
        parent = industries[parent].parent
