"""Which metric a value of a grid measures: the nearest text that names one, in a unit that the value can have."""

from collections.abc import Callable, Iterator

from cnesg.extraction.documents.passages import compact
from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.figures.ratios import as_ratio
from cnesg.extraction.gates import Fit, denies, fit, is_counted_in, is_denied
from cnesg.extraction.grids.contexts import Context, GridContexts
from cnesg.extraction.grids.grid import Grid, GridState
from cnesg.extraction.grids.totals import TOTAL_OF_OTHERS
from cnesg.extraction.grids.units import GridUnits
from cnesg.extraction.grids.values import is_whole
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.labels.titles_by_class import of_person
from cnesg.extraction.tables.reading.other_things import is_another_thing
from cnesg.extraction.tables.rows.units import with_unit
from cnesg.framework.lexicon import Found, Hit
from cnesg.framework.phrase_table import matching_form
from cnesg.framework.regexes import regex
from cnesg.framework.units import UnitReading

_MEASURED = frozenset({"energy", "mass", "volume", "co2", "intensity", "percent"})
_WHOLE = frozenset({"persons", "person-times", "cases", "households"})  # units of what comes whole
_MONTH = regex(r"20\d\d\.(?:0?\d|1[0-2])")
_YUAN = regex(r"^\d{1,3}(?:,\s?\d{3}){2,}\.\s?\d{2}$|^\d{7,}\.\d{2}$")  # statements are in yuan, to the cent
# a row of how often bodies met, whose names head the columns: 股东大会 | 董事会, and 会议次数 | 2 | 9
_MET = regex(r"(?:各?会议)?(?:总|年度)?(?:召开|举行|举办|会议)?(?:会议)?次数$")
# a row of those who came, below heads that name courses: 培训项目 | 上岗培训 | 班组长培训, and 参加人数 | 243 | 97
_ATTENDED = regex(r"(?:参加|参训|参与|受训|到课|听课|覆盖)(?:员工|职工|人员)?总?(?P<unit>人次|人)数?$")
_LIST = regex(r"\([^()]*[^()\d](?:, | and | & )[^()]*\)")  # (electricity, natural gas and diesel)
_LABELS, _AFAR = (frozenset(one) for one in ({"row", "caption"}, {"caption", "heading"}))


