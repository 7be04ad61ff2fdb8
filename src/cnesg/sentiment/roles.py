"""Of which companies in a sentence an event is told, and which only stand there."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from cnesg.framework.news_wording import NewsWords, RoleWords
from cnesg.sentiment.clauses import Span
from cnesg.sentiment.names import Named

_BRACKETED = re.compile(r"\s*[(\[【][^()\[\]【】]{0,40}[)\]】]")
_AROUND = 24
_NEAREST = 12  # names before and behind an event that can be told of it


@dataclass(frozen=True, slots=True)
class Told:
    """Of whom an event is told: numbers of names in the list that was given, and whether that was plain to see."""

    names: tuple[int, ...]
    plain: bool


def _starting(words: NewsWords) -> re.Pattern[str]:
    """Any of the words at the beginning of a text."""
    chinese = "|".join(re.escape(word) for word in sorted(words.zh, key=lambda w: (-len(w), w)))
    english = "|".join(rf"{re.escape(word)}(?!\w)" for word in sorted(words.en, key=lambda w: (-len(w), w)))
    return re.compile(rf"\s*(?:{'|'.join(filter(None, (chinese, english))) or '(?!)'})")


def _ending(words: NewsWords) -> re.Pattern[str]:
    """Any of the words at the end of a text."""
    chinese = "|".join(re.escape(word) for word in sorted(words.zh, key=lambda w: (-len(w), w)))
    english = "|".join(rf"\b{re.escape(word)}(?: the)?" for word in sorted(words.en, key=lambda w: (-len(w), w)))
    return re.compile(rf"(?:{chinese}|{english})\s*$")


class RoleReader:
    """Tells companies apart by the words beside their names.

    Args:
        words: the wording of `roles.yaml`.
    """

    def __init__(self, words: RoleWords) -> None:
        self._speaks, self._beside = _starting(words.speaks), _ending(words.beside)
        self._compared = _starting(words.compared)
        self._other_side, self._befalls = _ending(words.other_side), _ending(words.befalls)
        self._patient = _starting(words.patient)
        joins = "|".join(re.escape(word) for word in sorted({*words.joins.zh, *words.joins.en}, key=len, reverse=True))
        self._joins = re.compile(rf"\s*(?:{joins})\s*")
        self._bystander_ends = (*words.bystanders.zh, *words.bystanders.en)
        chinese = "|".join(map(re.escape, sorted(words.stands_for.zh, key=len, reverse=True)))
        english = "|".join(rf"\b{re.escape(word)}\b" for word in words.stands_for.en)
        self._stands_for = re.compile(f"{chinese}|{english}")

    def stands_by(self, text: str, name: Named) -> bool:
        """Whether a company only stands in the text where it is named: it speaks, is compared with, or is quoted.

        Args:
            text: in the form of comparison.
            name: with its place; without one (-1) nothing is known.
        """
        if name.start < 0:
            return True
        behind = text[name.end : name.end + _AROUND * 2]
        behind = _BRACKETED.sub("", behind, count=1) if _BRACKETED.match(behind) else behind
        if self._speaks.match(behind):
            return True
        if self._beside.search(text, max(0, name.start - _AROUND), name.start):
            return True
        if self._compared.match(behind) and self._other_side.search(text, max(0, name.start - 2), name.start):
            return True
        return name.name.endswith(self._bystander_ends) and not self._patient.match(behind) and _colon(behind)

    def told_of(self, text: str, names: Sequence[Named], event: Span) -> Told:
        """Of whom an event is told, among the companies of its sentence.

        Args:
            text: in the form of comparison.
            names: of the sentence, in its order.
            event: where the words are that tell it.
        """
        behind = bisect_right(names, event.start, key=lambda name: name.end)
        for nearest in range(behind - 1, max(-1, behind - 1 - _NEAREST), -1):
            if not self.stands_by(text, names[nearest]) and not self._is_other_side(text, names, nearest):
                return Told(self.joined(text, names, nearest), plain=True)
        first_after = bisect_left(names, event.end, key=lambda name: name.start)
        near = range(first_after, min(len(names), first_after + _NEAREST))
        after = [number for number in near if not self.stands_by(text, names[number])]
        for number in after:
            if self._befalls.search(text, max(event.end - 4, names[number].start - _AROUND), names[number].start):
                return Told(self.joined(text, names, number), plain=True)
        if after and not self._other_side.search(text, event.end, names[after[0]].start):
            return Told(self.joined(text, names, after[0]), plain=len(after) == 1)
        return Told(tuple(range(behind, first_after)), plain=False)

    def refers_back(self, text: str, sentence: Span) -> bool:
        """Whether a sentence speaks of the company told of last, by a word that stands for it."""
        return self._stands_for.search(text, sentence.start, sentence.end) is not None

    def _is_other_side(self, text: str, names: Sequence[Named], number: int) -> bool:
        """Whether a name follows a word that makes it the other side of what another company does or suffers."""
        name = names[number]
        first = names[number - 1].end if number else max(0, name.start - _AROUND)
        if number and self._joins.fullmatch(text, first, name.start):
            return False
        if self._other_side.search(text, first, name.start) is None:
            return False
        # What an authority does is told of the only company before: "the regulator opened a case against A".
        return number > 0 or self._befalls.search(text, first, name.start) is None

    def joined(self, text: str, names: Sequence[Named], number: int) -> tuple[int, ...]:
        """A name with those before and behind it that share what is told."""
        first = last = number
        while (
            first
            and not self.stands_by(text, names[first - 1])
            and self._joins.fullmatch(text, names[first - 1].end, names[first].start)
        ):
            first -= 1
        while last + 1 < len(names) and self._joins.fullmatch(text, names[last].end, names[last + 1].start):
            if self.stands_by(text, names[last + 1]):
                break
            last += 1
        return tuple(range(first, last + 1))


def _colon(behind: str) -> bool:
    """Whether a name opens what it says, as in `XX证券：...`, or stands at the end."""
    return behind.lstrip()[:1] in {":", "：", ""}
