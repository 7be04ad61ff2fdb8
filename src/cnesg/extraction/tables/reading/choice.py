"""Which metric a value measures: the nearest context that names one the number can measure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.figures.ratios import AMOUNTS
from cnesg.extraction.gates import PER, Fit, denies, fit, is_denied, needs_class
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.labels.counted_things import is_governed
from cnesg.extraction.labels.firms import names_firm
from cnesg.extraction.labels.titles_by_class import divides_by_class, is_workers, of_people
from cnesg.extraction.tables.contexts import SCOPE_FIRST, Context, Setting
from cnesg.extraction.tables.fragments import is_unit
from cnesg.extraction.tables.reading.bodies import counts_members
from cnesg.extraction.tables.reading.classes import Classes, names_class
from cnesg.extraction.tables.reading.counting_labels import names_share
from cnesg.extraction.tables.reading.measured_labels import (
    is_measured,
    is_other,
    measured_above,
    names_event,
    names_measure,
    names_measure_or_event,
)
from cnesg.extraction.tables.reading.ones_over import over_what, told_below
from cnesg.extraction.tables.reading.other_things import is_another_thing
from cnesg.extraction.tables.reading.titles import measured_in_corner, names_both
from cnesg.extraction.tables.reading.wholes_and_parts import heads_classes_of_people, is_dimension, is_total
from cnesg.extraction.tables.reading.workers import tells_but_whose
from cnesg.extraction.tables.rows.fates import of_class_above, of_kind_above, of_thing_above
from cnesg.framework.lexicon import Found, Hit
from cnesg.framework.phrase_table import matching_form
from cnesg.framework.regexes import regex

_OF_WHAT = regex(r"(?i)\b(?:of|for|towards?|to|in|on|with|through)\s$")
_BY = regex(
    r"(?i)\b(?:employees|workforce|headcount|staff|personnel|suppliers)\b.{0,40}\bby\b"
    r"|(?:员工|人员|岗位|职能|专业|职级|部门)\S{0,4}(?:分布|结构|构成)"
)
_EMITTED = regex(r"(?i)\s(?:air )?emissions?(?: to (?:air|water))?$|^emissions? of ")
_ITS_UNIT = regex(r"\s\([^()]*\)$")
_JOINED = regex(r"\(|\s[-–—]\s")  # wording that reaches over a bracket or a dash: Direct energy - diesel
_OPENS, _CLOSES = frozenset("(（"), frozenset(")）")
_LONGEST_MEMBER = 5  # words of the name of a class
_MOST_OF_IT = 0.7
_NO_COUNT = regex(r"(?i)\b(?:rates?|frequency|ratio|index|potential)\b|频率")  # what is counted is not its number
_OVER = frozenset({"intensity"})
_COUNTED = frozenset({"persons", "person-times", "cases", "count", "households"})


class MetricChoice:
    """Chooses metrics for the values of a document's tables."""

    def __init__(self, know: Knowledge, classes: Classes) -> None:
        self._know = know
        self._classes = classes
        self._form = lru_cache(maxsize=4096)(matching_form)  # a label is asked for once a value

    def choose(self, number: Number, setting: Setting) -> tuple[int, Hit, Fit] | None:
        """The nearest context that names a metric the number can measure.

        Returns:
            Its index among the contexts, the wording, and the metric with its unit; None where nothing fits.
        """
        whole = "bare" not in number.kinds or _is_whole(number)
        asked = number.kinds, number.unit, number.family, whole, setting.headed
        if asked not in setting.known:
            setting.known[asked] = self._chosen(number, setting)
        chosen: tuple[int, Hit, Fit] | None = setting.known[asked]
        return chosen

    def _chosen(self, number: Number, setting: Setting) -> tuple[int, Hit, Fit] | None:
        chosen = self._nearest(number, setting)
        if chosen is not None and setting.contexts[chosen[0]].role == "row":
            chosen = self._saved(number, setting, chosen[2].metric) or chosen
        family = self._know.lexicon.families.get(chosen[2].metric) if chosen is not None else None
        financed = family.topics.get("financed") if family is not None else None
        if chosen is not None and financed and any(c.found.marks.get("topic_financed") for c in setting.contexts):
            # scopes 1 and 2 of those whom a bank lends to are its scope 3
            return chosen[0], chosen[1], replace(chosen[2], metric=financed)
        if chosen is None or (chosen := self._one_over_what(chosen, setting)) is None:
            return None
        chosen = of_class_above(self._know, chosen, setting)
        return of_kind_above(self._know, of_thing_above(self._know, chosen, setting), setting)

    def _nearest(self, number: Number, setting: Setting) -> tuple[int, Hit, Fit] | None:
        """The nearest context that names a metric, whosever it is."""
        around = setting.contexts
        border = measured_above(around)
        near = (*around, *self._heads_beside(setting))
        bounded = border < len(around)  # men below `Number of employees taking parental leave` are no men of the staff
        best_of = (
            (at, one, self._best(one, number, near))
            for at, one in enumerate(around[: border + 1])
            if not (bounded and one.leads)
        )
        naming = (
            (at, one, best)
            for at, one, best in best_of
            if best is not None
            and not (bounded and one.role == "row" and names_class(one.text, one.found, best[0]))
            and not (one.leads and best[0].label_only and tells_but_whose(self._know, setting))
        )
        first = next(naming, None)
        if first is None:
            return None
        held: tuple[int, Hit, Fit] | None = None
        label = next((c for c in setting.contexts if c.role == "row"), None)
        own = label.found if label is not None else None
        excluded = self._excluded(label) if label is not None and not is_measured(number) else frozenset()
        other = label is not None and _is_other_pollutant(label)
        plain = label is None or self._classes.is_plain(label.text, label.found)
        if label is not None and not label.found.hits:  # a rank no list knows: Sales workers | Female | Male
            plain = plain or any(
                (c.role == "header" and self._classes.is_class(c.text, c.found))
                or (c.role == "parent" and (is_dimension(c.text) or self._classes.begins_with_class(c.text, c.found)))
                for c in setting.contexts
            )
        for at, context, best in chain((first,), naming):
            if best[1].metric in excluded or (context.role != "row" and denies(own, best[0].entry)):
                continue
            if other and best[1].metric not in self._know.lexicon.roles.pollutants_together:
                continue
            if context.role == "parent" and label is not None and not plain and _is_other(context, label, number, best):
                continue
            if (
                context.role != "row"
                and label is not None
                and is_another_thing(self._know, label.text, number, best[1].metric)
            ):
                continue
            if self._says_whose(best[1], context, number, around, None if plain else label):
                continue
            over = context.role in {"caption", "heading"}
            title = over and not context.stub_head
            grouped = any(one.stub_head and heads_classes_of_people(one.text.strip()) for one in around)
            member = _is_member(self._know, label, context, best[1], number, grouped=grouped)
            if title and not plain and not is_measured(number) and not member:
                continue  # a figure with a name of its own is not what the title says, unless its unit says so
            if held is None and context.role == "row" and _may_be_class(self._know, context, number, best):
                held = at, *best  # `Third-party water` under `Total water discharged` is a class, alone it is a metric
            elif held is not None and (
                names_both(self._know.lexicon, context, best[0], held[2].metric)
                or (over and not self._titles(context, best[1].metric, held[2].metric))
                or not self._applies(setting.contexts[held[0]], held[2].metric, context, best[1].metric)
                or not self._is_part(setting.contexts[held[0]], held[1], best[1].metric)
                or (
                    context.role == "parent"
                    and best[0].label_only
                    and _is_whole_label(setting.contexts[held[0]], held[1])
                    and not (label is not None and self._classes.is_class(label.text, label.found))
                )
            ):
                return held
            else:
                return at, *best
        return None if held is not None and tells_but_whose(self._know, setting) else held

    def _says_whose(
        self, how: Fit, context: Context, number: Number, around: Sequence[Context], label: Context | None
    ) -> bool:
        """Whether the head over the labels says but whose figures they are: a row's label, or the title, what of.

        Turnover rate for permanent staff | Permanent employees | Male; New hires by age and gender | Employees | Male.
        A `label` that is but a class is not given.
        """
        if measured_in_corner(self._know, how, context, around, lambda one: self._best(one, number, around)):
            return True
        bare = context.role in {"header", "caption"} and is_workers(context.text)
        parted = (c for c in around if bare and c is not context and divides_by_class(c.text))
        if any(of_people(self._know, c.found) for c in parted):
            return True
        if not context.stub_head:
            return False
        if label is not None:
            return names_event(label.text, number)
        staff = self._know.lexicon.roles.staff
        title = next((c for c in around if c.role == "caption" and not c.stub_head), None)
        if "percent" not in number.kinds or how.metric not in staff or title is None or not names_measure(title.text):
            return False
        best = self._best(title, number, around)
        return best is not None and best[1].metric not in staff

    def _heads_beside(self, setting: Setting) -> Iterator[Context]:
        """The heads of the other columns, where its own says enough beside them alone: Trained | Average hours."""
        own = setting.headers[:1]
        asks = self._know.lexicon.needs_near
        if any(c.role == "header" and any(h.entry in asks for h in c.found.hits) for c in setting.contexts):
            for text in sorted({c.headers[0] for c in setting.table.columns if c.headers and c.headers[:1] != own}):
                yield Context("header", text, self._know.find(text))

    def _saved(self, number: Number, setting: Setting, named: str) -> tuple[int, Hit, Fit] | None:
        """What a column says was saved, whatever use its rows name: `Reuse of rinse water` below `Water saved`."""
        avoided = self._know.lexicon.roles.avoided
        if named in avoided:
            return None
        for at, context in enumerate(setting.contexts):
            if context.role != "header" or not is_measured(number) or not context.found.hits:
                continue
            best = self._best(context, number, setting.contexts)
            if best is not None and best[1].metric in avoided:
                return at, *best
        return None

    def _applies(self, label: Context, held: str, context: Context, metric: str) -> bool:
        """Whether a label's class is one of a metric's, names staff below a header, or says that its row is of all."""
        if context.role == "header" and held in self._know.lexicon.roles.staff:
            return True
        return self._classes.apply(label, metric) or is_total(label.found, label.text)

    def _titles(self, context: Context, metric: str, held: str) -> bool:
        """Whether a title says of whom a row tells that names but a class of people: 博士研究生 below R&D staff."""
        relatives = self._know.lexicon.families.get(metric)
        whole = relatives is not None and relatives.classed == held
        return context.role == "caption" and needs_class(self._know, held) and not whole

    def _is_part(self, label: Context, hit: Hit, metric: str) -> bool:
        """Whether the class that a label's wording lies in is one of the metric's: `Scope 2` is none of emissions."""
        inside = [i for a, b, i in label.found.classes if a <= hit.start and hit.end <= b]
        classes = (self._know.lexicon.classes[i] for i in inside)
        return not inside or any(not one.metrics or metric in one.metrics for one in classes)

    def _excluded(self, label: Context) -> frozenset[str]:
        """Metrics that a label names only to say it is another thing: 投资收益 is no revenue.

        A wording within a longer one of the same metric says nothing of its own: 男性占 in 管理层|男性占比.
        """
        entries, found = self._know.lexicon.entries, label.found
        form = self._form(label.text)
        denied = [hit for hit in found.hits if is_denied(self._know, found, hit.entry, form)]
        if not denied:
            return frozenset()
        stated = [hit for hit in found.hits if hit.entry not in found.never]
        return frozenset(
            entries[hit.entry].metric
            for hit in denied
            if not any(
                entries[one.entry].metric == entries[hit.entry].metric and one.start <= hit.start and hit.end < one.end
                for one in stated
            )
        )

    def _best(self, context: Context, number: Number, around: Sequence[Context]) -> tuple[Hit, Fit] | None:
        """The wording in a context that fits best: without brackets, where that reads as one wording, else as it is."""
        if not context.names:
            return None
        whole = "bare" not in number.kinds or _is_whole(number)
        asked = context.role, number.kinds, number.unit, number.family, whole
        if asked in context.best:
            return context.best[asked]
        bare = self._best_in(context, *context.bare, number, around) if context.bare else None
        full = self._best_in(context, context.text, context.found, number, around)
        over = full is not None and _JOINED.search(context.text[full[0].start : full[0].end])  # 温室气体排放(范围一)
        best = self._of_scope(full if over else bare or full, context, number)
        hits = (*context.found.hits, *context.bare[1].hits) if context.bare else context.found.hits
        if self._know.lexicon.needs_near.isdisjoint(hit.entry for hit in hits):  # what stands around decides nothing
            context.best[asked] = best
        return best

    def _best_in(
        self, context: Context, text: str, found: Found, number: Number, around: Sequence[Context]
    ) -> tuple[Hit, Fit] | None:
        if not found.hits:
            return None
        fits = []
        form, needs_near = self._form(text), self._know.lexicon.needs_near
        totals, whole_form = found.marks.get("total", []), self._form(context.text)
        for hit in found.hits:
            # a label that is nothing but the wording says enough: `Nitrogen oxides (NOx)`
            all_of_row = context.role == "row" and hit.end - hit.start >= 0.95 * len(_named(text))
            enough = (hit.label_only or all_of_row) and not self._know.lexicon.entries[hit.entry].whole_label
            alone = hit.entry in needs_near and not any(hit.entry in one.found.near for one in around)
            if (alone and not enough) or is_denied(self._know, context.found, hit.entry, whole_form):
                continue
            if hit.label_only and any(a <= hit.start and hit.end <= b for a, b in totals):
                continue
            if hit.label_only and counts_members(self._know, hit, around):
                continue
            how = fit(self._know, hit.entry, number.kinds, number.unit, number.family, form)
            if context.role == "row":
                how = self._one_over(hit, number, context.text, form) or (how and over_what(self._know, how, text, hit))
            if how is not None and context.role == "row" and how.unit in _COUNTED and _is_no_count(text, hit):
                continue
            if how is not None and _countable(number, how):
                fits.append((hit, how, alone or hit.entry in context.found.never))
        if not fits:
            return None
        hit, how, _ = max(fits, key=lambda f: (not f[1].weak, not f[2], f[0].weight, f[0].end, -f[0].entry))
        return hit, how

    def _of_scope(self, best: tuple[Hit, Fit] | None, context: Context, number: Number) -> tuple[Hit, Fit] | None:
        """The scope that a label of a total begins with or has in brackets: Scope 3: other, 排放量(范畴一)."""
        if best is None or context.role != "row" or best[1].metric not in self._know.lexicon.roles.totals:
            return best
        kinds = self._know.lexicon.families[best[1].metric].by_class.values()
        text, first = context.text, SCOPE_FIRST.match(context.text) is not None
        for hit in context.found.hits:
            told = text[hit.start - 1 : hit.start] in _OPENS and text[hit.end : hit.end + 1] in _CLOSES
            if (told or (first and not hit.start)) and hit.entry not in context.found.never:
                how = fit(self._know, hit.entry, number.kinds, number.unit, number.family, self._form(text))
                if how is not None and how.metric in kinds:
                    return hit, how
        return best

    def _one_over(self, hit: Hit, number: Number, text: str, form: str) -> Fit | None:
        """An intensity whose label says what it is per, and whose unit does not: `GHG intensity (per m2)`, in tCO2e."""
        per = PER.search(text) if number.kinds & AMOUNTS else None
        if per is None or "intensity" not in self._know.lexicon.entries[hit.entry].kinds:
            return None
        family, below = told_below(per)
        return fit(self._know, hit.entry, _OVER, f"{number.unit}/{below}", family, form)

    def _one_over_what(self, chosen: tuple[int, Hit, Fit], setting: Setting) -> tuple[int, Hit, Fit] | None:
        """The choice where the label names no metric but says that its figure is one per something: Per guest night."""
        at, hit, how = chosen
        label = next((context for context in setting.contexts if context.role == "row"), None)
        per = PER.search(label.text) if label is not None else None
        if label is None or per is None or setting.contexts[at].role == "row":
            return chosen
        entries = self._know.lexicon.entries
        if any(one.start < per.start() and entries[one.entry].metric != how.metric for one in label.found.hits):
            return chosen
        over = over_what(self._know, how, label.text, replace(hit, start=0, end=0))
        return (at, hit, over) if over is not None else None


