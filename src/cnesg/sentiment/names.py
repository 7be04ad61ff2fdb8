"""Companies in a text: every known name in one pass, dated, with who is meant where that is clear."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import ahocorasick_rs
import polars as pl

from cnesg.framework.company_names import CompanyNames
from cnesg.framework.news_wording import NameWords
from cnesg.model.periods import SHANGHAI
from cnesg.sentiment.holders import Holders
from cnesg.sentiment.name_context import NameContext
from cnesg.sentiment.name_endings import NameEndings
from cnesg.sentiment.name_patterns import Bearer, name_patterns

_UNITS = frozenset("元万亿股吨人次千百%点手份户家年米辆台")


@dataclass(frozen=True, slots=True)
class Named:
    """A company's name in a text.

    Attributes:
        start: place of its first character.
        end: the place behind its last.
        name: in the form of comparison.
        company_id: who is meant; None where that is not clear.
        code: whether it is an exchange code.
    """

    start: int
    end: int
    name: str
    company_id: str | None
    code: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found, with those who may be meant."""

    start: int
    end: int
    name: str
    bearers: tuple[Bearer, ...]


class NewsRegister:
    """Known names of companies, to be found in texts of any day.

    Args:
        companies: table COMPANIES.
        names: table NAMES.
        listings: table LISTINGS.
        relations: table RELATIONS; a subsidiary without shares of its own stands for the company that controls it.
        words: how names of companies vary.
        context: what in a text settles a name that is also another word, or borne by several.
    """

    def __init__(
        self,
        companies: pl.DataFrame,
        names: pl.DataFrame,
        listings: pl.DataFrame,
        relations: pl.DataFrame,
        words: CompanyNames,
        wording: NameWords,
    ) -> None:
        self._bearers = name_patterns(companies, names, listings, words)
        self._patterns = list(self._bearers)
        self._by_number = list(self._bearers.values())
        self._longest = _automaton(self._patterns, ahocorasick_rs.MatchKind.LeftmostLongest)
        self._every = _automaton(self._patterns, ahocorasick_rs.MatchKind.Standard)
        self._context = NameContext(companies, words, wording)
        self._endings = NameEndings(words, wording)
        self._holders = Holders(companies, listings, relations, wording.control)

    def __len__(self) -> int:
        """How many names are known, in all the forms in which they are looked for."""
        return len(self._patterns)

    def find(self, text: str, at: datetime, printed: str | None = None) -> list[Named]:
        """The companies named in a text, in its order.

        Args:
            text: in the form of comparison.
            at: when the text became available; names that were published later are not known.
            printed: the text as printed; with it English names that are also words must begin with a capital, and
                names that only a legal form tells are given too, without a company.
        """
        when = at.timestamp()
        hits = self._hits(text, when)
        if printed is not None:
            hits = [hit for hit in hits if not self._context.is_plain_word(printed, hit)]
        found: list[Named] = []
        if hits:
            day = at.astimezone(SHANGHAI).date().toordinal()
            meant = self._context.settle(text, hits, day)
            for hit, company in zip(hits, meant, strict=True):
                found += self._named(text, hit, company, day, when)
        return found if printed is None else self._with_unknown(found, printed, text)

    def _named(self, text: str, hit: Hit, company: str | None, day: int, when: float) -> Iterator[Named]:
        """A name that was found, as it goes on behind; nothing where it is but a word."""
        if company is None and not self._context.is_name(text, hit):
            return
        code = hit.bearers[0].kind == "code"
        longer = None if code or hit.name.isascii() else self._endings.longer(text, hit.end)
        end, same = longer or (hit.end, True)
        whose = self._holders.of(company, day, when) if company is not None and same else None
        yield Named(hit.start, end, text[hit.start : end] if not same else hit.name, whose, code)

    def _with_unknown(self, found: list[Named], printed: str, text: str) -> list[Named]:
        starts = [one.start for one in found]
        others = []
        for start, end in self._endings.unknown(printed, text):
            before = bisect_left(starts, end)
            if not before or found[before - 1].end <= start:
                others.append(Named(start, end, text[start:end], None))
        return sorted([*found, *others], key=lambda one: one.start) if others else found

    def named(self, name: str, text: str, at: datetime) -> list[Named]:
        """Where a name that was given stands in a text, and who bears it; one entry without a place if nowhere.

        Args:
            name: in the form of comparison.
            text: likewise.
            at: as in `find`.
        """
        when = at.timestamp()
        known = tuple(one for one in self._bearers.get(name, ()) if one.known <= when)
        places: list[int] = []
        place = text.find(name) if name else -1
        while place >= 0:
            places.append(place)
            place = text.find(name, place + len(name))
        hits = [Hit(place, place + len(name), name, known) for place in places or [-1]]
        day = at.astimezone(SHANGHAI).date().toordinal()
        company = self._context.bearer(text, hits[0], day) if known else None
        company = None if company is None else self._holders.of(company, day, when)
        return [Named(hit.start, hit.end if places else -1, name, company) for hit in hits]

    def _hits(self, text: str, when: float) -> list[Hit]:
        found: list[Hit] = []
        end_before = 0
        for number, start, end in self._longest.find_matches_as_indexes(text):
            if start < end_before:
                continue
            hit = self._hit(text, number, start, end, when)
            inner = (hit,) if hit else self._inner(text, start, end, when)
            for one in inner:
                found.append(one)
                end_before = one.end
        return found

    def _hit(self, text: str, number: int, start: int, end: int, when: float) -> Hit | None:
        bearers = self._by_number[number]
        if any(one.known > when for one in bearers):
            bearers = tuple(one for one in bearers if one.known <= when)
        if not bearers or not _stands_alone(text, start, end):
            return None
        if bearers[0].kind == "code" and not _is_code(text, start, end):
            return None
        return Hit(start, end, self._patterns[number], bearers)

    def _inner(self, text: str, start: int, end: int, when: float) -> Sequence[Hit]:
        """Shorter names inside one that counts for nothing here: it became known later, or is part of a word."""
        inside = [
            hit
            for number, first, last in self._every.find_matches_as_indexes(text[start:end], overlapping=True)
            if last - first < end - start and (hit := self._hit(text, number, start + first, start + last, when))
        ]
        return tuple(_longest_first_apart(inside))


def _automaton(patterns: Sequence[str], kind: ahocorasick_rs.MatchKind) -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(patterns, matchkind=kind, implementation=ahocorasick_rs.Implementation.DFA)


def _longest_first_apart(hits: Iterable[Hit]) -> list[Hit]:
    """Of hits that overlap the one that begins first, of those the longest."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda one: (one.start, -one.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a name in Latin letters or figures is no part of a longer word."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before and text[start].isascii() and before.isascii() and before.isalnum():
        return False
    return not (after and text[end - 1].isascii() and after.isascii() and after.isalnum())


def _is_code(text: str, start: int, end: int) -> bool:
    """Whether figures are a code and no amount: a bare number must stand in brackets or behind the word for code."""
    if not text[start:end].isdigit():
        return True
    before, after = text[max(0, start - 6) : start], text[end : end + 1]
    if after in _UNITS or after in {".", ",", "-"} or before.endswith((".", ",", "-", "+")):
        return False
    return before.endswith(("(", "【", "[", ":", "：", "代码", "sh", "sz", "hk", "$", "#")) or after == ")"


def key_of(name: Named) -> str:
    """What tells companies of a text apart: the id, or the name of which nobody knows whose it is."""
    return name.company_id or f"?{name.name}"
