"""Which wording a number belongs to: all that could be meant, each with a cost, and the cheapest of them.

Costs are characters of distance in Chinese; Latin text is about two and a half times as long.
"""

import re
from collections.abc import Callable
from functools import partial

from cnesg.extraction import subjects
from cnesg.extraction.bare_words import AMOUNTS, DONE, labels
from cnesg.extraction.breakdowns import class_words, residual
from cnesg.extraction.candidates import Role
from cnesg.extraction.contradictions import contradicted, left_out, told
from cnesg.extraction.gates import Fit, fit, needs_class
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.lists import in_turn, spelled_out
from cnesg.extraction.marks import Marks
from cnesg.extraction.numbers import Number
from cnesg.extraction.sentence import Choice, Sentence, width
from cnesg.extraction.spans import disjoint_inside, maximal, title_around
from cnesg.extraction.turns import next_part
from cnesg.framework.lexicon import Found, Hit, matching_form
from cnesg.framework.wording import COUNTS

_BESIDE_BREAK = re.compile(r"[,，、;；:：。()\n]|\d")
_DIVIDED = re.compile(  # by what a whole is parted
    r"按[^,，。;；\d]{1,10}?(?:划分|分类|区分)(?:如下)?"
    r"|(?i:\bby (?:gender|region|age(?: group)?|rank|[a-z]+ (?:category|type|region)),)"
)
_OF_ITS = re.compile(r"(?i)\s(?:of|among|for|by)\s")
_AND_NEXT = re.compile(r"\s?(?:以及|及|和|与|或|并)")  # 废水3吨及|废气: another thing follows
# more of a list before what all of them did: 负责人14人|、班组长18人|参加培训
_MORE_PEOPLE = re.compile(r"^(?:[、和及与][^,，。;；:：、\d]{1,12}\d[\d,]*\s?[余多]?(?:人次|名|人|位))+")
_FOR = re.compile(r"(?i)\s(?:for|among)\s")
_ASIDE = re.compile(r"\([^()]{0,40}\)")  # "16 (2021: 15) employees": what stands in brackets is an aside
_LABELS_NEXT = re.compile(r"\s?(?:\([^()]{1,8}\))?\s?[:：]\s?-?\d")  # "...9万元总资产:8万元" labels what follows
_HEAD_BEHIND = re.compile(  # the noun that a phrase goes on to: 16个现场培训|工作站
    r"\s?(?:工作站|工作室|基地|中心|机构|教材|教室|学校|平台|体系|制度|系统|手册|档案|品牌|小组|网点)"
)
# 98,505名员工和|销售人员: what stands first is counted
_OTHER_FIRST = re.compile(r"(?:员工|职工|人员|干部|学生|国家|企业|单位)\s?(?:和|及|以及)")
_VALUE_NEXT = re.compile(r"\s?(?:总计|合计|共计|约|达到?|为|近)?\s?")
_GOES_ON = re.compile(r"\s?[\u4e00-\u9fff](?<![和及与分为组中在])")  # 有4位员工得到: not all that there are
_LISTED_KINDS = COUNTS | {"money", "percent"}  # of these a list speaks on across semicolons
_A_YEAR = re.compile(r"(?:19|20)\d\d\s?年(?:度|底|末)?")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_PLACES = re.compile(r"(?i)\s(?:[a-z]+\s)?(?:countries|markets|states|provinces|cities|offices|locations|languages)\b")
_STAKE = re.compile(r"\s?的?(?:股权|股份|权益(?!性))")  # behind a per cent: a part of another company
_PEOPLE = frozenset({"persons", "person_times", "households"})
_LESS = ("_reduction", "_reduction_rate")
_DOWN_TO = re.compile(
    r"[降少低减][至到]|(?i:(?:reduced|decreased|cut|fell|lowered|declined)\b(?: by [^,.;]{1,16})?,? to\s)"
)  # what an amount came down to is no amount of less
_LABEL, _LABEL_LATIN = 20, 60  # characters before a number that may say its unit
_BARE_GAP = 4.0  # characters between a label and a number without a unit in Chinese
_STRAY = 2.0  # what is left of a label that says nothing
_VERB = 5.0  # a label before a number is longer than a verb
_BESIDE_REACH = 9.0
_COST_CLAUSE = 10.0  # the subject is carried over from an earlier clause
_COST_BEFORE = 24.0  # ... from the sentence before
_COST_HEADING = 40.0  # ... from a heading
_COST_BLOCKED = 6.0  # a number of the same kind stands between
_COST_BARE_WORD = 6.0  # the wording is a bare word
_COST_USED = 8.0  # the wording already has a number of this kind
_LIMIT = 48.0
_BARE_LIMIT = 14.0  # for numbers without a unit


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
        options = self._in_sentence(number, sentence, found, headings, marks)
        if turn := self._in_turn(number, sentence) or in_turn(self.know, sentence, number):
            return turn
        options = self._parts_first(options, number, sentence, marks) or options
        options = subjects.of_parts(options, number, sentence) or options
        part = next_part(self.know, sentence, earlier, number) if all(o.carried for o in options) else None
        part = part or (None if options else subjects.part_of_total(self.know, sentence, number))
        if part is not None:
            return part
        if not options and (part := subjects.listed_on(self.know, sentence, earlier, number, marks)):
            return part
        if not options and not self._counts_other(number, sentence, marks):
            options = self._before(number, sentence, earlier, found) or self._above(number, sentence, headings)
        if (not options or all(o.carried for o in options)) and (
            own := subjects.of_subject(self.know, sentence, number)
        ):
            return own
        return self._cheapest(options) if options else subjects.of_verb(self.know, sentence, number)

    @staticmethod
    def _cheapest(options: list[Choice]) -> Choice | None:
        """The wording of least cost, None where all are too far away."""
        best = min(options, key=lambda c: (c.cost, c.hit.start, -c.hit.end, c.hit.entry))
        if best.apart:  # the same verb of several things: the nearest word that it needs says which
            best = min((c for c in options if c.apart and c.cost == best.cost), key=lambda c: c.apart)
        limit = _BARE_LIMIT if best.fit.weak else _LIMIT
        return best if best.cost <= limit else None

    def _in_sentence(
        self, number: Number, sentence: Sentence, found: Found, headings: tuple[Found, ...], marks: Marks
    ) -> list[Choice]:
        options = []
        may = partial(self._allowed, number=number, sentence=sentence, found=found, headings=headings)
        for hit, how in self._fitting(sentence.hits, number, sentence, may):
            priced = self._price(hit, number, sentence, marks)
            if priced is not None:
                cost, role, carried = priced
                needed = found.near.get(hit.entry, ()) if self.know.lexicon.entries[hit.entry].near.all() else ()
                apart = min((abs(a - number.start) for a, _ in needed), default=0)
                options.append(Choice(cost, hit, how, role, carried, apart))
        return _uncovered(self._parted(options, sentence))

    def _parted(self, options: list[Choice], sentence: Sentence) -> list[Choice]:
        """Without words that only say how a whole is parted, where it was read: 流失率14%,按性别划分男性13%."""
        told = {choice.fit.metric for choice, _ in sentence.read.values()}
        if not any(option.carried and option.fit.metric in told for option in options):
            return options
        return [o for o in options if not _DIVIDED.match(sentence.text, o.hit.start)]

    def _in_turn(self, number: Number, sentence: Sentence) -> Choice | None:
        """The wording of a number in "A and B were 1 and 2 respectively": as many metrics before as numbers after."""
        chain = sentence.chain(number)
        if len(chain) < 2 or not any(
            sentence.start <= a < sentence.end for a, _ in sentence.found.marks.get("respectively", ())
        ):
            return None
        named: dict[tuple[int, int], tuple[Hit, Fit]] = {}
        for hit in sentence.hits:
            near = not self.know.lexicon.entries[hit.entry].near.all() or hit.entry in sentence.found.near
            how = fit(self.know, hit.entry, number.kinds, number.unit, number.family) if near else None
            if hit.end <= chain[0].start and how is not None and not how.weak:
                named.setdefault((hit.start, hit.end), (hit, how))
        parts = [
            s for s, (_, how) in named.items() if needs_class(self.know, how.metric) and subjects.is_class(s, sentence)
        ]
        if parts and len(named) == len(parts) + 1:
            return None  # 中层管理人员、基层员工|受训比例|分别为: the others are its classes
        inner = maximal([span for span in named if len(disjoint_inside(span, list(named))) < 2])
        if any(_OF_ITS.match(sentence.text, end) for _, end in inner):
            return None  # turnover rates of men and women
        if len(inner) != len(chain) or len({named[s][1].metric for s in inner}) != len(chain):
            last = max(inner, key=lambda span: span[1], default=None)
            listed = spelled_out(self.know, sentence, named[last][0], number, len(chain)) if last else []
            return listed[chain.index(number)] if listed else None
        hit, how = named[sorted(inner)[chain.index(number)]]
        return Choice(1.0, hit, how, "clause")

    def _parts_first(self, options: list[Choice], number: Number, sentence: Sentence, marks: Marks) -> list[Choice]:
        """After "of which" the number before sets the metric, where the own words are a class of it."""
        start, _ = sentence.clauses.span(number.start)
        if not subjects.is_part(sentence, number, marks):
            return []
        carried = [o for o in options if o.carried and (o.hit.start, o.hit.end) in sentence.used]
        own = [o for o in options if not o.carried]
        if carried and not own:
            before = [sentence.read[n.start][0] for n in sentence.numbers if n.start in sentence.read]
            return [o for o in carried if before and before[-1].carried and o.hit == before[-1].hit]
        if not carried or not own:
            return []
        nearest = max(carried, key=lambda o: sentence.used[o.hit.start, o.hit.end][0].start)
        if marks.any("of_which", sentence.start, nearest.hit.start) and not marks.any(
            "of_which", nearest.hit.end, number.start
        ):
            return []  # it is a part itself, beside this one: 其中研发人员628人,销售人员1,036人
        named = class_words(self.know, sentence.found, sentence.text, start, number.unit_end, nearest.fit.metric)
        return [nearest] if named and all(o.fit.metric != nearest.fit.metric for o in own) else []

    def _fitting(
        self, hits: list[Hit], number: Number, sentence: Sentence, may: Callable[[Hit, Fit], bool]
    ) -> list[tuple[Hit, Fit]]:
        """Hits whose metric the number can measure, where nothing says that another thing is meant."""
        label = ""
        if number.kinds & {"mass", "bare"}:
            reach = _LABEL if _HAN.search(sentence.text, max(0, number.start - 4), number.start) else _LABEL_LATIN
            label = matching_form(sentence.text[max(sentence.start, number.start - reach) : number.unit_end + 24])
        fits = []
        for hit in hits:
            if hit.label_only and not labels(self.know, hit, number, sentence):
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
        counted = self.know.lexicon.grammar.measures.get(number.raw_unit[-1:])
        if counted is not None and metric not in counted and number.kinds & COUNTS:
            return True
        if number.spelled and number.raw_unit == "次" and self.know.lexicon.kinds[hit.entry] <= _PEOPLE:
            return True  # 两次职业健康检查
        if "bare" in number.kinds and _PLACES.match(sentence.text, number.unit_end):
            return True
        if "percent" in number.kinds and metric != "shareholding" and _STAKE.match(sentence.text, number.unit_end):
            return True
        if metric.endswith(_LESS) and _DOWN_TO.search(sentence.text, hit.start, number.unit_end + 8):
            return True
        return title_around(sentence.text, hit.start, hit.end) is not None

    def _each_share(self, hit: Hit, number: Number, sentence: Sentence) -> bool:
        """Whether a number without a unit is one of yuan a share: "per share" stands before it."""
        said = "每股" in sentence.text[sentence.start : number.start]
        return said and "per_share" in self.know.lexicon.kinds[hit.entry]

    def _allowed(
        self, hit: Hit, how: Fit, *, number: Number, sentence: Sentence, found: Found, headings: tuple[Found, ...]
    ) -> bool:
        entry = self.know.lexicon.entries[hit.entry]
        if contradicted(sentence, number, hit, found, ratio=how.metric != entry.metric):
            return False
        if entry.near.en or entry.near.zh:
            low, high = sentence.whole if number.kinds & _LISTED_KINDS else (sentence.start, sentence.end)
            here = any(low <= a < high for a, _ in told(found, found.near.get(hit.entry, ())))
            return here or any(hit.entry in above.near for above in headings)
        return True

    def _price(self, hit: Hit, number: Number, sentence: Sentence, marks: Marks) -> tuple[float, Role, bool] | None:
        text, clauses = sentence.text, sentence.clauses
        if number.end <= hit.start < number.unit_end < hit.end:
            return 0.5, "beside", False  # the unit is the wording's first word: 5 cases of corruption, 86|名员工离职
        if hit.start < number.unit_end and number.start < hit.end:
            return self._around(hit, number, sentence)
        if hit.start >= number.unit_end:
            return self._beside(hit, number, sentence)
        if self._in_year_series(hit, number, sentence):
            return 2.0, "clause", False
        in_chinese = _HAN.search(text[max(0, number.start - 2) : number.start])
        first = sentence.chain_start(number)
        if "bare" in number.kinds and in_chinese and width(text[hit.end : first.start]) > _BARE_GAP:
            return None
        start = first.start if hit.end <= first.start else number.start
        gap = width(text[hit.end : start])
        clauses_between = clauses.between(hit.end - 1, start)
        if number is first and hit.start >= sentence.label_start(number):
            clauses_between = 0
        blocking = [n for n in sentence.numbers if hit.end <= n.start < start]
        cost = 0.5 * gap if not clauses_between else _COST_CLAUSE + 0.3 * gap + 2.0 * clauses_between
        own = clauses.span(number.start)
        marked = marks.any("of_which", own[0], number.start) or marks.any("respectively", own[0], number.start)
        used = sentence.used.get((hit.start, hit.end))
        if blocking and not marked:
            same = any(n.kinds & number.kinds for n in blocking)
            cost += _COST_BLOCKED if same else 2.0
        if used is not None and not marked and used[0].kinds & number.kinds and used[0] is not first:
            cost += _COST_USED
        cost += self._counts_other(number, sentence, marks) + (_COST_BARE_WORD if hit.label_only else 0.0)
        return cost, ("sentence" if clauses_between else "clause"), bool(clauses_between)

    def _in_year_series(self, hit: Hit, number: Number, sentence: Sentence) -> bool:
        """Whether nothing but years, each with its figure, stands between: 每股贡献值2014年为1.28,2015年为1.18."""
        text, at, kept = sentence.text, hit.end, ""
        for one in [n for n in sentence.numbers if hit.end <= n.start and n.end <= number.start]:
            if not _A_YEAR.search(text[at : one.start]):
                return False
            kept, at = kept + text[at : one.start], one.unit_end
        if not _A_YEAR.search(text[at : number.start]):
            return False
        left = _A_YEAR.sub(" ", kept + text[at : number.start])
        return all(not residual(self.know, part) for part in re.split(r"[\s,，、;；:：]+", left))

    def _beside(self, hit: Hit, number: Number, sentence: Sentence) -> tuple[float, Role, bool] | None:
        """Wording behind the number: "9 directors", 七名董事."""
        between = _ASIDE.sub(" ", sentence.text[number.unit_end : hit.start])
        if "persons" in number.kinds:
            between = _MORE_PEOPLE.sub("", between)
        # a wording in two parts around another number is that one's
        inside = [n for n in sentence.numbers if hit.start <= n.start < hit.end and n.kinds == number.kinds]
        taken = hit.weight < hit.end - hit.start and bool(inside)
        if taken or _BESIDE_BREAK.search(between) or _AND_NEXT.match(between) or width(between) > _BESIDE_REACH:
            return None
        if "bare" in number.kinds and _HAN.match(sentence.text[hit.start : hit.start + 1]):
            return None  # Chinese puts a measure word between number and noun
        of_others = "percent" in number.kinds and _FOR.match(between)  # "10.2% for female employees"
        if of_others or _LABELS_NEXT.match(sentence.text, hit.end) or _is_no_head(hit, between, sentence.text):
            return None
        labelled = self._labelled(number, sentence)
        if number.kinds & AMOUNTS and between == " of " and (not labelled or DONE.search(sentence.own_label(number))):
            return 0.5, "beside", False  # 8,400 GJ of natural gas
        # units of things and people name what follows; other units rarely do
        names_next = bool(number.kinds & (COUNTS - {"person_times"} | {"bare"}))
        if not names_next and (labelled or _has_own(hit, number, sentence)):
            return None
        return 0.5 + width(between) + (0.0 if names_next else 4.0), "beside", False

    @staticmethod
    def _around(hit: Hit, number: Number, sentence: Sentence) -> tuple[float, Role, bool] | None:
        """A wording in two parts may hold its number (捐赠..万元); of several it holds the last one is meant."""
        if hit.weight >= hit.end - hit.start:
            inside = hit.start <= number.start and number.unit_end <= hit.end
            return (0.5, "clause", False) if inside and _HAN.search(sentence.text, hit.start, hit.end) else None
        if hit.start >= number.start or "、" in sentence.text[number.unit_end : hit.end]:
            return None  # 召开党委会26次、|董事会: the last part is the next one's
        if "persons" in number.kinds and _GOES_ON.match(sentence.text, hit.end):
            return None
        asides = [m.span() for m in _ASIDE.finditer(sentence.text, number.start, hit.end)]
        later = any(
            number.end <= n.start < hit.end and not any(a <= n.start < b for a, b in asides) for n in sentence.numbers
        )
        return None if later else (0.5, "clause", False)

    def _labelled(self, number: Number, sentence: Sentence) -> bool:
        """Whether words right before the number say what it is, known or not."""
        return width(residual(self.know, _DIVIDED.sub("", sentence.own_label(number)))) > _VERB

    def _counts_other(self, number: Number, sentence: Sentence, marks: Marks) -> float:
        """A noun right behind a measure word says what is counted: 三个环节, 19个部门."""
        if not number.kinds & COUNTS:
            return 0.0
        behind = sentence.text[number.unit_end : min(sentence.end, number.unit_end + 3)]
        if not _HAN.match(behind) or any(
            span[0] == number.unit_end for span in marks.spans("neutral", number.unit_end, sentence.end)
        ):
            return 0.0
        if any(h.start - number.unit_end <= 4 and h.start >= number.unit_end for h in sentence.hits):
            return 0.0
        return 14.0 if number.spelled else 8.0

    def _before(self, number: Number, sentence: Sentence, earlier: list[Sentence], found: Found) -> list[Choice]:
        """Wording in the sentence before, for numbers with a unit."""
        if not earlier or "bare" in number.kinds or self._labelled(number, sentence):
            return []
        options = []
        last = earlier[-1]
        for hit, how in self._fitting(last.hits, number, sentence, lambda *_: True):
            entry = self.know.lexicon.entries[hit.entry]
            if entry.near.all() and not any(last.start <= a < sentence.end for a, _ in found.near.get(hit.entry, ())):
                continue
            if any(last.start <= a < sentence.end for a, _ in found.never.get(hit.entry, ())):
                continue
            gap = width(sentence.text[hit.end : number.start])
            options.append(Choice(_COST_BEFORE + 0.2 * gap, hit, how, "passage", carried=True))
        return _uncovered(options)

    def _above(self, number: Number, sentence: Sentence, headings: tuple[Found, ...]) -> list[Choice]:
        """Wording in the headings, for numbers with a unit of their own and without words that say what they are."""
        own = sentence.own_label(number)
        if "bare" in number.kinds or width(residual(self.know, own)) > (_STRAY if _HAN.search(own) else _VERB):
            return []
        options = []
        for depth, above in enumerate(reversed(headings)):
            for hit in above.hits:
                if hit.label_only and number.kinds & COUNTS:
                    continue
                how = fit(self.know, hit.entry, number.kinds, number.unit, number.family)
                if how is not None and (
                    self.know.lexicon.kinds[hit.entry] & number.kinds or "mass" not in number.kinds
                ):
                    options.append(Choice(_COST_HEADING + 4.0 * depth, hit, how, "heading", carried=True))
        return options


