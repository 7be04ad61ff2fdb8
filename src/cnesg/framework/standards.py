"""Disclosure standards as item lists: what each of them asks, by the ids its publisher gives.

The files lie in `methodology/standards/`, one for each standard and edition. They hold ids and short titles of our own
and never a standard's text. They are read apart from the rest of the methodology, because scoring does not need them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from importlib.resources.abc import Traversable
from pathlib import PurePosixPath
from typing import Literal

from pydantic import Field

from cnesg.errors import InputError, MethodologyError, Problem
from cnesg.framework.definitions.base import Definition, Name, Sourced
from cnesg.framework.yaml_files import of_folder, parse_yaml, validate_mapping, yaml_files

FOLDER = "standards"

Reach = Literal["international", "european-union", "hong-kong", "mainland"]
Obligation = Literal["mandatory", "comply-or-explain", "voluntary"]
ItemKind = Literal[
    "topic",
    "standard",
    "aspect",
    "goal",
    "policy",
    "kpi",
    "metric",
    "disclosure",
    "requirement",
    "paragraph",
    "target",
]


class Item(Definition):
    """One entry of a standard.

    Attributes:
        id: as the publisher writes it; `Standard.seen_in` says where labels or prefixes of ours are needed.
        parent: the entry it stands under.
        kind: what the publisher calls such an entry.
        pillar: the dimension it speaks to.
        title: short, in our own words.
        verified: the id was seen in public documentation; False where it comes from memory or follows from an order.
        asks: whether a report can answer it; scope, principles and legal machinery ask nothing of a report.
        applies_from: first day on which it is in force, where that is not the standard's own.
        applies_until: last such day.
    """

    id: str = Field(min_length=1)
    parent: str | None = None
    kind: ItemKind
    pillar: Literal["E", "S", "G", "general"]
    title: Name
    verified: bool
    asks: bool = True
    applies_from: date | None = None
    applies_until: date | None = None

    def in_force(self, day: date) -> bool:
        """Whether the entry applies on a day, as far as it has dates of its own."""
        begun = self.applies_from is None or self.applies_from <= day
        return begun and (self.applies_until is None or day <= self.applies_until)


class Phase(Definition):
    """Who must answer which part of a standard, how strictly, and for which fiscal years.

    Attributes:
        items: entries that it holds for, with all below them; all entries where empty. An entry that another phase
            names by itself follows that one.
        issuers: whom it binds.
        obligation: how strictly.
        fiscal_years_from: it holds for fiscal years that begin on this day or later.
        fiscal_years_until: and that begin on this day or earlier.
        verified: as for entries.
    """

    items: tuple[str, ...] = ()
    issuers: Name
    obligation: Obligation
    fiscal_years_from: date | None = None
    fiscal_years_until: date | None = None
    verified: bool


class Standard(Sourced):
    """A standard in one edition.

    Attributes:
        standard: its code, `hkex-c2`.
        short: a label for narrow columns, the same in every language.
        name: what it is called.
        publisher: who publishes it.
        reach: where it applies; only what reaches beyond China counts as an international framework.
        edition: year of the edition, which a report's year must be held against.
        published: the day, where known.
        succeeds: code of the standard that it replaces.
        extract: only the entries that data points speak to are listed, of a law or rule that is no disclosure standard;
            how much of it the data points cover says nothing, and it has no voice in weights.
        seen_in: where the ids were seen, and which are not the publisher's.
        phases: whom it binds and since when.
        items: its entries in the publisher's order.
    """

    standard: str = Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")
    short: str = Field(min_length=1, max_length=8)
    name: Name
    publisher: Name
    reach: Reach
    edition: str = Field(pattern=r"^\d{4}$")
    published: date | None = None
    succeeds: str | None = None
    extract: bool = False
    seen_in: Name
    phases: tuple[Phase, ...] = Field(min_length=1)
    items: tuple[Item, ...] = Field(min_length=1)

    @property
    def international(self) -> bool:
        """Whether it is a framework from beyond China, as the choice of indicators asks for."""
        return self.reach in ("international", "european-union")

    @cached_property
    def by_id(self) -> Mapping[str, Item]:
        """Entries by id."""
        return {item.id: item for item in self.items}

    @cached_property
    def headings(self) -> frozenset[str]:
        """Ids of entries that have others below them."""
        return frozenset(item.parent for item in self.items if item.parent)

    def questions(self, day: date | None = None) -> tuple[Item, ...]:
        """The entries that a report can answer one by one: lowest in the tree, asking something, in force on a day."""
        return tuple(
            item
            for item in self.items
            if item.asks and item.id not in self.headings and (day is None or item.in_force(day))
        )


@dataclass(frozen=True)
class Standards:
    """All standards, checked, by code in alphabetical order; treat the mapping as read-only."""

    by_code: Mapping[str, Standard]

    def named(self, code: str) -> Standard:
        """A standard by its code.

        Raises:
            InputError: there is none of that code; the message lists those there are.
        """
        found = self.by_code.get(code)
        if found is None:
            raise InputError.of("standards.unknown", code=code, known=", ".join(self.by_code))
        return found


def load_standards(folder: Traversable | None = None) -> Standards:
    """The standards of a methodology folder (`Methodology.folder`), or of the package (read once a process).

    Raises:
        MethodologyError: with every problem of every file.
    """
    return of_folder(_load, folder)


def _load(folder: Traversable) -> Standards:
    root = folder / FOLDER
    if not root.is_dir():
        raise MethodologyError.of("standards.no_folder", folder=folder, place=f"{FOLDER}/")
    found: dict[str, tuple[str, Standard]] = {}
    problems: list[Problem] = []
    broken = False
    for name, source in yaml_files(root, FOLDER):
        content, read_problems = parse_yaml(name, source.read_text(encoding="utf-8"))
        standard = None
        if not read_problems:
            standard, read_problems = validate_mapping(name, Standard, content)
        problems += read_problems
        if standard is None:
            broken = True
        elif standard.standard in found:
            other = found[standard.standard][0]
            problems.append(Problem.of("standards.duplicate", file=name, entry=standard.standard, other=other))
        else:
            found[standard.standard] = name, standard
            problems += _problems_within(name, standard)
    if not broken:
        problems += _unknown_predecessors(found)
    if problems:
        raise MethodologyError(*problems)
    return Standards({code: found[code][1] for code in sorted(found)})


def _problems_within(file: str, standard: Standard) -> Iterator[Problem]:
    if PurePosixPath(file).stem != standard.standard:
        yield Problem.of("standards.file_name", file=file, code=standard.standard)
    seen: set[str] = set()
    for item in standard.items:
        if item.id in seen:
            yield Problem.of("standards.duplicate", file=file, entry=item.id, other=file)
        seen.add(item.id)
    for item in standard.items:
        if item.parent is not None and item.parent not in seen:
            yield Problem.of("standards.unknown_item", file=file, entry=item.id, item=item.parent)
        if item.applies_from and item.applies_until and item.applies_from > item.applies_until:
            yield Problem.of("standards.dates", file=file, entry=item.id)
    for phase in standard.phases:
        for wanted in phase.items:
            if wanted not in seen:
                yield Problem.of("standards.unknown_item", file=file, entry="phases", item=wanted)
    yield from _circles(file, standard)


def _circles(file: str, standard: Standard) -> Iterator[Problem]:
    """A problem for each entry that stands under itself."""
    parents = {item.id: item.parent for item in standard.items}
    for item in standard.items:
        above, passed = item.parent, {item.id}
        while above in parents and above not in passed:
            passed.add(above)
            above = parents[above]
        if above == item.id:
            yield Problem.of("standards.circle", file=file, entry=item.id)


def _unknown_predecessors(found: Mapping[str, tuple[str, Standard]]) -> Iterator[Problem]:
    for file, standard in found.values():
        if standard.succeeds is not None and standard.succeeds not in found:
            yield Problem.of("standards.unknown_standard", file=file, entry="succeeds", code=standard.succeeds)
