"""Where a data point is usually found: sections of documents and registers (`methodology/sections.yaml`)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from pydantic import Field

from cnesg.errors import MethodologyError, Problem
from cnesg.framework.definitions.base import Definition, Name, Sourced
from cnesg.framework.definitions.indicators import DataPoint
from cnesg.framework.methodology import Methodology
from cnesg.framework.yaml_files import mapping_file, of_folder

FILE = "sections.yaml"


class Section(Definition):
    """A section of a document, a list or a register; in one of `figures_only` no sentence is looked for."""

    id: str = Field(pattern=r"^[a-z][a-z-]*$")
    name: Name
    figures_only: bool = False


class FoundIn(Definition):
    """The sections in which the data points of a Level II indicator, or one of them, stand, by what reports them."""

    code: str = Field(pattern=r"^[ESG]\d{4}(-\d{2})?$")
    esg: tuple[str, ...] = ()
    annual: tuple[str, ...] = ()
    list: tuple[str, ...] = ()
    imported: tuple[str, ...] = Field(default=(), alias="import")

    def of(self, source: str) -> tuple[str, ...]:
        """The section ids for one entry of a data point's `reported_in`."""
        found: tuple[str, ...] = getattr(self, "imported" if source == "import" else source)
        return found


class SectionFile(Sourced):
    """The whole of `sections.yaml`."""

    sections: tuple[Section, ...]
    level2: tuple[FoundIn, ...]
    data_points: tuple[FoundIn, ...] = ()


@dataclass(frozen=True)
class Sections:
    """Sections by id, and where each Level II indicator's data points, or a single one, stand."""

    by_id: Mapping[str, Section]
    found_in: Mapping[str, FoundIn]

    def of(self, point: DataPoint) -> tuple[Section, ...]:
        """The sections in which a data point is usually found, in the order of its `reported_in`."""
        ids = dict.fromkeys(i for source in point.reported_in for i in self.ids(point.code, source))
        found = (self.by_id[i] for i in ids if i in self.by_id)
        return tuple(section for section in found if point.kind == "quantity" or not section.figures_only)

    def ids(self, code: str, source: str) -> tuple[str, ...]:
        """The section ids of a data point for one of its sources: its own ones, else those of its indicator."""
        entries = (self.found_in.get(code), self.found_in.get(code[:5]))
        return next((entry.of(source) for entry in entries if entry and entry.of(source)), ())


def load_sections(folder: Traversable | None = None) -> Sections:
    """The sections of a methodology folder, or of the package.

    Raises:
        MethodologyError: every problem of the file: fields, ids twice or unknown, sections that nothing uses.
    """
    return of_folder(_load, folder)


def _load(folder: Traversable) -> Sections:
    data, problems = mapping_file(folder, FILE, SectionFile)
    if data is not None:
        problems += _inconsistencies(data)
    if data is None or problems:
        raise MethodologyError(*problems)
    return Sections(
        {section.id: section for section in data.sections},
        {entry.code: entry for entry in (*data.level2, *data.data_points)},
    )


def _inconsistencies(data: SectionFile) -> Iterator[Problem]:
    ids = [section.id for section in data.sections]
    entries = (*data.level2, *data.data_points)
    codes = [entry.code for entry in entries]
    for name in sorted({n for n in (*ids, *codes) if ids.count(n) + codes.count(n) > 1}):
        yield Problem.of("sections.twice", file=FILE, entry=name)
    used = {i for entry in entries for i in (*entry.esg, *entry.annual, *entry.list, *entry.imported)}
    for name in sorted(used - set(ids)):
        yield Problem.of("sections.unknown", file=FILE, entry=name)
    for name in sorted(set(ids) - used):
        yield Problem.of("sections.unused", file=FILE, entry=name)


def check_sections(sections: Sections, methodology: Methodology) -> Iterator[Problem]:
    """Every data point has a section for each source it is reported in, and no entry names an unknown indicator."""
    for code in sections.found_in:
        if code not in methodology.level2 and code not in methodology.data_points:
            yield Problem.of("sections.no_indicator", file=FILE, entry=code)
    for code, point in methodology.data_points.items():
        if not point.reported_in:
            yield Problem.of("sections.nowhere", file=FILE, entry=code)
        for source in point.reported_in:
            if not sections.ids(code, source):
                yield Problem.of("sections.missing", file=FILE, entry=code, source=source)