def _uncovered(options: list[Choice]) -> list[Choice]:
    """Options without those whose wording lies in a longer one."""
    return [c for c in options if not any(o.hit.weight > c.hit.weight and _covers(o.hit, c.hit) for o in options)]


def _is_no_head(hit: Hit, between: str, text: str) -> bool:
    """Whether a wording behind a number is not the noun that is counted: another stands before it, or it goes on."""
    return _HEAD_BEHIND.match(text, hit.end) is not None or _OTHER_FIRST.search(between) is not None


def _has_own(hit: Hit, number: Number, sentence: Sentence) -> bool:
    """Whether a wording is followed at once by a number of the same kind, whose label it then is."""
    gap = _VALUE_NEXT.match(sentence.text, hit.end)
    at = gap.end() if gap else hit.end
    return any(n.start == at and n.kinds & number.kinds for n in sentence.numbers)


def _covers(longer: Hit, hit: Hit) -> bool:
    """Whether a longer wording holds this one, or all but its end: 第一大股东持股比例 and 持股比例为."""
    if longer.start > hit.start:
        return False
    in_parts = any(one.weight < one.end - one.start for one in (longer, hit))  # the gap may hold other numbers' wording
    return hit.end <= longer.end or (not in_parts and 2 * (hit.end - longer.end) <= hit.end - hit.start)
