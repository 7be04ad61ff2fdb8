"""All quantities of a document: passages and tables read, candidates merged, records written."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from cnesg.errors import InputError
from cnesg.extraction.candidates import Candidate
from cnesg.extraction.cell_runs import RunReader
from cnesg.extraction.confidence import Traced
from cnesg.extraction.consistency import with_warnings
from cnesg.extraction.documents.account_notes import AccountNotes, names_told, speaks_of_money, told_in_notes
from cnesg.extraction.documents.company_names import CompanyNames
from cnesg.extraction.documents.contents import contents_lines, contents_of_page
from cnesg.extraction.documents.fiscal_years import fiscal_year, last_year_ended, year_end
from cnesg.extraction.documents.headings_taken import take_headings
from cnesg.extraction.documents.histories import Histories
from cnesg.extraction.documents.passages import Passage, Rows, printed_form, split_page
from cnesg.extraction.facts.assurance import AssuranceReader
from cnesg.extraction.facts.averages import as_averages
from cnesg.extraction.facts.casualties import with_both_harms
from cnesg.extraction.facts.class_names import with_class_names
from cnesg.extraction.facts.hours_of_page import in_hours_of_page
from cnesg.extraction.facts.kinds_of_staff import as_kinds_of_staff
from cnesg.extraction.facts.likely_rows import likely_rows
from cnesg.extraction.facts.merge import merge
from cnesg.extraction.facts.own_currency import in_own_currency
from cnesg.extraction.facts.own_rupees import in_own_rupees
from cnesg.extraction.facts.own_script import in_own_script
from cnesg.extraction.facts.single_wholes import without_parts_as_wholes
from cnesg.extraction.facts.undated import with_years
from cnesg.extraction.figures.decimal_commas import DecimalCommas
from cnesg.extraction.figures.digit_groups import DigitGroups
from cnesg.extraction.figures.year_names import DECEMBER
from cnesg.extraction.grids.cell_sentences import cells_as_prose
from cnesg.extraction.grids.grid import Grid, GridState, tab_grid
from cnesg.extraction.grids.halves import set_apart
from cnesg.extraction.grids.part_titles import with_title_of_parts
from cnesg.extraction.grids.reader import GridReader
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.pairs import PairReader
from cnesg.extraction.plain_tables import LaidOut, Outlined, classed_grids, facts_set_apart, laid_out, outlined_lines
from cnesg.extraction.plain_tables.between import ends_table
from cnesg.extraction.plain_tables.glued_labels import with_labels_apart
from cnesg.extraction.plain_tables.group_lines import with_group_lines
from cnesg.extraction.prose.reader import ProseReader
from cnesg.extraction.prose.told_labels import told_by_labels
from cnesg.extraction.tables import TableReader
from cnesg.extraction.tables.aims.cells import told_aims, without_aims
from cnesg.extraction.tables.geometry.aim_columns import AimColumns
from cnesg.extraction.tables.indexes.answers import facts_of, find_answers, paragraph_of
from cnesg.framework.lexicon import Lexicon
from cnesg.framework.methodology import Methodology
from cnesg.model import Quantity, fiscal_period, period_interval
from cnesg.text import Document, Line, Page, fold
from cnesg.text.broken_sentences import with_broken_sentences
from cnesg.text.furniture import page_furniture
from cnesg.text.headings import HeadingTree

DataPointOf = Callable[[str, dict[str, str]], str | None]
Part = Passage | Rows | Grid
_QUALIFYING_LINES = 400
_EACH_EMPLOYEE = "/employee"


def extract_quantities(
    document: Document,
    knowledge: Knowledge | Methodology,
    *,
    year: int | None = None,
    company_id: str | None = None,  # noqa: ARG001 - part of the public call; rules that need the company come later
    data_point_of: DataPointOf | None = None,
) -> list[Quantity]:
    """Every quantity of the metric vocabulary that a document states.

    Args:
        document: the document, as `cnesg.text.read_document` gives it.
        knowledge: metrics, wording and units; a methodology is turned into it (build it once for many documents).
        year: the fiscal year it reports on; found in the document when not given.
        company_id: whose document it is.
        data_point_of: the data point that a metric and breakdown answer; none without it.

    Returns:
        Records by page or line, then metric; the same input gives the same list.

    Raises:
        InputError: no year was given and the document names none.
        MethodologyError: the methodology's wording or units are broken.
    """
    traced = traced_quantities(document, knowledge, year=year, data_point_of=data_point_of)
    return [record for record, _ in traced]


def traced_quantities(
    document: Document,
    knowledge: Knowledge | Methodology,
    *,
    year: int | None = None,
    data_point_of: DataPointOf | None = None,
    least_confidence: float | None = None,
) -> list[Traced]:
    """As `extract_quantities`, each record with the candidate that it was made of: what was found out about it.

    `least_confidence` replaces the one of the methodology data, below which a row is left out.
    """
    know = knowledge if isinstance(knowledge, Knowledge) else Knowledge.of(knowledge)
    if data_point_of is None and isinstance(knowledge, Methodology):
        data_point_of = knowledge.data_point_of
    opening, cited, document = _opened(document)
    commas, groups = DecimalCommas(), DigitGroups()
    document = groups.read(commas.read(document))
    fiscal, ends = _fiscal_year(opening[:_QUALIFYING_LINES], document.name, year)
    assurance = AssuranceReader(know)
    names = CompanyNames.told_in(opening)
    prose = ProseReader(know, fiscal, names, ends)
    found = with_both_harms(know, _candidates(_watched(document, assurance), know, fiscal, prose))
    told = with_class_names(know, found, names)
    dated = as_kinds_of_staff(know, as_averages(know, with_years(told, fiscal)))
    merged = in_own_rupees(in_own_currency(merge(know, dated), opening), opening)
    traced = [
        (
            commas.as_printed(
                groups.as_printed(_record(document, know, one, data_point_of, assurance.of(one.metric), ends, cited))
            ),
            one,
        )
        for one in merged
    ]
    if year is not None and year != fiscal:
        traced = [(replace(row, year=row.year + year - fiscal), one) for row, one in traced]
    if know.identities is not None:
        can_be = know.identities.can_be
        traced = [
            (row, one)
            for row, one in traced
            if can_be(row.metric, row.value if row.canonical_value is None else row.canonical_value, row.unit)
        ]
        warned = with_warnings([row for row, _ in traced], know.identities, know.units)
        traced = [(row, one) for row, (_, one) in zip(warned, traced, strict=True)]
    return in_own_script(without_parts_as_wholes(know, likely_rows(know, traced, least_confidence)))


def _fiscal_year(opening: list[str], name: str, given: int | None) -> tuple[int, tuple[int, int]]:
    """The year that the document gives its fiscal year, and the month and day on which it ends.

    That year is the one that was given, unless who gave it names fiscal years after the year that they begin in.

    Raises:
        InputError: no year was given and the document names none.
    """
    ends = year_end(opening)
    if given is not None:
        begins_in_given = ends != DECEMBER and last_year_ended(opening) == given + 1
        return given + begins_in_given, ends
    told = fiscal_year(opening, name)
    if told is None:
        raise InputError.of("extraction.no_year", document=name)
    return told, ends


def _watched(document: Document, assurance: AssuranceReader) -> Document:
    """The document, with its lines shown to the reader of assurance statements as they go by."""

    def pages() -> Iterator[Page]:
        for page in document.pages():
            assurance.look(page.lines)
            yield page

    return replace(document, pages=pages)


def _opened(document: Document) -> tuple[list[str], dict[int, int], Document]:
    """The first lines that hold anything, folded, which tell the fiscal year and the company's name.

    Of a text file all lines: they are at hand, and with them the numbers in the file of those that are counted
    otherwise. The document that comes with them gives the pages that were read for it
    without reading them again, and can be gone through once.
    """
    pages = document.pages()
    read: deque[Page] = deque()
    opening: list[str] = []
    cited: dict[int, int] = {}
    for page in pages:
        read.append(page)
        cited |= {line.number: line.in_file for line in page.lines if line.in_file is not None}
        opening += (fold(line.text) for line in page.lines if line.text.strip())
        if len(opening) >= _QUALIFYING_LINES:
            break

    def again() -> Iterator[Page]:
        while read:
            yield read.popleft()
        yield from pages

    if document.media_type != "text/plain":
        del opening[_QUALIFYING_LINES:]
    return opening, cited, replace(document, pages=again)


def _candidates(document: Document, know: Knowledge, year: int, prose: ProseReader) -> Iterator[Candidate]:
    tree = HeadingTree()
    if document.media_type == "text/plain":
        yield from _of_text(document, prose, GridReader(know, year, names=prose.names), tree)
        return
    tables, notes = TableReader(know, year), AccountNotes()
    for page in document.pages():
        document.on_stage(page.number or 0, "facts")
        recognised = {line.number for line in page.lines if line.recognised}
        if notes.hold(page):
            if not names_told(know, page):
                tables.pass_by()
                take_headings(page.lines, tree)
                continue
            asked = know.lexicon.grammar.told_in_notes
            found: Iterable[Candidate] = told_in_notes(know, _of_page(page, prose, tables, tree, asked))
        else:
            found = _of_page(page, prose, tables, tree)
        for one in in_hours_of_page(found, know.lexicon.roles, page.lines):
            yield replace(one, method="ocr") if one.place.line in recognised else one
    document.on_stage(0, "facts")


def _of_page(
    page: Page,
    prose: ProseReader,
    tables: TableReader,
    tree: HeadingTree,
    of: frozenset[str] | None = None,
) -> Iterator[Candidate]:
    """What stands on a page; where metrics of money alone are asked for, what can tell of no other is passed over."""
    if contents := contents_of_page(page):
        page = replace(page, lines=tuple(line for line in page.lines if line.number not in contents))
    found = list(without_aims(tables.read(page, tree.path(), of), page, prose.year))
    yield from found
    told = {one.place.line for one in found}
    in_tables = tables.lines | told
    yield from told_by_labels(tables.unnamed, prose)
    if tables.silent:
        by_number = {line.number: line for line in page.lines}
        for words in tables.silent:  # 7,460 hours, and below it: volunteered by our people
            in_tile = list(prose.read(Passage.of(paragraph_of(words, by_number), ())))
            yield from in_tile
            in_tables |= {one.place.line for one in in_tile}
    in_words = told_aims(page, prose.year, tree.path(), prose.read)
    yield from in_words.facts
    in_tables |= in_words.lines
    for answer in find_answers(page):
        lines = {line.number for line in answer.text.lines}
        if told.isdisjoint(lines) and in_words.lines.isdisjoint(lines):
            yield from facts_of(answer, tree.path(), prose.read)
        in_tables |= lines
    aims = AimColumns(page, prose.year)
    for part in split_page(page.lines, tree, tabs=False, told=in_tables):
        if isinstance(part, Passage) and (of is None or speaks_of_money(part)):
            yield from aims.aimed(prose.read(part))


def _of_text(document: Document, prose: ProseReader, grids: GridReader, tree: HeadingTree) -> Iterator[Candidate]:
    state, pairs, histories = GridState(), PairReader(grids, prose), Histories()
    runs = RunReader(grids, prose)
    for page in document.pages():
        left_out = page_furniture(page.lines) | contents_lines(page.lines)
        lines = with_group_lines(with_labels_apart(with_broken_sentences(page.lines, left_out)))
        within = outlined_lines(lines, prose.know.units)
        lines = [line for one in lines for line in (within[one.number].around if one.number in within else (one,))]
        alone = [line for line in lines if line.number not in within]
        classed, held = classed_grids(alone, prose.know)
        yield from (one for grid in classed for one in grids.read(grid))
        for listed, taken in (runs.read(alone, held), *facts_set_apart(alone, grids, prose)):
            yield from listed
            held |= taken
        alone = [line for line in alone if line.number not in held]
        laid = laid_out(alone, prose.know, prose.year)
        found, known = pairs.read([line for line in alone if not laid.holds(line)])
        known |= held
        yield from found
        for part in _parts(laid, lines, within, tree):
            if isinstance(part, Grid):
                yield from grids.read(part, state := GridState())
            elif isinstance(part, Passage):
                if ends_table(part.text):
                    state = GridState()
                else:
                    state.said = grids.unit_said(part.text) or state.said
                    grids.pass_line(part.text, state)
                told = prose.read(part, histories.year_of(part))
                yield from (one for one in told if one.place.line not in known)
            else:
                grid = with_title_of_parts(tab_grid(part.lines, part.above, part.headings, laid.rows), state)
                for beside, one in enumerate(set_apart(grid)):
                    yield from grids.read(one, GridState(said=state.said) if beside else state)
                    yield from told_by_labels(grids.silent, prose)
                yield from cells_as_prose(part, prose, laid.rows)


def _parts(laid: LaidOut, lines: list[Line], within: dict[int, Outlined], tree: HeadingTree) -> Iterator[Part]:
    """Passages and blocks of rows, and the tables that run on within a line where they stand."""
    left = laid.left(lines)
    begin = 0
    for at, line in enumerate(left):
        if (one := within.get(line.number)) is not None and line is one.before:
            yield from split_page(left[begin : at + 1], tree, tabs=True, rows_at=laid.rows)
            yield Grid(one.rows, (one.caption,) if one.caption else (), tree.path())
            begin = at + 1
    yield from split_page(left[begin:], tree, tabs=True, rows_at=laid.rows)


def _canonical(one: Candidate, know: Knowledge, wanted: str) -> float | None:
    """The value in the metric's unit; "30 hours" of an average for each employee are 30 hours/employee."""
    value = know.units.convert(one.value, one.unit, wanted, one.metric)
    if value is None and wanted.endswith(_EACH_EMPLOYEE):
        return know.units.convert(one.value, one.unit, wanted.removesuffix(_EACH_EMPLOYEE), one.metric)
    return value


