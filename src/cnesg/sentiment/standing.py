"""How a text tells of an event: as happened, planned, denied, rumoured, hypothetical or long past."""

import re
from collections.abc import Iterable

from cnesg.framework.news_wording import NewsWords, StandingWords
from cnesg.model.news import Standing
from cnesg.sentiment.clauses import Span, at

_YEAR = re.compile(r"(?<![\d.])((?:19|20)\d\d)(?!\d)(?=年|\b)")
_NEXT = 24  # how far into the clause before a word of denial reaches when its own clause has none
_FAR = 300
_BEHIND_NAME = 10
_NOT = r"(?! not\b)"  # "may not sell" tells a ban, "will not pay" a refusal
_TAIL = 12
_NONE = r"(?!)"
_LETTERS = re.compile("[a-z]")


class _Words:
    """Words of both languages, to be found anywhere in a piece of text; the last one found counts."""

    def __init__(self, words: NewsWords, not_before: str = "") -> None:
        self.pattern = re.compile(f"(?:{pattern_of(words)}){not_before}")
        # Apart, since the first signs of Chinese words alone tell quickly where none can begin.
        self._chinese = re.compile(f"(?:{_chinese(words) or _NONE}){not_before}")
        self._english = re.compile(f"(?:{_english(words) or _NONE}){not_before}")

    def last(self, text: str, start: int, end: int) -> re.Match[str] | None:
        found = None
        for found in self._chinese.finditer(text, start, end):  # noqa: B007 - the last one is wanted
            pass
        if _LETTERS.search(text, start, end):
            other = None
            for other in self._english.finditer(text, start, end):  # noqa: B007
                pass
            return max((one for one in (found, other) if one), key=re.Match.start, default=None)
        return found


def pattern_of(words: NewsWords) -> str:
    """A pattern for any of the words, longest first, English ones whole; never matches where there are none."""
    return "|".join(filter(None, (_chinese(words), _english(words)))) or _NONE


def _chinese(words: NewsWords) -> str:
    return "|".join(re.escape(word) for word in _longest_first(words.zh))


def _english(words: NewsWords) -> str:
    english = "|".join(re.escape(word) for word in _longest_first(words.en))
    return rf"\b(?:{english})(?!\w)" if english else ""


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))


