"""Facts in the tables of a page: what a value measures, of which class and year, in which unit.

The name of the metric is looked for walking outwards from the value: the row's label, the column's headers, the groups
the row stands under, the captions and headings above. The first that fits the kind of the unit wins; what stands
between it and the value names the class.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache, partial

from cnesg.extraction.breakdowns import aimed_at
from cnesg.extraction.candidates import Candidate
from cnesg.extraction.documents.company_names import found_in_cell
from cnesg.extraction.documents.passages import compact
from cnesg.extraction.figures.equivalents import gases_in
from cnesg.extraction.figures.numbers import Number, read_cell
from cnesg.extraction.gates import Fit, classed, held, needs_class, whole_of
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.labels.references import is_count
from cnesg.extraction.prose.told_labels import SilentRow, may_state
from cnesg.extraction.tables.contexts import Context, Known, Setting, headed_by
from cnesg.extraction.tables.drawn.page_ends import head_left_behind
from cnesg.extraction.tables.finder import find_tables
from cnesg.extraction.tables.fragments import with_own_year
from cnesg.extraction.tables.geometry.parting_titles import parts_a_whole
from cnesg.extraction.tables.geometry.titles import headings_above, is_titled, labels_in
from cnesg.extraction.tables.model import Fragment, Row, Table
from cnesg.extraction.tables.reading.choice import MetricChoice
from cnesg.extraction.tables.reading.classes import Classes
from cnesg.extraction.tables.reading.column_amounts import in_unit_of_column, with_energy_content
from cnesg.extraction.tables.reading.compositions import as_compositions
from cnesg.extraction.tables.reading.counting_labels import (
    are_shares,
    counts_things,
    is_share_of_whole,
    named_in_words,
    names_share,
)
from cnesg.extraction.tables.reading.cuts import as_cut
from cnesg.extraction.tables.reading.financed import FINANCED, of_financed
from cnesg.extraction.tables.reading.gases_told import gases_told
from cnesg.extraction.tables.reading.misnamed import misnamed
from cnesg.extraction.tables.reading.places import is_margin, place_of
from cnesg.extraction.tables.reading.readied import Readied
from cnesg.extraction.tables.reading.siblings import Leader, siblings, under_title
from cnesg.extraction.tables.reading.texts_around import SHARE_OF_STAFF, TextsAround
from cnesg.extraction.tables.reading.told import Told
from cnesg.extraction.tables.reading.twins import Twins
from cnesg.extraction.tables.reading.unnamed_rows import unnamed_rows
from cnesg.extraction.tables.reading.value_years import is_target, period_of, year_of
from cnesg.extraction.tables.reading.wholes_and_parts import is_dimension, is_total, names_part
from cnesg.extraction.tables.reading.workers import parting_workers
from cnesg.extraction.tables.rows.continuation import begins_anew, continued, with_title_at_foot
from cnesg.extraction.tables.rows.entity_heads import names_parent
from cnesg.extraction.tables.rows.fates import among_counted
from cnesg.extraction.tables.rows.listings import Listing
from cnesg.extraction.tables.rows.numbered_titles import NumberedTitles
from cnesg.extraction.tables.rows.own_units import (
    fitting,
    in_energy,
    in_money_of_rows,
    in_scale_of_table,
    needs_no_unit,
    with_unit_above,
)
from cnesg.extraction.tables.rows.ranks import (
    as_board,
    as_rank,
    directors_are_staff,
    names_diversity,
    parted_by_gender,
)
from cnesg.extraction.tables.rows.skipped import columns_skipped, holds_years, row_skipped, value_cells
from cnesg.extraction.tables.rows.units import PERCENT, TableUnits, with_unit
from cnesg.extraction.tables.rows.units_behind import unit_behind_last
from cnesg.extraction.tables.tiles.large_figures import find_tiles, lines_of
from cnesg.framework.lexicon import Hit
from cnesg.framework.regexes import regex
from cnesg.text import Page
from cnesg.text.sideways import upright

_NEGATIVE = regex(r"^\([\d,.]+\)$|^[-–−]\s?\d")
_NO_LEADER = Leader()
_REFUSED = "refused"  # a value of the row is of something else


class TableReader:
    """Reads the tables of a document's pages in order; remembers the last table for one that goes on overleaf.

    `lines` are the numbers of the lines that hold rows of the page read last; `silent` are its large figures with
    their labels that were read as no value of a table: sentences set large, maybe; `unnamed` rows that nothing names.
    """

    def __init__(self, know: Knowledge, year: int) -> None:
        self._know = know
        self._year = year
        self._units = TableUnits(know.units)
        self._classes = Classes(know, year)
        self._choice = MetricChoice(know, self._classes)
        self._find = cache(partial(found_in_cell, know.lexicon))
        self._texts = TextsAround(know, self._classes, self._find)
        self._is_class = self._texts.is_class
        families = know.lexicon.families.values()
        self._financed = know.lexicon.roles.gases_each | {f.topics[FINANCED] for f in families if FINANCED in f.topics}
        self._may_state = lru_cache(maxsize=4096)(partial(may_state, know))
        self._twins = Twins(know, year, self._find)
        self._readied = Readied(
            know, self._units, names=self._texts.name_metric, is_class=self._is_class, find=self._find
        )
        self._before: Table | None = None
        self._of: frozenset[str] | None = None
        self._leader = _NO_LEADER
        self._numbered = NumberedTitles()
        self.lines: set[int] = set()
        self.silent: list[tuple[Fragment, ...]] = []
        self.unnamed: list[SilentRow] = []

    def read(self, page: Page, headings: Sequence[str] = (), of: frozenset[str] | None = None) -> Iterator[Candidate]:
        """The facts of a page's tables.

        Args:
            page: the page; pages must come in order.
            headings: the headings above the page, outermost first.
            of: the metrics that are asked for; without it all are.
        """
        before: Table | None = None
        self._of = of
        self.lines, self.silent, self.unnamed = set(), [], []
        seen = upright(page)
        self._readied.hear(seen)
        tables = find_tables(seen)
        tiles = find_tiles(seen, tables)
        self.lines |= lines_of(seen, tiles)
        for tile in tiles:
            held, self._leader = self._leader, _NO_LEADER
            told = self._of_table(tile.table, page, ()) if tile.table else []
            self.silent += [] if told else [tile.words]
            yield from told
            self._leader = held
        for found in tables:
            goes_on = continued(found, self._before, seen, self._know) if self._before else found
            if is_margin(found, seen) and (goes_on is found or len(found.columns) == 1):
                continue
            before = self._readied(goes_on)
            if len(before.rows) * len(before.columns) > 1:
                self.lines.update(row.line for row in before.rows)
                self.lines.update(labels_in(found, seen))
                self.lines.update(found.legend)
            if goes_on is found or before.headed != found.headed or begins_anew(found, self._before):
                self._leader = _NO_LEADER
            before = self._numbered.under_titles(before, anew=before is found)
            yield from self._of_table(before, page, headings_above(before, seen, headings))
            self._before = before
        self._before = head_left_behind(seen, tables) or (
            with_title_at_foot(before, seen) if before is not None else None
        )

    def pass_by(self) -> None:
        """A page is left out: what it holds goes on nothing, and nothing goes on what it holds."""
        self._before, self._leader = None, _NO_LEADER

    def _of_table(self, table: Table, page: Page, headings: Sequence[str]) -> list[Candidate]:
        outer = self._texts.over_table(table, headings)
        parting = self._classes.dividing([column.headers for column in table.columns])
        heads = [self._texts.of_heads(one.headers, parting, " ".join(table.corner)) for one in table.columns]
        dated = {index for index in range(len(table.columns)) if holds_years(table, index)}
        skipped = columns_skipped(table, heads, self._year)
        listing, standing, led = Listing(table), table.standing, False
        leader = _NO_LEADER if is_titled(table, self._texts.name_metric) else self._leader
        told: list[Told] = []
        above = gases_told(table, page, self._units)
        parted = parting_workers(table)
        alike = siblings(table, self._is_class, self._texts.name_whole)
        as_seen = self._ranked if directors_are_staff(table) else as_board if parted_by_gender(table) else tuple
        heads, outer = list(map(as_seen, heads)), as_seen(outer)
        headed = list(map(headed_by, heads))
        for number, row in enumerate(table.rows):
            if listing.leaves_out(row):
                continue
            above = self._units.gases_behind(row.label) or above
            label = self._texts.of_label(row.label) if row.label else ()
            parents = tuple(
                self._texts.of("parent", text).that(divides=listing.names_part(text) or text in parted)
                for text in reversed(row.parents)
            )
            measures = (label and not self._parts_whole(row, label) and number not in alike) and (
                not self._is_class(row.label)
                or self._units.measures(row.label)
                or (len(label) > 1 and self._texts.name_event(label[1]))
            )
            if measures:
                leader, led = leader.next(row, label, self._know, led=led), False
            elif led := leader.leads(row, label, parents, self._know):
                parents = (*leader.label, *parents)  # classes below a row of their whole, not set in
            own = as_seen(under_title(label, parents, outer, self._know))
            over, known = (*self._of_staff(row), *as_seen(parents), *outer), Known()
            named = self._is_named((*own, *over))
            asked, known_before = [], len(told)
            for index, cell in value_cells(row, skipped, dated) if not row_skipped(label) else ():
                setting = Setting(table, row, index, (*own, *heads[index], *over), headed[index], known, above)
                asked.append((setting, cell))
                candidate = self._fact(setting, cell, page) if named or self._is_named(heads[index]) else None
                if candidate is not None:
                    leading = () if measures else leader.label
                    told.append(Told.of(candidate.standing_among(standing), row, table.columns[index], leading))
            leader = leader.named_by_itself(row, told[known_before:]) if measures else leader
            if measures and len(told) == known_before and self._may_state(row.label, self._of):
                asked, year_at = [] if _REFUSED in known else asked, partial(year_of, year=self._year)
                self.unnamed += unnamed_rows(asked, page, self._know.units, self._numbers, year_at)
        self._leader = leader
        return as_compositions(self._know, self._twins.apart(told))

    def _of_staff(self, row: Row) -> tuple[Context, ...]:
        """What a group of classes leaves out: `Women | 51.6%` below `Diversity` is a share of employees."""
        if row.parents and names_diversity(row.parents[-1]) and self._is_class(row.label):
            return (self._texts.of("caption", SHARE_OF_STAFF),)
        return ()

    def _parts_whole(self, row: Row, label: Sequence[Context]) -> bool:
        """Whether a row is one of the parts of a whole; 流失率 below 按性别, 男 and 女 is a new whole."""
        above = row.parents[-1] if row.parents else ""
        if is_share_of_whole(row.label):
            return True
        if above and (is_dimension(above) or parts_a_whole(above)):
            return not label or names_part(self._know.lexicon, label[0].found) or not self._texts.name_whole(row.label)
        return False

    def _is_named(self, contexts: Sequence[Context]) -> bool:
        """Whether one of the texts around a value names a metric that is asked for."""
        if self._of is None:
            return any(context.names for context in contexts)
        entries = self._know.lexicon.entries
        return any(entries[hit.entry].metric in self._of for context in contexts for hit in context.hits())

    def _ranked(self, contexts: Sequence[Context]) -> tuple[Context, ...]:
        return tuple(as_rank(self._know, context) for context in contexts)

    def _fact(self, setting: Setting, cell: Fragment, page: Page) -> Candidate | None:
        text, own_year = with_own_year(compact(cell.text.strip())[0])
        number = read_cell(text, self._know.units)
        chosen = self._reading(number, setting) if number is not None else None
        if chosen is None:
            return None
        number, at, hit, how = chosen
        if misnamed(self._know, setting, at, hit, how, self._find):
            setting.known[_REFUSED] = True  # it is of something else, and no sentence tells otherwise
            return None
        if _NEGATIVE.match(cell.folded) and not number.kinds & {"money", "percent", "per_share", "co2"}:
            return None  # people, tonnes and hours are never below nothing
        entry = self._know.lexicon.entries[hit.entry]
        asked = at, hit, how.metric, setting.headed
        if asked not in setting.known:
            setting.known[asked] = self._classes.of(setting.contexts, at, hit, how.metric)
        breakdown = entry.implies(setting.contexts[at].printed(hit)) | setting.known[asked]
        metric, breakdown = classed(self._know, how.metric, breakdown)
        metric = among_counted(self._know, metric, breakdown, setting, number)
        number = as_cut(number, setting.row.label) if metric == self._know.lexicon.roles.gases_cut else number
        if not breakdown and needs_class(self._know, metric):
            if how.unit == "%":
                return None  # a share of whom?
            breakdown = self._classes.named_by(setting.contexts[at])
            role, label = setting.contexts[at].role, setting.row.label
            if not breakdown and (role != "parent" or is_total(self._find(label), label)):
                metric = whole_of(self._know, metric)
        if (since := period_of(setting, self._year)) is not None:
            metric, breakdown = held(self._know, metric, {**breakdown, "period": since})
        breakdown = of_financed(setting.contexts, metric, with_energy_content(breakdown, setting), self._financed)
        breakdown = aimed_at(breakdown) if (target := is_target(setting, self._year)) else breakdown
        return Candidate.of_number(
            number, self._know.lexicon.roles, metric=metric, unit=how.unit, breakdown=breakdown, offset=cell.start,
            year=own_year or year_of(setting, self._year), value_kind="target" if target else "actual", method="table",
            role=setting.contexts[at].role, named=setting.contexts[at].text,
            place=place_of(setting, cell, number, page),
        )  # fmt: skip

    def _reading(self, number: Number, setting: Setting) -> tuple[Number, int, Hit, Fit] | None:
        """The number with the unit the table gives it, and the metric.

        Where several units stand around a value, the nearest with which the row's label or its header names a metric
        counts; else the nearest.
        """
        options = self._numbers(number, setting)
        several, choices = len(options) > 1, []
        for option in options:
            chosen = self._choice.choose(option, setting)
            named = chosen is not None and setting.contexts[chosen[0]].role in {"row", "header"} and not chosen[2].weak
            if chosen is not None and several and named:
                return option, *chosen
            choices.append(chosen)
        if options[0] is not number and not number.unit and needs_no_unit(setting, self._know.lexicon):
            own = self._choice.choose(number, setting)
            if own is not None and setting.contexts[own[0]].role == "row":
                return number, *own
        if setting.above is not None and "bare" in options[0].kinds:
            options.append(with_unit(options[0], setting.above))
            choices.append(self._choice.choose(options[-1], setting))
        return next(((options[at], *one) for at in (0, -1) if (one := choices[at]) is not None), None)

    def _numbers(self, number: Number, setting: Setting) -> list[Number]:
        """The number with each unit that may be meant, the likeliest first; itself where it has its own or none is."""
        if number.unit:
            return [in_scale_of_table(number, setting, self._units)]
        row, table = setting.row, setting.table
        near = [compact(one)[0] for one in (row.label, *reversed(setting.headers)) if not names_parent(one)]
        if any(map(is_count, (*row.notes, *setting.headers[1:][-1:]))):  # Injuries per million hours | number
            rate = self._units.inside(near[0])
            return [with_unit(number, rate)] if rate is not None and "rate" in rate.kinds else [number]
        reading = self._units.first([compact(n)[0] for n in row.notes], near)
        if (reading is None or not reading.unit) and (behind := unit_behind_last(row)):
            reading = self._units.of_cell(behind) or reading
        if (reading is None or not reading.unit) and abs(number.printed) <= 100 and any(map(names_share, near)):
            reading = PERCENT
        if reading is not None and reading.unit:
            reading = gases_in(near[0], self._units.around(tuple(reversed(row.parents)))[0]) or in_energy(
                reading, near[0]
            )
            printed = " ".join(row.notes) if self._units.first(row.notes, ()) is not None else reading.unit
            anew = in_unit_of_column(number, reading, setting, self._units.inside)
            return [anew or with_unit(number, reading, printed)]
        if reading is None and (timed := named_in_words(" ".join(near))) is not None:
            return [with_unit(number, timed), number]
        counted = any(map(counts_things, near[:2]))  # 研发人员数量, 本科 below 学历结构人数: no money, though 单位:万元
        leaders = [one.text for one in setting.contexts if one.leads]
        scaled, named = self._units.around((*reversed(row.parents), *leaders, *reversed(table.corner), *table.captions))
        further = fitting(named, row, counted=counted)
        if reading is not None:  # a scale alone: thousands of what?
            money = [r for r in further if "money" in r.kinds]
            amounts = [with_unit(number, replace(r, scale=r.scale * reading.scale)) for r in money]
            return amounts or [*in_money_of_rows(number, reading.scale, table, self._units), with_unit(number, reading)]
        fits = fitting([scaled] if scaled is not None and not counted else [], row, counted=counted)
        options = [with_unit(number, r) for r in fits + further]
        over = (*reversed(row.parents), *leaders, " ".join(table.corner), *table.captions[:1])
        if not (options or counted) and 0 <= number.printed <= 100 and are_shares(over, self._texts.name_metric):
            label = self._texts.of("row", row.label)
            options = [with_unit(number, PERCENT)] if self._classes.is_plain(label.text, label.found) else []
        return options or with_unit_above(number, setting, self._units)