def _as_printed(value: float) -> float:
    """A value without what multiplying in binary added: 4.1 million are 4,100,000, not 4,099,999.9999999995."""
    return float(f"{value:.15g}")


def _is_restated(know: Knowledge, one: Candidate) -> bool:
    """Whether the words around a figure, or the label that names it, say that it corrects an earlier one."""
    return any(_says_restated(know.lexicon, text) for text in (one.place.quote, one.named) if text)


@lru_cache(maxsize=1024)
def _says_restated(lexicon: Lexicon, text: str) -> bool:
    """Whether a text says that a figure was corrected; all figures of a row share its text."""
    return lexicon.says("restated", printed_form(text))


def _record(
    document: Document,
    know: Knowledge,
    one: Candidate,
    data_point_of: DataPointOf | None,
    assurance: str,
    ends: tuple[int, int],
    cited: Mapping[int, int],
) -> Quantity:
    canonical_unit = know.unit_of(one.metric) or None
    canonical = _canonical(one, know, canonical_unit) if canonical_unit else None
    place = one.place
    method_two = None
    if one.metric == know.lexicon.roles.purchased_gases:
        kind = one.breakdown.get("scope2", "")
        method_two = kind.split("-")[0] if kind.startswith(("market", "location")) else "unknown"
    text_file = document.media_type == "text/plain"
    return Quantity(
        metric=one.metric,
        data_point=data_point_of(one.metric, one.breakdown) if data_point_of else None,
        breakdown=one.breakdown,
        value=_as_printed(one.value),
        unit=one.unit,
        canonical_value=None if canonical is None else _as_printed(canonical),
        canonical_unit=canonical_unit if canonical is not None else None,
        raw_value=one.raw_value,
        raw_unit=one.raw_unit,
        year=one.year,
        period=period_interval(*fiscal_period(one.year, ends)),
        value_kind=one.value_kind,
        qualifier=one.qualifier,
        boundary=one.breakdown.get("boundary", "reporting company"),
        restated=_is_restated(know, one),
        assurance=assurance,
        scope2_method=method_two,
        document=document.sha256,
        page=place.page,
        line=cited.get(place.line, place.line) if text_file else None,
        bbox=place.bbox,
        quote=place.quote,
        method=one.method,
        confidence=_confidence(know, one),
        warnings=list(one.warnings),
    )


def _confidence(know: Knowledge, one: Candidate) -> float:
    grammar = know.lexicon.grammar
    known = grammar.confidence.get(one.role, 0.5)
    return round(known * grammar.recognised, 4) if one.method == "ocr" else known
