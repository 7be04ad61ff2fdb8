"""Which wording a number belongs to: all that could be meant, each with a cost, and the cheapest of them.

Costs are characters of distance in Chinese; Latin text is about two and a half times as long.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from cnesg.extraction.breakdowns import residual
from cnesg.extraction.candidates import Role
from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.gates import Fit, fit, needs_class
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.leaning import lists
from cnesg.extraction.prose.leaning.adding_up import sum_of_parts
from cnesg.extraction.prose.leaning.helped_too import helped_too
from cnesg.extraction.prose.leaning.list_joints import are_no_list
from cnesg.extraction.prose.leaning.restatements import makes_up, of_that, said_again
from cnesg.extraction.prose.leaning.shares import leaning, reaches
from cnesg.extraction.prose.leaning.wholes import goes_on, like_its_total, of_whole
from cnesg.extraction.prose.outsiders import other_english_things
from cnesg.extraction.prose.outsiders.other_things import counts_occasions, is_stake
from cnesg.extraction.prose.sentences.marks import Marks
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence, uncovered, width
from cnesg.extraction.prose.sentences.spans import disjoint_inside, maximal, title_around
from cnesg.extraction.prose.wordings import subjects
from cnesg.extraction.prose.wordings.amounts_of import is_object_behind
from cnesg.extraction.prose.wordings.bare_words import labels
from cnesg.extraction.prose.wordings.beside import DIVIDED, VERB, is_share_of_others, labelled
from cnesg.extraction.prose.wordings.contradictions import contradicted, left_out, told
from cnesg.extraction.prose.wordings.frames import (
    Framed,
    acted_on,
    cost_beside,
    framed,
    framed_before,
    gives_power,
    is_difference,
    of_another,
)
from cnesg.extraction.prose.wordings.governed import acted_in_list, governed
from cnesg.extraction.prose.wordings.named_apart import in_brackets, more_of_it
from cnesg.extraction.prose.wordings.own_purposes import of_own_purpose
from cnesg.extraction.prose.wordings.plant_capacity import capacity_of_plant
from cnesg.extraction.prose.wordings.pricing import counts_other, price, told_further
from cnesg.extraction.prose.wordings.staff_parts import class_alone, class_in_list, part_of_staff
from cnesg.extraction.prose.wordings.things_given import given
from cnesg.extraction.prose.wordings.told_by_form import told_by_form
from cnesg.extraction.prose.years.comparisons import comparing
from cnesg.extraction.prose.years.in_turn import years_of
from cnesg.extraction.prose.years.years import in_turn_by_year
from cnesg.framework.lexicon import Found, Hit
from cnesg.framework.phrase_table import matching_form
from cnesg.framework.regexes import regex
from cnesg.framework.wording import COUNTS, PEOPLE_OR_HOUSEHOLDS
from cnesg.text.language import is_latin

_OF_ITS = regex(r"(?i)\s(?:of|among|for|by(?!\s(?:the|our|its|their)\s))\s")  # petrol and diesel |by our cars
_LISTED_KINDS = COUNTS | {"money", "percent"}  # of these a list speaks on across semicolons
_LISTED = COUNTS | {"bare"}  # welcomed 720 graduates and |651| interns
_HAN = regex(r"[\u4e00-\u9fff]")
_LABEL, _LABEL_LATIN = 20, 60  # characters before a number that may say its unit
_STRAY = 2.0  # characters left of a label that says nothing
_COST_BEFORE = 24.0  # ... from the sentence before
_COST_HEADING = 40.0  # ... from a heading
_ACTED_ON = 0.25  # less for a noun beside a verb that goes with it than for the noun alone
_MADE = 0.4  # of power, where what it comes from is named before
_OWN_ACT = 8.0  # less where an act in the number's clause says what was done with what an earlier one names
_OF_HEADING = 10_000  # how far a word stands that a wording needs and only a heading has
_TIMES = ("times", "occasions", "twice")
_LONG = 36  # characters of a wording with a gap
_LIMIT, _MANY_TIMES = 48.0, 1000
_NO_RATE, _RATES = 10_000, ("per ", "hours/")  # so many injuries nobody has in a million hours
_BARE_LIMIT = 14.0  # for numbers without a unit


def _order(choice: Choice) -> tuple[float, int, int, int]:
    """Cost, then place: the longest wording, of those with a wide gap the one that reaches least far."""
    hit = choice.hit
    far = hit.weight < hit.end - hit.start > _LONG
    return choice.cost, hit.start, hit.end if far else -hit.end, hit.entry


def _reaches_over(hit: Hit, number: Number, sentence: Sentence) -> bool:
    """Whether a wording in two parts holds a figure of hours or people and goes on in the next clause.

    人均培训时长42小时,培训总时长|12.6万小时: 人均..时长 is of the 42 alone.
    """
    if not number.kinds & {"hours", "persons"} or hit.weight >= hit.end - hit.start or hit.end > number.start:
        return False
    held = [n for n in sentence.numbers if hit.start < n.start and n.unit_end <= hit.end and n.kinds & number.kinds]
    return bool(held) and "," in sentence.text[held[-1].unit_end : hit.end]


def _goes_over(hit: Hit, number: Number, sentence: Sentence) -> bool:
    """Whether a wording with a gap goes over into another clause and number: reached| $4 million, and 9| people."""
    if not (hit.start < number.start and number.unit_end <= hit.end):
        return False
    if not sentence.text[hit.start].isascii():  # 管理人员培训|120人次,技术人员|培训500人次
        comma = sentence.text[number.unit_end : min(number.unit_end + 1, hit.end)] in {",", "、"}
        return comma and any(hit.end <= n.start <= hit.end + 4 and n.kinds & number.kinds for n in sentence.numbers)
    other = any(hit.start < n.start < number.start and not n.kinds & _LISTED for n in sentence.numbers)
    return other and sentence.clauses.between(hit.start, number.start) > 0


class Ranker:
    """Weighs the wordings around a number."""

    def __init__(self, know: Knowledge) -> None:
        self.know = know

    def choose(
        self,
        number: Number,
        sentence: Sentence,
        earlier: list[Sentence],
        found: Found,
        headings: tuple[Found, ...],
        marks: Marks,
    ) -> Choice | None:
        """The wording that a number most likely belongs to, None where nothing fits near enough."""
        silent = not (sentence.hits or sentence.things or sentence.read)
        if silent and "bare" in number.kinds and not any(one.read for one in earlier):
            told = self._before(number, sentence, earlier, found, marks)
            return self._cheapest(told) if told else None  # it goes on from what was read, or "the figure" is of it
        options = self._in_sentence(number, sentence, found, headings, marks)
        firm = told_by_form(self.know, sentence, number)
        firm = firm or self._in_turn(number, sentence) or lists.in_turn(self.know, sentence, number)
        firm = firm or said_again(self.know, sentence, number) or of_that(sentence, number)
        firm = firm or sum_of_parts(self.know, sentence, number)
        in_list = len(sentence.chain(number)) > 1 and sentence.found.marks.get("respectively")
        if firm is None and (in_list or all(option.carried for option in options)):
            firm = lists.with_last_noun(self.know, sentence, number)
        if firm is None and not options:
            firm = lists.with_next_noun(self.know, sentence, number)
        firm = firm or class_in_list(self.know, sentence, earlier, number, options)
        firm = firm or leaning(self.know, sentence, earlier, number, options)
        firm = firm or part_of_staff(self.know, sentence, number, options) or given(self.know, sentence, number)
        firm = firm or class_alone(self.know, sentence, number, options)
        if firm is None and all(option.carried for option in options):
            firm = makes_up(self.know, sentence, number)
        firm = firm or capacity_of_plant(self.know, sentence, earlier, number) or helped_too(sentence, number, options)
        firm = firm or in_brackets(self.know, sentence, number) or more_of_it(sentence, number, options)
        if firm is not None:
            return firm
        options = of_whole(self.know, sentence, number, options)
        part = goes_on(self.know, sentence, earlier, number, options)
        if part is not None:
            return part
        if not options and not counts_other(number, sentence, marks):
            options = self._before(number, sentence, earlier, found, marks)
            options = options or self._above(number, sentence, found, headings)
        if all(o.carried for o in options) and (own := subjects.of_subject(self.know, sentence, number)):
            return own
        best = self._cheapest(options) if options else subjects.of_verb(self.know, sentence, number)
        best = acted_in_list(self.know, sentence, number, governed(self.know, sentence, number, best))
        strange = best is not None and best.role == "sentence" and of_another(number, sentence.text)
        if best is None or strange or marks.any("topic_own_staff", sentence.start, sentence.end):
            return None if strange else best
        return like_its_total(self.know, sentence, earlier, number, best)

    @staticmethod
    def _cheapest(options: list[Choice]) -> Choice | None:
        """The wording of least cost, None where all are too far away."""
        best = min(options, key=_order)
        if best.apart:  # the same verb of several things: the nearest word that it needs says which
            best = min((c for c in options if c.apart and c.cost == best.cost), key=lambda c: c.apart)
        limit = _BARE_LIMIT if best.fit.weak else _LIMIT
        return best if best.cost <= limit else None

    def _in_sentence(
        self, number: Number, sentence: Sentence, found: Found, headings: tuple[Found, ...], marks: Marks
    ) -> list[Choice]:
        options = []
        may = partial(self._allowed, number=number, sentence=sentence, found=found, headings=headings)
        for hit, how in self._fitting(sentence.hits_near(number), number, sentence, may):
            priced = price(self.know, hit, number, sentence, marks)
            if priced is not None:
                cost, role, carried = priced
                needs = bool(self.know.lexicon.entries[hit.entry].near.all())
                needed = found.near.get(hit.entry, ()) if needs else ()
                apart = min((abs(a - number.start) for a, _ in needed), default=_OF_HEADING if needs else 0)
                options.append(Choice(cost, hit, how, role, carried, apart))
        frames = list(framed(self.know, number, sentence, marks))
        own = list(self._framed((f for f in frames if f.own), number, sentence, marks, may))
        if any(not o.fit.weak for o in own):  # "were recycled" by itself says less than what was recycled
            options = [o for o in options if not o.apart or o.hit.weight < o.hit.end - o.hit.start]
        options += self._framed((f for f in frames if not f.own), number, sentence, marks, may)
        if not own and (all(option.carried for option in options) or is_difference(number, sentence)):
            options += self._framed(acted_on(self.know, number, sentence, marks), number, sentence, marks, may)
        options = of_own_purpose(number, sentence, told_further(number, sentence, self._parted(options, sentence)))
        return [*uncovered(options, sentence.text), *own]

    def _framed(
        self,
        frames: Iterable[Framed],
        number: Number,
        sentence: Sentence,
        marks: Marks,
        may: Callable[[Hit, Fit], bool],
    ) -> Iterator[Choice]:
        """Things beside one of their acts: 1,200 m3 of rainwater were reused."""
        for one in frames:
            hit = one.hit
            priced: tuple[float, Role, bool] | None = None
            kinds = self.know.lexicon.kinds[hit.entry]
            if hit.end > number.start:
                did = bool(kinds & PEOPLE_OR_HOUSEHOLDS) or ("percent" in kinds and one.is_done)
                cost = cost_beside(number, hit, sentence, did=did, alone=kinds <= PEOPLE_OR_HOUSEHOLDS)
                priced = None if cost is None else (cost, "beside", False)
            elif gives_power(self.know, hit, number, sentence):
                priced = (_MADE, "clause", False)
            elif not (
                other_english_things.counts_next(number, sentence, kinds)
                or other_english_things.counts_things(self.know, hit, number, sentence)
                or other_english_things.measures_another(self.know, one.fit.metric, number)
                or other_english_things.of_sum_before(hit, number, sentence)
            ):
                priced = price(self.know, hit, number, sentence, marks)
            if priced is not None and may(hit, one.fit):
                own = one.fit.metric == self.know.lexicon.entries[hit.entry].metric  # and not of its family
                cost = max(priced[0] - (_ACTED_ON if own else 0.0) - (_OWN_ACT if one.own else 0.0), 0.0)
                yield Choice(cost, hit, one.fit, *priced[1:], one.apart)

    def _parted(self, options: list[Choice], sentence: Sentence) -> list[Choice]:
        """Without words that only say how a whole is parted, where it was read: 流失率14%,按性别划分男性13%."""
        told = {choice.fit.metric for choice, _ in sentence.read.values()}
        if not any(option.carried and option.fit.metric in told for option in options):
            return options
        return [o for o in options if not DIVIDED.match(sentence.text, o.hit.start)]

    def _in_turn(self, number: Number, sentence: Sentence) -> Choice | None:
        """The wording of a number in "A and B were 1 and 2 respectively": as many metrics before as numbers after."""
        chain = sentence.chain(number)
        each_year = in_turn_by_year(sentence.text, sentence.start, chain[0].start, chain[-1].unit_end, len(chain))
        if len(chain) < 2 or each_year or years_of(sentence, chain):
            return None  # one, or one a year: 9.1% and 8.2% in 2022 and 2023, 2015年、2016年范围一|排放量分别为
        told = any(sentence.start <= a < sentence.end for a, _ in sentence.found.marks.get("respectively", ()))
        named: dict[tuple[int, int], tuple[Hit, Fit]] = {}
        for hit in sentence.hits:
            near = not self.know.lexicon.entries[hit.entry].near.all() or hit.entry in sentence.found.near
            how = fit(self.know, hit.entry, number.kinds, number.unit, number.family) if near else None
            if hit.end <= chain[0].start and how is not None and not how.weak:
                named.setdefault((hit.start, hit.end), (hit, how))
        classes = [(a, b) for a, b, _ in sentence.found.classes]
        parts = [
            span
            for span, (_, how) in named.items()
            if needs_class(self.know, how.metric) and any(a <= span[0] and span[1] <= b for a, b in classes)
        ]
        if parts and len(named) == len(parts) + 1:
            return None  # 中层管理人员、基层员工|受训比例|分别为: the others are its classes
        inner = sorted(maximal([span for span in named if len(disjoint_inside(span, list(named))) < 2]))
        if told and len(inner) > len(chain):
            inner, named = lists.said_once(sentence, inner, named, chain)
        inner = inner if told else lists.listed_before(sentence, inner, chain)
        no_list = (
            told and len(inner) == len(chain) and are_no_list(sentence.text, inner, classes)
        )  # share of men and women| trained: one noun
        if no_list or any(_OF_ITS.match(sentence.text, end) for _, end in inner):
            return None  # turnover rates of men and women
        if len(inner) != len(chain) or len({named[s][1].metric for s in inner}) != len(chain):
            if not told:
                return None
            last = max(inner, key=lambda span: span[1], default=None)
            listed = lists.spelled_out(self.know, sentence, named[last][0], number, len(chain)) if last else []
            return listed[chain.index(number)] if listed else None
        hit, how = named[inner[chain.index(number)]]
        return Choice(1.0, hit, how, "clause")

    def _fitting(
        self, hits: list[Hit], number: Number, sentence: Sentence, may: Callable[[Hit, Fit], bool]
    ) -> list[tuple[Hit, Fit]]:
        """Hits whose metric the number can measure, where nothing says that another thing is meant."""
        label = ""
        if number.kinds & {"mass", "bare", "rate"}:
            reach = _LABEL if _HAN.search(sentence.text, max(0, number.start - 4), number.start) else _LABEL_LATIN
            label = matching_form(sentence.text[max(sentence.start, number.start - reach) : number.unit_end + 24])
        fits = []
        for hit in hits:
            if hit.label_only and not (
                labels(self.know, hit, number, sentence) or is_object_behind(self.know, hit, number, sentence)
            ):
                continue
            if _goes_over(hit, number, sentence) or _reaches_over(hit, number, sentence):
                continue
            if self._names_another(hit, number, sentence) or left_out(sentence.text, (hit.start, hit.end)):
                continue
            how = fit(self.know, hit.entry, number.kinds, number.unit, number.family, label, whole=number.is_whole)
            if how is None and "bare" in number.kinds and self._each_share(hit, number, sentence):
                metric = self.know.lexicon.entries[hit.entry].metric
                how = Fit(metric, self.know.unit_of(metric), weak=True)
            if how is not None and may(hit, how):
                fits.append((hit, how))
        return fits

    def _names_another(self, hit: Hit, number: Number, sentence: Sentence) -> bool:
        """Whether unit, the noun behind it or marks around the wording say that it is not the wording's number.

        A measure word may be of another thing (36家单位), a per cent of a stake (80%股权), and a wording that stands in
        the title of a document (《安全检查制度》) names that.
        """
        metric = self.know.lexicon.entries[hit.entry].metric
        if other_english_things.measures_another(self.know, metric, number):
            return True
        if number.value >= _NO_RATE and "bare" in number.kinds and self.know.unit_of(metric).startswith(_RATES):
            return True  # the hours that injuries are counted over, the hours of all employees
        few = metric in sentence.roles.learners and number.value < _MANY_TIMES  # courses; of more people came
        in_times = number.raw_unit == "次" and (number.spelled or few or hit.end > number.start)
        times = in_times or number.raw_unit in _TIMES
        if (
            (times and self.know.lexicon.kinds[hit.entry] <= PEOPLE_OR_HOUSEHOLDS)  # 两次职业健康检查
            or (number.raw_unit == "个" and metric in sentence.roles.meetings)  # 审计委员会|三个专业委员会
            or counts_occasions(metric, sentence, number)  # 现场调研15次 are events, not people
            or (metric in sentence.roles.learners and other_english_things.counts_courses(number, sentence))
            or (metric not in self.know.lexicon.grammar.narrowing.holders and is_stake(number, sentence))
            or other_english_things.of_sum_before(hit, number, sentence)
            or other_english_things.counts_things(self.know, hit, number, sentence)
            or reaches(self.know, hit, number, sentence)
        ):
            return True
        if metric in sentence.roles.less_than_before and comparing(self.know.lexicon).down_to.search(
            sentence.text, hit.start, number.unit_end + 8
        ):
            return True  # what an amount came down to is no amount of less
        return title_around(sentence.text, hit.start, hit.end) is not None

    def _each_share(self, hit: Hit, number: Number, sentence: Sentence) -> bool:
        """Whether a number without a unit is one of yuan a share: "per share" stands before it."""
        said = "每股" in sentence.text[sentence.start : number.start]
        return said and "per_share" in self.know.lexicon.kinds[hit.entry]

    def _allowed(
        self, hit: Hit, how: Fit, *, number: Number, sentence: Sentence, found: Found, headings: tuple[Found, ...]
    ) -> bool:
        entry = self.know.lexicon.entries[hit.entry]
        if contradicted(self.know, sentence, number, hit, found, ratio=how.metric != entry.metric):
            return False
        if entry.near.en or entry.near.zh:
            low, high = sentence.whole if entry.told or number.kinds & _LISTED_KINDS else (sentence.start, sentence.end)
            if entry.told and is_latin(sentence.text[hit.start : hit.end]):
                high = sentence.end  # 35% of them were women. We thank the| Board
            here = any(low <= a < high for a, _ in told(found, found.near.get(hit.entry, ())))
            return here or any(hit.entry in above.near for above in headings)
        return True

    def _before(
        self, number: Number, sentence: Sentence, earlier: list[Sentence], found: Found, marks: Marks
    ) -> list[Choice]:
        """Wording in the sentence before, for numbers with a unit."""
        that = bool(earlier) and subjects.says_that_figure(sentence, number)
        if not earlier or ("bare" in number.kinds and not that):
            return []
        last = earlier[-1]
        grew = subjects.spends_what_grew(sentence, number, last)
        if not (grew or subjects.speaks_of_it(sentence.own_label(number))) and labelled(self.know, number, sentence):
            return []
        if is_share_of_others(number, sentence, last) or subjects.says_of_staff(sentence, number):
            return []
        options = [
            Choice(_COST_BEFORE - 1.0, one.hit, one.fit, "passage", carried=True, apart=one.apart)
            for one in framed_before(self.know, number, sentence, last, marks)
        ]
        for hit, how in self._fitting(last.hits, number, sentence, lambda *_: True):
            entry = self.know.lexicon.entries[hit.entry]
            if entry.near.all() and not any(last.start <= a < sentence.end for a, _ in found.near.get(hit.entry, ())):
                continue
            if any(last.start <= a < sentence.end for a, _ in found.never.get(hit.entry, ())):
                continue
            gap = width(sentence.text[hit.end : number.start])
            options.append(Choice(_COST_BEFORE + 0.2 * gap, hit, how, "passage", carried=True, sure=grew))
        options = uncovered(options, sentence.text)
        return subjects.first_told(options) if that else options

    def _lacks_near(self, hit: Hit, sentence: Sentence, found: Found, headings: tuple[Found, ...]) -> bool:
        """Whether neither a heading nor the sentence has a word that a heading's wording needs: 投资论坛."""
        if not self.know.lexicon.entries[hit.entry].near.all() or any(hit.entry in one.near for one in headings):
            return False
        return not any(sentence.start <= at < sentence.end for at, _ in found.near.get(hit.entry, ()))

    def _above(self, number: Number, sentence: Sentence, found: Found, headings: tuple[Found, ...]) -> list[Choice]:
        """Wording in the headings, for numbers with a unit of their own and without words that say what they are."""
        own = sentence.own_label(number)
        if "bare" in number.kinds or width(residual(self.know, own)) > (_STRAY if _HAN.search(own) else VERB):
            return []
        options = []
        for depth, above in enumerate(reversed(headings)):
            for hit in above.hits:
                if (hit.label_only and number.kinds & COUNTS) or self._lacks_near(hit, sentence, found, headings):
                    continue
                how = fit(self.know, hit.entry, number.kinds, number.unit, number.family)
                if how is not None and (
                    self.know.lexicon.kinds[hit.entry] & number.kinds or "mass" not in number.kinds
                ):
                    options.append(Choice(_COST_HEADING + 4.0 * depth, hit, how, "heading", carried=True))
        return options