def _is_other(group: Context, label: Context, number: Number, best: tuple[Hit, Fit]) -> bool:
    """Whether a row is none of what its group names, or that is named in passing: A Practitioner of |Green Power."""
    if is_other(label.text, number, best[1]):
        return True
    if "percent" not in number.kinds or 2 * (best[0].end - best[0].start) >= len(group.text):
        return False
    last = not group.text[best[0].end :].strip(" .:")
    return last and _OF_WHAT.search(group.text, 0, best[0].start) is not None


def _may_be_class(know: Knowledge, label: Context, number: Number, best: tuple[Hit, Fit]) -> bool:
    """Whether a row's label may be a class of what its header measures.

    主管级员工 below 受训百分比 is no share of staff.
    """
    if names_class(label.text, label.found, best[0]):
        return True
    return best[1].metric in know.lexicon.roles.staff and "percent" in number.kinds and not names_share(label.text)


def _is_whole_label(label: Context, hit: Hit) -> bool:
    """Whether a label is nothing but a wording that also sentences have: Recycled water, below `Water (m3)`."""
    return not hit.label_only and hit.start == 0 and hit.end >= len(_named(label.text))


def _named(label: str) -> str:
    """A label without the unit behind its name, in brackets or behind a comma: `Recycled water, 1,000 m³`."""
    name, comma, unit = label.partition(", ")
    return name if comma and is_unit(unit) else _ITS_UNIT.sub("", label)