class StandingReader:
    """Judges events by the words around them.

    Args:
        words: the wording of `standing.yaml`.
    """

    def __init__(self, words: StandingWords) -> None:
        self._denied, self._denial_after = _Words(words.denied.before), _Words(words.denied.after)
        self._rumoured, self._rumour_after = _Words(words.rumoured.before), _Words(words.rumoured.after)
        self._would, self._would_after = _Words(words.hypothetical.before, _NOT), _Words(words.hypothetical.after)
        self._advice = _Words(words.hypothetical.advice)
        self._condition = _Words(words.hypothetical.condition)
        self._past, self._now = _Words(words.historic.before), _Words(words.historic.now)
        self._planned = _Words(words.planned.before, _NOT)
        self._spanning = re.compile(pattern_of(words.denied.spanning))
        self._never = re.compile(pattern_of(words.denied.never))
        near_zh, reach = "".join(words.denied.near.zh), words.denied.reach
        near_en = "|".join(map(re.escape, words.denied.near.en))
        self._near = re.compile(rf"[{near_zh}][^，,]{{0,{reach}}}$|\b(?:{near_en})(?: \w+){{0,2}} ?$")
        close = [*map(re.escape, words.planned.close.zh), *(rf"\b{re.escape(w)} " for w in words.planned.close.en)]
        self._close = re.compile(rf"(?:{'|'.join(close)})$") if close else re.compile(r"(?!)")
        self._behind_name = re.compile(rf"\s*(?:{pattern_of(words.planned.behind_name)})")
        self._years = words.historic.years
        self._counts = frozenset(words.planned_counts)

    def counts(self, code: str, standing: Standing) -> bool:
        """Whether an event so told counts in scores."""
        return standing == "happened" or (standing == "planned" and code in self._counts)

    def read(self, text: str, sentence: Span, parts: list[Span], event: Span, year: int) -> Standing:
        """How an event is told.

        Args:
            text: in the form of comparison.
            sentence: in which the event stands.
            parts: the clauses of that sentence.
            event: where the words are that tell it.
            year: in which the text was published.
        """
        # Words farther off do not speak of the event; a sentence may be a whole article without a full stop.
        sentence = Span(max(sentence.start, event.start - _FAR), min(sentence.end, event.end + _FAR))
        first = max(sentence.start, min(parts[at(parts, event.start)].start, event.start))
        if self._is_denied(text, sentence, first, event):
            return "denied"
        if self._condition.last(text, sentence.start, event.start):
            return "hypothetical"
        rumour = self._rumoured.last(text, sentence.start, event.start)
        if rumour or self._rumour_after.last(text, event.end, sentence.end):
            return "denied" if self._spanning.search(text, event.end, sentence.end) else "rumoured"
        if self._is_feared_before(text, first, event):
            return "hypothetical"
        if self._is_past(text, sentence, event, year):
            return "historic"
        return "planned" if self._is_planned(text, first, event) else "happened"

    def around(self, text: str, sentence: Span, piece: Span, name: Span, year: int) -> Standing:
        """How a piece tells of a company, where it is not known which of its words tell the event.

        Args:
            text: in the form of comparison.
            sentence: in which the piece stands.
            piece: the part that speaks of the company.
            name: where the company is named.
            year: in which the text was published.
        """
        begin = max(name.start - _FAR, sentence.start if piece.start - sentence.start < _NEXT else piece.start)
        piece = Span(max(piece.start, begin), min(piece.end, name.end + _FAR))
        # Three English words take as much room as ten Chinese characters.
        behind = _BEHIND_NAME * (3 if text[name.end : name.end + _BEHIND_NAME].isascii() else 1)
        upto = min(name.end + behind, piece.end)
        denial = self._spanning.search(text, begin, piece.end)
        if denial or self._denial_after.pattern.search(text, name.end, piece.end):
            return "denied"
        if self._condition.last(text, begin, upto):
            return "hypothetical"
        if self._rumoured.last(text, begin, upto) or self._rumour_after.pattern.search(text, name.end, piece.end):
            return "rumoured"
        if self._is_feared(text, Span(begin, upto), piece, name):
            return "hypothetical"
        if self._is_past(text, Span(begin, piece.end), Span(upto, upto), year):
            return "historic"
        near = text[name.end : upto]
        planned = not text[piece.start : name.start].strip() and self._behind_name.match(near)
        return "planned" if planned or self._planned.pattern.match(near.lstrip()) else "happened"

    def _is_feared(self, text: str, before: Span, piece: Span, name: Span) -> bool:
        told = self._would.last(text, before.start, before.end) or self._advice.last(text, before.start, name.start)
        tail = max(name.end, piece.end - _TAIL)
        return bool(told or self._would_after.pattern.search(text, tail, piece.end))

    def denies(self, text: str, sentence: Span) -> bool:
        """Whether a sentence denies what was told before it."""
        found = self._denial_after.pattern.search(text, sentence.start, sentence.end)
        return found is not None

    def _is_denied(self, text: str, sentence: Span, first: int, event: Span) -> bool:
        before = text[first : event.start]
        kept = self._never.sub(lambda found: "\0" * len(found[0]), before)
        if self._denied.pattern.search(kept) or self._near.search(kept):
            return True
        if self._denial_after.pattern.search(text, event.end, sentence.end):
            return True
        # "否认X，Y": a word of denial at the head of the sentence reaches over the commas behind it.
        return self._spanning.search(text, max(sentence.start, first - _NEXT), first) is not None

    def _is_feared_before(self, text: str, first: int, event: Span) -> bool:
        near = text[event.end : event.end + 12].split(",", maxsplit=1)[0]
        told = self._would.last(text, first, event.start) or self._advice.last(text, first, event.start)
        return bool(told or self._would_after.pattern.search(near))

    def _is_planned(self, text: str, first: int, event: Span) -> bool:
        """Whether a plan is told before the event; some cues begin with the plan themselves."""
        told = self._planned.last(text, first, event.start) or self._planned.pattern.match(text, event.start)
        return bool(told or self._close.search(text[first : event.start]))

    def _is_past(self, text: str, sentence: Span, event: Span, year: int) -> bool:
        told = self._past.last(text, sentence.start, event.start)
        years = [m for m in _YEAR.finditer(text, sentence.start, event.start) if int(m[1]) <= year]
        dated = years[-1] if years else None
        if dated is not None and year - int(dated[1]) < self._years:
            dated = None
        since = max((found.end() for found in (told, dated) if found is not None), default=-1)
        return since >= 0 and self._now.last(text, since, event.start) is None