class GridChoice:
    """Chooses metrics for the values of grids."""

    def __init__(self, know: Knowledge, units: GridUnits, contexts: GridContexts, find: Callable[[str], Found]) -> None:
        self._know = know
        self._units = units
        self._contexts = contexts
        self._find = find

    def choose(
        self, grid: Grid, state: GridState, label: str, header: str, value: Number, unit: UnitReading | None
    ) -> tuple[Context, Hit, Fit, Number] | None:
        """The nearest text around a value that names a metric which the value can measure.

        Args:
            grid: the table.
            state: headers, labels and units of the rows so far.
            label: the row's label, or a text beside the value that stands for it.
            header: what heads the value's column.
            value: the value as printed.
            unit: the unit that row, label or header give it.

        Returns:
            The text, the wording in it, the metric with its unit, and the value in that unit; None where nothing fits.
        """
        if unit is None and not value.unit:
            unit = self._counted(grid, label, header)
        near = self._contexts.near_words(grid, state, label, unit)
        printed = value.kinds if value.unit else frozenset[str]()
        for context in self._contexts.of(grid, state, label, header, unit, printed, near):
            guess = self._units.percent(label, header, value) if unit is None and not value.unit else None
            for reading in self._units_for(grid, state, context, value, unit, guess):
                borrowed = context.role == "parent" or (unit is None and reading is state.unit)
                if borrowed and self._units.contradicts(label, reading):
                    continue
                if unit is None and reading is not None and label[:1] == "%" and "percent" not in reading.kinds:
                    continue  # % of recycled water, below Water (m3)
                shown = value if reading is None else with_unit(value, reading)
                number = as_ratio(shown, f"{label}\n{header}")
                per = unit is None and reading is not None and reading.family is not None
                close = self._contexts.near_words(grid, state, label, reading) if per else near
                if (how := self._best(context, number, close, label)) is None:
                    continue
                if context.role == "row" and header and self._know.exclusions.keeps_out_header(header, how[1].metric):
                    state.refused = True  # 发现问题 beside 检查次数, in the row of an inspection
                    continue
                if reading is not None and context.role == "row":
                    state.unit, state.unit_of = reading, context.text
                return context, how[0], how[1], number
        return None

    def _counted(self, grid: Grid, label: str, header: str) -> UnitReading | None:
        """What a label counts that prints no unit: those who came, or how often the bodies met that heads name."""
        if attended := _ATTENDED.search(label):
            return self._know.units.whole(attended["unit"])
        title = label or compact("".join(grid.above[-1:]))[0]
        if _MET.search(title) is None:
            return None
        meetings, entries = self._know.lexicon.roles.meetings, self._know.lexicon.entries
        named = any(entries[hit.entry].metric in meetings for hit in self._find(header).hits)
        return self._know.units.whole("次") if named else None

    def _units_for(
        self,
        grid: Grid,
        state: GridState,
        context: Context,
        value: Number,
        unit: UnitReading | None,
        guess: UnitReading | None,
    ) -> Iterator[UnitReading | None]:
        """Units to try for a context, the nearest first; None stands for the number as it is printed."""
        if value.unit or unit is not None or state.counted:
            yield unit
            return
        if guess is not None:
            yield guess
        if reading := self._units.told_above(context.role, context.text, value):
            yield reading
        elif state.unit is not None and context.role == "parent" and context.text == state.unit_of:
            yield state.unit  # a column of units gives it to the whole alone: Donations | HK$'000 | 18, below it Asia
        if state.section is not None and context.role == "row":
            yield state.section
        above = self._units.above(grid) or state.over
        corner = None if context.role in _AFAR else self._units.of_corner(state)
        yield from filter(None, (above, corner))
        if context.role == "row":  # 指标名称(万元)
            if state.said is not None and self._is_of_money(context):
                yield state.said
            yield self._units.beside(cell.clean for cell in state.heads_of_labels)
        yield from () if context.role in _AFAR and self._units.says_money(above, state) else (None,)
        if state.unit is not None and context.role == "row":
            yield state.unit  # parts under a total take its unit
        if state.said is not None:
            yield state.said
        if _YUAN.match(value.raw_value):
            yield self._units.yuan
        if context.role == "header" and not _MONTH.fullmatch(value.raw_value):
            yield self._units.beside(compact(" ".join(c.clean for c in cells))[0] for cells in state.headers.values())

    def _is_of_money(self, context: Context) -> bool:
        """Whether a label is of a sum of money: 资助学生投入金额 | 35 counts no students."""
        longest = max(context.found.hits, key=lambda hit: hit.weight, default=None)
        return longest is not None and self._know.lexicon.kinds[longest.entry] == {"money"}

    def _best(self, context: Context, number: Number, near: set[int], label: str) -> tuple[Hit, Fit] | None:
        fits, own_row = [], label[-2:] in context.text
        others = bool(label) and context.role != "row" and not number.kinds.isdisjoint(_MEASURED)
        speaking = self._find(label) if others else None
        apart = bool(label) and context.role != "row"
        form, roles = matching_form(context.text), self._know.lexicon.roles
        for hit in context.found.hits:
            entry = self._know.lexicon.entries[hit.entry]
            if label and entry.metric in roles.meetings and of_person(self._know, label, self._find(label)):
                continue
            if is_denied(self._know, context.found, hit.entry, form) or denies(speaking, hit.entry):
                continue
            if is_counted_in(form, hit.start):
                continue
            if hit.label_only and form[hit.start : hit.end] == "total" and TOTAL_OF_OTHERS.match(form):
                continue
            enough = hit.label_only and not entry.whole_label
            if entry.near.all() and hit.entry not in near | set(context.found.near) and not enough:
                continue
            how = fit(self._know, hit.entry, number.kinds, number.unit, number.family, form, whole=is_whole(number))
            if how is not None and how.weak and context.role in _LABELS and _inside_longer(hit, context.found.hits):
                continue  # 员工薪酬 14,602 is no number of 员工
            if how is not None and how.weak and entry.unit and not own_row and context.role in {"caption", "heading"}:
                continue  # a unit that the wording implies is that of its own row, not of all below a caption
            if how is not None and apart and self._is_of_another(context, label, number, how.metric, others=others):
                continue
            if how is not None and (how.unit not in _WHOLE or round(number.value, 6).is_integer()):
                fits.append((hit, how))
        if not fits:
            return None
        fits = _outside_lists(form, fits)
        own = set(context.found.near)  # wording that needs words from elsewhere in the table comes after
        needs = {h.entry for h, _ in fits if self._know.lexicon.entries[h.entry].near.all() and h.entry not in own}
        needs |= context.found.never.keys()  # and so does what a word below the line would forbid: per employee
        inner = {h.entry for h, _ in fits if self._names_in_head(context, h)}
        return max(
            fits, key=lambda f: (f[0].entry not in needs, f[0].entry in inner, f[0].weight, f[0].end, -f[0].entry)
        )

    def _is_of_another(self, context: Context, label: str, number: Number, metric: str, *, others: bool) -> bool:
        """Whether a row's label tells of something else than the title or the row above it that names a metric."""
        if (
            others
            and context.role == "caption"
            and self._contexts.labels.names_other(label, metric, share=number.kinds == {"percent"})
        ):
            return True
        return is_another_thing(self._know, label, number, metric)

    def _names_in_head(self, context: Context, hit: Hit) -> bool:
        """Whether wording stands in a column's own head, below what heads several: 能源消耗 | 用电量."""
        own = 0 < context.own_from <= hit.start and not hit.label_only
        return own and self._know.lexicon.entries[hit.entry].metric not in self._know.lexicon.roles.staff


def _outside_lists(form: str, fits: list[tuple[Hit, Fit]]) -> list[tuple[Hit, Fit]]:
    """Wording without that in brackets that list what is counted in: Energy use (electricity, |gas| and diesel)."""
    if "(" not in form or len(fits) == 1:
        return fits
    lists = [found.span() for found in _LIST.finditer(form)]
    outside = [one for one in fits if not any(start < one[0].start < end for start, end in lists)]
    before = [one for one in outside if any(one[0].end <= start for start, _ in lists)]
    return outside if before else fits


def _inside_longer(hit: Hit, hits: list[Hit]) -> bool:
    """Whether a wording only begins a longer one."""
    return any(o.start == hit.start and o.end > hit.end and o.weight > hit.weight for o in hits)