def _is_member(
    know: Knowledge, label: Context | None, title: Context, how: Fit, number: Number, *, grouped: bool
) -> bool:
    """Whether a row names a class that its title parts staff or suppliers into: Employees by category | Operators.

    A head over the labels may say so too (`grouped`): Turnover | Group | Veterans. A firm is one where the unit says
    that persons are counted.
    """
    roles = know.lexicon.roles
    parted = roles.staff | roles.suppliers_counted
    if label is None or label.found.hits:
        return False
    told = _BY.search(title.text) or ("bare" not in number.kinds and names_firm(label.text))
    if not (how.metric in parted and told) and not (grouped and how.metric in roles.people):
        return False
    words = label.text.split()
    return len(words) <= _LONGEST_MEMBER and not names_measure_or_event(label.text)


def _is_other_pollutant(label: Context) -> bool:
    """Whether a row's label is a pollutant that no metric is about: 总磷 below 排放总量 is no greenhouse gas."""
    bare = _EMITTED.sub("", label.bare[0] if label.bare else label.text)
    named = sum(b - a for a, b in label.found.marks.get("other_pollutant", []))
    return named >= _MOST_OF_IT * len(bare)


def _is_no_count(label: str, hit: Hit) -> bool:
    """Whether a label says that its number is no count of the wording: occupational illness rate, jobs at suppliers."""
    found, other = _NO_COUNT.search(label), hit.label_only and is_governed(label[: hit.start])
    return other or (found is not None and not hit.start <= found.start() < hit.end)


def _countable(number: Number, how: Fit) -> bool:
    """Whether a number without a unit can be a count: people and cases come whole."""
    return "bare" not in number.kinds or how.unit not in _COUNTED or _is_whole(number)


def _is_whole(number: Number) -> bool:
    """Whether a value is a whole number, but for what counting in binary leaves."""
    return round(number.value, 6).is_integer()
