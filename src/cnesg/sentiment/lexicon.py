"""Polarity of company news by words alone: what a text says, clause by clause, without a trained model.

How words work together is told in docs/sentiment-polarity.md; the words lie in `methodology/sentiment`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

import ahocorasick_rs

from cnesg.framework.polarity import PolarityWords, load_polarity

_CLAUSES = {
    "zh": re.compile(r"[。！？!?；;，、：\s【】“”《》]|[,:](?!\d)"),
    "en": re.compile(
        r"[!?;:–—\n]|,(?!\d)|\.(?=\s|$)|\s-\s|\b(?:but|while|whereas|although|though|as|after|despite|amid)\b"
    ),
}
_SENTENCES = frozenset("。！？!?；;.")
_WORD = re.compile(r"[A-Za-z]+(?:[-'’][A-Za-z]+)*|[-+]?\d[\d,.]*%?|[^\sA-Za-z\d]")
_MINUS = re.compile(r"(?:为|约|约为|同比|变动|增长|预计|是|at|of|:|：|\s)*[-－−负](?=\d)")
_NEAR_STOP, _BEHIND_STOP, _NEAR_DEGREE, _NEAR_CHANGE, _FAR_CHANGE = 20, 8, 6, 8, 30


@dataclass(slots=True)
class Told:
    """What a word of a text says, after all that stands around it.

    Attributes:
        start: its place.
        end: end of its place.
        group: number of its group.
        value: good above 0, bad below.
    """

    start: int
    end: int
    group: int
    value: float


class PolarityReader:
    """Reads what texts of one language say. Build it once: see `polarity_reader`."""

    def __init__(self, words: PolarityWords) -> None:
        self.words = words
        self.rules = words.rules
        self.groups = words.groups
        self.name_words = {kind: frozenset(known) for kind, known in words.names.items()}
        by_term = words.by_term
        self._kinds = [group.kind for group in words.groups]
        self._by_term = by_term
        self._group_of = list(by_term.values())
        self._longest: dict[str, int] = {}  # words in the longest term that begins with a word
        for term in by_term:
            first = term.split(" ", 1)[0]
            self._longest[first] = max(self._longest.get(first, 0), term.count(" ") + 1)
        self._automaton = ahocorasick_rs.AhoCorasick(list(by_term), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)

    def found(self, text: str) -> list[Told]:
        """The terms in a text, longest first from the left, none over another, each with its plain weight."""
        if self.words.language == "zh":
            spans = self._automaton.find_matches_as_indexes(text.lower() if len(text.lower()) == len(text) else text)
            return [Told(start, end, g := self._group_of[i], self.groups[g].weight) for i, start, end in spans]
        return list(self._found_words(text))

    def _found_words(self, text: str) -> Iterator[Told]:
        tokens = [(m.start(), m.end(), m[0].lower()) for m in _WORD.finditer(text)]
        place = 0
        while place < len(tokens):
            for length in range(min(self._longest.get(tokens[place][2], 0), len(tokens) - place), 0, -1):
                group = self._by_term.get(" ".join(token[2] for token in tokens[place : place + length]))
                if group is not None:
                    yield Told(tokens[place][0], tokens[place + length - 1][1], group, self.groups[group].weight)
                    break
            else:
                length = 1
            place += length

    def told(self, text: str) -> list[Told]:
        """What a text says, word by word: events, quantities with their changes, what is stopped or denied."""
        found = self.found(text)
        if not found:
            return []
        breaks = [(m.start(), m[0] in _SENTENCES) for m in _CLAUSES[self.words.language].finditer(text)]
        said: list[Told] = []
        for sentence in _parted(found, [place for place, ends in breaks if ends]):
            clauses = list(_parted(sentence, [place for place, _ in breaks]))
            said += self._sentence(text, clauses)
        return said

    def _sentence(self, text: str, clauses: Sequence[Sequence[Told]]) -> list[Told]:
        said: list[Told] = []
        turn = 0
        carried: Told | None = None
        for clause in clauses:
            counted = self._changes(text, clause, carried)
            carried = next((hit for hit in reversed(clause) if self._kinds[hit.group] == "quantity"), None)
            self._degrees(clause, counted)
            counted = self._stops(clause, counted)
            self._negators(clause, counted)
            for hit in clause:
                if self._kinds[hit.group] == "contrast":
                    turn = max(turn, hit.start + 1)
            said += counted
        self._refuters(clauses, said)
        if turn:
            for one in said:
                one.value *= self.rules.before_contrast if one.start < turn else self.rules.after_contrast
        return said

    def _refuters(self, clauses: Sequence[Sequence[Told]], said: Sequence[Told]) -> None:
        """What is called untrue, in the clause that says so and in those before it."""
        for clause in clauses:
            for hit in clause:
                if self._kinds[hit.group] == "refuter":
                    for one in said:
                        if one.start <= clause[-1].start:
                            one.value *= hit.value

    def _changes(self, text: str, clause: Sequence[Told], carried: Told | None) -> list[Told]:
        """Events, and quantities with their change; `carried` is the last quantity of the clause before."""
        kinds, groups = self._kinds, self.groups
        counted: list[Told] = []
        quantities = [hit for hit in clause if kinds[hit.group] == "quantity"]
        used: set[int] = set()
        for hit in clause:
            kind = kinds[hit.group]
            if kind == "event" and (hit.value or groups[hit.group].object):
                counted.append(hit)
            elif kind == "change":
                before = [q for q in quantities if q.end <= hit.start and hit.start - q.end <= _FAR_CHANGE]
                after = [q for q in quantities if hit.end <= q.start <= hit.end + _NEAR_CHANGE and q.start not in used]
                partner = before[-1] if before else after[0] if after else None
                if partner is None and not quantities and carried and hit.start - carried.end <= _FAR_CHANGE:
                    partner = carried
                value = groups[hit.group].alone
                if partner is not None:
                    used.add(partner.start)
                    value = groups[partner.group].weight * hit.value
                counted.append(Told(hit.start, hit.end, partner.group if partner else hit.group, value))
        for hit in quantities:
            if hit.start in used:
                continue
            value = groups[hit.group].alone
            if _MINUS.match(text, hit.end):
                value = groups[hit.group].weight * self.rules.minus
            if value:
                counted.append(Told(hit.start, hit.end, hit.group, value))
        counted.sort(key=lambda one: one.start)
        return counted

    def _degrees(self, clause: Sequence[Told], counted: Sequence[Told]) -> None:
        for hit in clause:
            if self._kinds[hit.group] == "degree":
                near = next((one for one in counted if 0 <= one.start - hit.end <= _NEAR_DEGREE), None)
                if near is not None:
                    near.value *= hit.value

    def _stops(self, clause: Sequence[Told], counted: list[Told]) -> list[Told]:
        stops = [hit for hit in clause if self._kinds[hit.group] == "stop"]
        for stop in stops:
            stopped = [one for one in counted if 0 <= one.start - stop.end <= _NEAR_STOP][:2]
            stopped = stopped or [one for one in counted if 0 <= stop.start - one.end <= _BEHIND_STOP][-1:]
            for one in stopped:
                one.value *= stop.value
            if not stopped:
                counted = [*counted, self._stop_alone(clause, stop)]
        return counted

    def _stop_alone(self, clause: Sequence[Told], stop: Told) -> Told:
        """A stop that stops no event: a quantity that is cut, or bad by itself."""
        near = (hit for hit in clause if 0 <= hit.start - stop.end <= _NEAR_CHANGE)
        cut = next((hit for hit in near if self._kinds[hit.group] == "quantity"), None)
        value = self.groups[stop.group].alone if cut is None else self.groups[cut.group].weight * stop.value
        return Told(stop.start, stop.end, stop.group, value)

    def _negators(self, clause: Sequence[Told], counted: Sequence[Told]) -> None:
        for hit in clause:
            if self._kinds[hit.group] == "negator":
                denied = next((one for one in counted if 0 <= one.start - hit.end <= self.rules.reach), None)
                if denied is not None:
                    denied.value *= self.rules.negated

    def seen_from(self, place: int, told: Sequence[Told], text: str, others: Sequence[int] = ()) -> list[Told]:
        """What is told, for a company that stands at a place: what is done to it counts for whom it is done to.

        It is done to the next company behind the word, or with "by" to the one before it.

        Args:
            place: of the company.
            told: what the text tells.
            text: the text.
            others: places of other companies.
        """
        seen: list[Told] = []
        for one in told:
            group = self.groups[one.group]
            done_to = (one.start < place) != text.startswith(" by ", one.end)
            first, last = min(one.start, place), max(one.start, place)
            value = one.value
            if group.object is not None and done_to and not any(first < other < last for other in others):
                turned = value < 0 if group.weight >= 0 else value > 0  # denied or stopped
                value = -group.object if turned else group.object
            if value:
                seen.append(replace(one, value=value))
        return seen

    def weighed(self, title: Sequence[Told], body: Sequence[Told]) -> tuple[float, float]:
        """What is told in headline and text in sum, each word by its place."""
        rules = self.rules
        above = sum(one.value for one in title) * rules.title
        return above, sum(one.value / (1 + one.start / rules.fading) for one in body) * rules.body

    def polarity(self, title: str, body: str = "") -> float:
        """The polarity of a text for the company it is about, -1 to 1; 0 where no word says anything."""
        return self.polarity_of(sum(self.weighed(self.told(title), self.told(body))))

    def polarity_of(self, total: float) -> float:
        """A sum of what is told as a polarity, -1 to 1."""
        return total / (abs(total) + self.rules.half)


def step(total: float) -> int:
    """A sum of what is told in steps from -4 to 4; 9 where words cancel out or say next to nothing."""
    if total == 0:
        return 0
    return 9 if abs(total) < 0.1 else round(4 * total / (abs(total) + 0.6)) or (1 if total > 0 else -1)


def _parted(hits: Sequence[Told], breaks: Sequence[int]) -> Iterator[list[Told]]:
    """Hits between breaks, in order; parts without hits are left out."""
    part: list[Told] = []
    number = 0
    for hit in hits:
        moved = False
        while number < len(breaks) and breaks[number] < hit.start:
            number, moved = number + 1, True
        if moved and part:
            yield part
            part = []
        part.append(hit)
    if part:
        yield part


@cache
def polarity_reader(language: str) -> PolarityReader:
    """The reader of a language, `zh` or `en`, with the words that ship."""
    return PolarityReader(load_polarity()[language])
