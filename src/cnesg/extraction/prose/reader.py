"""Facts in running text: for each number of a sentence the metric whose wording it belongs to.

The nearest fitting wording counts: right behind the number ("9 directors", 七名董事), before it in the same clause, in
an earlier clause (the subject is carried on), in an earlier sentence of the paragraph, in the heading.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.clauses import Clauses, sentence_spans, within_reach
from cnesg.extraction.documents.company_names import CompanyNames
from cnesg.extraction.documents.contents import leads_to_page
from cnesg.extraction.documents.passages import Passage, printed_form
from cnesg.extraction.figures.hour_rates import unit_as_counted
from cnesg.extraction.figures.numbers import Number, find_numbers, may_count
from cnesg.extraction.figures.ratios import as_ratio
from cnesg.extraction.figures.year_names import DECEMBER
from cnesg.extraction.gates import classed, needs_class, unclassed
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.boards import Counted, board_counts, counted_on_board
from cnesg.extraction.prose.classes.in_names import own_names_with_classes, without_names
from cnesg.extraction.prose.classes.parts import breakdown_of
from cnesg.extraction.prose.classes.staff_told import staff_told
from cnesg.extraction.prose.classes.told_in_sentence import told_if_nothing
from cnesg.extraction.prose.classes.turns import class_over_years, classes_each
from cnesg.extraction.prose.gender_splits import OfSex, counted_by_sex, sex_counts
from cnesg.extraction.prose.leaning.counts_with_shares import listed_part
from cnesg.extraction.prose.leaning.divided_alike import divided_alike
from cnesg.extraction.prose.leaning.lists import sharing, with_last_unit, with_unit_of_whole
from cnesg.extraction.prose.leaning.parts_of_group import of_group
from cnesg.extraction.prose.leaning.shares import composed
from cnesg.extraction.prose.leaning.wholes import share_of_last
from cnesg.extraction.prose.meanings.meaning import Meaning, meaning_of
from cnesg.extraction.prose.meanings.periods import year_of_list
from cnesg.extraction.prose.meanings.plans import TO_COME, is_among_plans, kind_to_come, lists_aims
from cnesg.extraction.prose.meanings.target_years import target_years
from cnesg.extraction.prose.passage_years import PassageYears, only_year
from cnesg.extraction.prose.put_plainly import put_plainly
from cnesg.extraction.prose.said_apart import without_said_apart
from cnesg.extraction.prose.sentences.marks import Marks
from cnesg.extraction.prose.sentences.narrowing import Narrower
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.extraction.prose.shares_of_parts import without_shares_of_parts
from cnesg.extraction.prose.wordings.frames import things_of
from cnesg.extraction.prose.wordings.giving import is_to_some
from cnesg.extraction.prose.wordings.ranking import Ranker
from cnesg.extraction.prose.wordings.relatives import meant
from cnesg.extraction.prose.years.aims_of_results import classed_as_result
from cnesg.extraction.prose.years.asides import compared_in_brackets, with_asides, without_asides
from cnesg.extraction.prose.years.bare_brackets import compared_bare
from cnesg.extraction.prose.years.come_to import came_to, classes_come_to, measured_like, year_come_to
from cnesg.extraction.prose.years.compared_lists import compared_in_order
from cnesg.extraction.prose.years.comparisons import compared, with_unit_come_to
from cnesg.extraction.prose.years.dated_events import year_of_event
from cnesg.extraction.prose.years.dividend_years import dividend_year, years_paid_for
from cnesg.extraction.prose.years.fronted import compared_ahead, fronted_last
from cnesg.extraction.prose.years.in_turn import in_later_year, year_in_turn
from cnesg.extraction.prose.years.left_behind import year_left_behind
from cnesg.extraction.prose.years.restated import compared_with_its_share
from cnesg.extraction.prose.years.said_of_a_year import said_of_a_year
from cnesg.extraction.prose.years.told_in_brackets import with_years_of_none
from cnesg.extraction.prose.years.years import several_years, year_at
from cnesg.extraction.prose.years.years_behind import nearest_year_behind
from cnesg.extraction.prose.zeros.other_years import over_years, span_of_zero
from cnesg.extraction.prose.zeros.parts import part_of_zero
from cnesg.extraction.prose.zeros.statements import may_be_none, may_state_zero, zero_statements
from cnesg.framework.lexicon import Found
from cnesg.framework.regexes import regex

_YEARS_OF_GRACE = 2  # after the report's; what is later nobody knows, and sooner the report's own may be misread
_TO_ALL_HOLDERS = "向全体股东每"
_DIGIT = regex(r"\d")
_NOT = " not "  # "Violations were| not |found" states zero, too
_YEARS = frozenset({"year"})
_BELOW = 100  # characters behind a number that may say of one of what it is
_SUMMED = regex(r"共|合计|总计|总额|累计|全年")
_TITLE = regex(r"[\u4e00-\u9fff“”\"、]{3,16}")  # of a row


@dataclass(frozen=True)
class _Reading:
    """A passage under reading."""

    passage: Passage
    found: Found
    marks: Marks
    headings: tuple[Found, ...]
    years: PassageYears


class ProseReader:
    """Reads passages one after the other; holds what is fixed for a document."""

    def __init__(
        self, know: Knowledge, year: int, names: CompanyNames | None = None, ends: tuple[int, int] = DECEMBER
    ) -> None:
        self.know = know
        self.year, self._ends = year, ends
        self._narrower = Narrower(know, names)
        self.names = self._narrower.names
        self._ranker = Ranker(know)
        self._headings: dict[str, Found] = {}
        self._find = lru_cache(maxsize=1024)(partial(know.lexicon.find, told=True))  # what heads or ends each page
        self._own = own_names_with_classes(self.names, lambda name: know.lexicon.find(printed_form(name)))
        self._paid_for: set[int] = set()  # years whose dividends were told in the same words, up to the passage
        self._dividends_of: int | None = None  # the year of the dividend that the passage speaks of

    def read(self, passage: Passage, year: int | None = None) -> Iterator[Candidate]:
        """The facts that a passage states, in order.

        Args:
            passage: the passage.
            year: the year that its surroundings set, a table row's for instance.
        """
        if not may_count(passage.text) and not may_be_none(self.know, passage):
            return
        passage, shares = without_shares_of_parts(passage)
        passage, apart = without_said_apart(passage)
        yield from self._read(passage, year)
        for part in (*shares, *apart):
            yield from part.own(self._read(part.passage, year))

    def _read(self, passage: Passage, year: int | None) -> Iterator[Candidate]:
        passage, asides = without_asides(put_plainly(passage), self.know.units)
        self._dividends_of, text = None, passage.text
        if _TO_ALL_HOLDERS in text:
            self._paid_for = years_paid_for(text, self._paid_for)
        found = without_names(self._find(passage.form), text, self._own)
        above = tuple(self._heading(h) for h in passage.headings[-2:])
        told = found.hits or found.zeros or found.things or found.marks.keys() & self.know.lexicon.lone_acts
        if not told and not any(heading.hits for heading in above):
            return
        numbers, says_zero = find_numbers(text, self.know.units), may_state_zero(found, text)
        may_be_zero = says_zero or _NOT in text
        if not (numbers or says_zero or ((may_be_zero or self._may_name_year(found)) and _DIGIT.search(text))):
            return
        if leads_to_page(text):
            return
        years = PassageYears(passage, year or None, self.year, self._ends, asides)
        reading = _Reading(passage, found, Marks(found, text), above, years)
        earlier: list[Sentence] = []
        aimed = False
        spans = within_reach(sentence_spans(text), [n.start for n in numbers], [n.unit_end for n in numbers])
        for start, end in spans:
            clauses = Clauses(text, start, end)
            inside = [n for n in numbers if start <= n.start < end]
            sentence = Sentence(
                text, start, end, clauses, inside, [h for h in found.hits if start <= h.start and h.end <= end], found,
                previous=earlier[-1] if earlier else None, headings=passage.headings,
                things=things_of(self.know, found, text, inside, start, end), listed=numbers,
                roles=self.know.lexicon.roles,
            )  # fmt: skip
            if inside:
                sentence.numbers = with_unit_of_whole(sentence, with_last_unit(sentence))
                sentence.numbers = with_unit_come_to(self.know, sentence, sentence.numbers)
            board = counted_on_board(text, start, end)
            by_sex = counted_by_sex(text, start, end)
            counted = {one.start for one in board} | {one.start for one in by_sex}
            for number in fronted_last(self.know, sentence, [n for n in sentence.numbers if n.start not in counted]):
                facts = with_years_of_none(self._number(reading, sentence, earlier, number), number, passage)
                yield from with_asides(facts, number, asides, passage)
            aimed = (aimed and text[start - 1] == ";") or lists_aims(text, start, end)
            zeros = zero_statements(self.know, found, reading.marks, text, clauses, aimed=aimed) if may_be_zero else ()
            for zero in zeros:
                part = part_of_zero(self._narrower, sentence, zero)
                named = year_at(text, zero.start, self.year, start, self._ends) or only_year(text, zero.start, end)
                when = named or reading.years.now() or self.year
                span = span_of_zero(zero, self.know, text, start, when)
                part, told_for = (part | span, [when]) if span else (part, several_years(text, start, end, when))
                for fact in over_years(zero, self.know, passage, found, self.year, told_for):
                    yield fact.with_breakdown(**part)
            yield from self._counted_by_form(reading, board, by_sex)
            yield from target_years(self.know, passage, found, clauses, self.year)
            reading.years.go_on(sentence)
            earlier.append(sentence)

    def _counted_by_form(self, reading: _Reading, board: list[Counted], by_sex: list[OfSex]) -> Iterator[Candidate]:
        """The facts of the board and of men and women that the form of the words tells."""
        when = reading.years.now() or self.year
        yield from board_counts(self.know, reading.passage, board, when)
        yield from sex_counts(self.know, reading.passage, by_sex, when)

    def _may_name_year(self, found: Found) -> bool:
        """Whether a passage holds wording whose value is a year."""
        return any(self.know.lexicon.kinds[hit.entry] == _YEARS for hit in found.hits)

    def titled(self, one: Candidate, title: str) -> Candidate:
        """A candidate of a row of sentences, with the programme that the row's first cell names."""
        named = (
            not set(one.breakdown) - {"period"}
            and one.value
            and one.metric in self.know.lexicon.grammar.narrowing.titled
        )
        programme = self._narrower.phrase(title) if named and _TITLE.fullmatch(title) else ""
        return one.with_breakdown(programme=programme) if programme else one

    def _heading(self, heading: str) -> Found:
        if heading not in self._headings:
            self._headings[heading] = self.know.lexicon.find(printed_form(heading))
        return self._headings[heading]

    def _number(
        self, reading: _Reading, sentence: Sentence, earlier: list[Sentence], number: Number
    ) -> Iterator[Candidate]:
        shown = number
        below = sentence.text[number.unit_end : number.unit_end + _BELOW]
        number = divided_alike(sentence, as_ratio(number, sentence.ratio_label(number), below))
        if number is not shown:
            sentence.numbers[sentence.numbers.index(shown)] = number
        if (listed := listed_part(self.know, sentence, number)) is not None:
            yield from self._listed(reading, sentence, number, *listed)
            return
        at = self.know, sentence, number, self.year
        before = compared_in_brackets(sentence, number) or compared_in_order(*at)
        before = before or compared_with_its_share(*at) or compared(*at) or in_later_year(sentence, number, self.year)
        before = before or compared_bare(sentence, number) or compared_ahead(*at)
        if before is not None:
            yield from self._comparative(reading, sentence, number, *before)
            return
        again = said_of_a_year(self.know, sentence, number, self.year)
        if again is not None and sentence.previous is not None:
            yield from self._comparative(reading, sentence.previous, number, *again)
            return
        choice = came_to(self.know, sentence, number, self.year)
        if choice is not None:
            sentence.numbers[sentence.numbers.index(number)] = number = measured_like(sentence, number)
        else:
            choice = self._ranker.choose(number, sentence, earlier, reading.found, reading.headings, reading.marks)
        if choice is None:
            return
        yield from self._of_choice(reading, sentence, number, of_group(self.know, sentence, number, choice))
        for other in sharing(self.know, sentence, number, choice):
            yield from self._of_choice(reading, sentence, number, other)

    def _listed(
        self, reading: _Reading, sentence: Sentence, number: Number, choice: Choice | None, breakdown: dict[str, str]
    ) -> Iterator[Candidate]:
        """The fact of a part of a count, which stands in a list with its share."""
        if choice is None:
            return
        metric, breakdown = classed(self.know, choice.fit.metric, breakdown)
        sentence.read[number.start] = (choice, breakdown)
        named = year_at(sentence.text, number.start, self.year, sentence.start, self._ends)
        when = named or reading.years.now() or self.year
        yield self._candidate(reading.passage, number, choice, Meaning(), metric, breakdown, when)

    def _of_choice(self, reading: _Reading, sentence: Sentence, number: Number, choice: Choice) -> Iterator[Candidate]:
        """The fact that a number states of a wording, if it states one."""
        by_words, choice = choice, meant(self.know, choice, sentence, number, reading.marks, reading.headings)
        meaning = meaning_of(self.know, reading.marks, sentence, number, choice, self.year)
        if meaning is None:
            return
        breakdown = breakdown_of(self._narrower, reading.found, sentence, number, choice, meaning)
        breakdown = (
            classed_as_result(sentence, number, breakdown)
            or classes_come_to(self.know, sentence, number, self.year)
            or (class_over_years(sentence, number, choice) if year_in_turn(sentence, number, self.year) else {})
            or staff_told(self.know, sentence, number, choice)
        )
        if (whole := composed(self.know, sentence, number, choice, breakdown)) is None:
            return
        choice, breakdown = whole
        told = {k: v for k, v in breakdown.items() if k not in {"period", "status"}}
        metric, breakdown = classed(self.know, choice.fit.metric, breakdown)
        if by_words.fit.metric == choice.fit.metric and _is_sum_of_all(sentence, number):
            metric = unclassed(self.know, metric, breakdown)
        if not breakdown and needs_class(self.know, metric):
            share = share_of_last(self.know, sentence, number)
            if share is None:
                return
            metric, breakdown = share
            choice = replace(choice, fit=replace(choice.fit, metric=metric))
        sentence.take(choice.hit, number, breakdown)
        sentence.last_classes = sentence.last_classes or told  # 女性3名,占比27.3%: their metric names the class no more
        if (relatives := self.know.lexicon.families.get(choice.fit.metric)) and metric in relatives.by_class.values():
            choice = replace(choice, fit=replace(choice.fit, metric=metric))  # 女性董事, not 董事
        sentence.read[number.start] = (choice, breakdown)
        of_a_year = metric in self.know.lexicon.roles.dividends and "period" not in breakdown
        dividend = of_a_year and dividend_year(
            sentence.text, sentence.start, sentence.end, number.start, self.year, self._paid_for
        )
        listed = year_in_turn(sentence, number, self.year)
        if listed is not None:  # one year of the span, not the span
            breakdown = {name: value for name, value in breakdown.items() if name != "period"}
        named = (
            listed
            or dividend
            or year_at(sentence.text, number.start, self.year, sentence.start, self._ends)
            or year_of_list(self.know, sentence, metric, self.year, self._ends)
            or year_of_event(reading.found, sentence, number)
        )
        if of_a_year:
            named = self._dividends_of = named or self._dividends_of
        moved = year_left_behind(self.know, sentence, number, self.year) or year_come_to(
            self.know, sentence, number, self.year
        )
        near = bool(named or moved or meaning.year)
        behind = None if of_a_year else nearest_year_behind(sentence, number, self.year, near=near)
        when = listed or behind or moved or meaning.year or named or reading.years.of(sentence) or self.year
        meaning, breakdown = self._by_now(reading, sentence, number, meaning, breakdown, when)
        if when < self.year and breakdown.get("status") == "proposed":  # by now it is paid
            breakdown = {name: value for name, value in breakdown.items() if name != "status"}
        sentence.dated[number.start] = when
        over, breakdown = _years_of(sentence, number, when, breakdown, listed=listed is not None)
        for classes in [
            told_if_nothing(self.know, sentence, number, metric, breakdown | each)
            for each in classes_each(self.know, sentence, number, choice) or [{}]
        ]:
            for one in over:
                yield self._candidate(reading.passage, number, choice, meaning, metric, classes, one)

    def _by_now(
        self,
        reading: _Reading,
        sentence: Sentence,
        number: Number,
        meaning: Meaning,
        breakdown: dict[str, str],
        when: int,
    ) -> tuple[Meaning, dict[str, str]]:
        """What is told of a year to come is aimed at or planned: 助力客户实现2035年减排25%, 2017年将投入10万元."""
        if meaning.value_kind != "actual" or "period" in breakdown:  # a span says itself how far it goes
            return meaning, breakdown
        said, kind = sentence.text[sentence.start : number.start], None
        row = "\t" in reading.passage.text  # tables in an appendix stand below whatever heading came last
        below = reading.passage.headings[-1] if reading.passage.headings and not row else ""
        if when > self.year + _YEARS_OF_GRACE:
            kind = "target"
        elif when > self.year or is_among_plans(below, said, self.year):
            kind = kind_to_come(below + reading.years.lead + said)
        return (replace(meaning, value_kind=kind), breakdown | TO_COME[kind]) if kind else (meaning, breakdown)

    def _comparative(
        self, reading: _Reading, sentence: Sentence, number: Number, shown: Number, year: int
    ) -> Iterator[Candidate]:
        """The figure of an earlier year in brackets behind a figure: "16 (2021: 15) employees"."""
        if shown.start not in sentence.read or year > self.year:
            return
        choice, breakdown = sentence.read[shown.start]
        breakdown = {name: value for name, value in breakdown.items() if name != "period" and value != "proposed"}
        metric, breakdown = classed(self.know, choice.fit.metric, breakdown)
        if number.kinds != shown.kinds and ("bare" in number.kinds or "intensity" in shown.kinds):
            scale = shown.value / shown.printed if shown.printed else 1.0
            number = replace(number, value=number.printed * scale, unit=shown.unit, kinds=shown.kinds)
        elif not number.kinds & shown.kinds:
            number = replace(number, unit=shown.unit, kinds=shown.kinds)
        yield self._candidate(reading.passage, number, choice, Meaning(), metric, breakdown, year)

    def _candidate(
        self,
        passage: Passage,
        number: Number,
        choice: Choice,
        meaning: Meaning,
        metric: str,
        breakdown: dict[str, str],
        year: int,
    ) -> Candidate:
        digits = passage.original(number.end - len(number.raw_value), number.end)
        found = Candidate.of_number(
            replace(number, raw_value=digits),
            self.know.lexicon.roles,
            metric=metric,
            unit=unit_as_counted(choice.fit.unit, passage.text, number.start, number.end),
            breakdown=breakdown,
            year=year,
            value_kind=meaning.value_kind,
            role=choice.role,
            method="text",
            place=passage.place(number.start, number.end),
            offset=passage.origin[number.start],
        )
        return found.named_by(_naming(passage, choice)).at_cost(choice.cost)


def _is_sum_of_all(sentence: Sentence, number: Number) -> bool:
    """Whether a sum is called one, and nobody is told who got it."""
    return _SUMMED.search(sentence.own_label(number)) is not None and not is_to_some(sentence, number)


def _years_of(
    sentence: Sentence, number: Number, when: int, breakdown: dict[str, str], *, listed: bool
) -> tuple[list[int], dict[str, str]]:
    """The years that a number is for, and its classes: what did not happen in three years did not in each of them."""
    if number.value or listed:
        return [when], breakdown
    years = several_years(sentence.text, sentence.start, sentence.end, when)
    return years, breakdown if len(years) == 1 else {k: v for k, v in breakdown.items() if k != "period"}


def _naming(passage: Passage, choice: Choice) -> str:
    """The wording that was chosen; of a heading the whole."""
    heading = passage.headings[-1] if passage.headings else ""
    return heading if choice.role == "heading" else passage.text[choice.hit.start : choice.hit.end]
