"""Which company a name means: known names first, in their forms, then short names held against full ones."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

import opencc
import polars as pl

from cnesg.companies.alignment import Alignment, Prepared
from cnesg.companies.name_forms import Forms, NameForms
from cnesg.companies.name_habits import Habits
from cnesg.companies.name_index import CharacterIndex
from cnesg.framework.company_names import CompanyNames, MatchScore


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def _simplified(text: str) -> str:
    return str(_converter().convert(text))


Verdict = Literal["match", "doubtful", "none"]
_BARE, _LOOSE = 2, 3
_LEAST = 2  # characters that a name must have to be held against others
_LEAST_LETTERS = 6
_SHOWN = 5
_LIKE, _NEAR = 0.9, 0.1  # scores of names that fit, and how far the others of one brand lie apart
_WHOLE = 0.95  # a score that leaves no doubt that all of it is there


@dataclass(frozen=True)
class Candidate:
    """A company that a name may mean.

    Attributes:
        company_id: which.
        name: the name by which it was found.
        score: 1 for a known name, less the less of the name is found.
    """

    company_id: str
    name: str
    score: float


@dataclass(frozen=True)
class Match:
    """What a name means.

    Attributes:
        wanted: the name.
        verdict: whether it is clear.
        candidates: all that it may mean, best first.
        common: whether it is made of words of trades alone, which may be no company's name.
        by_habit: whether other companies could have the name as well, and this one has it more likely.
    """

    wanted: str
    verdict: Verdict
    candidates: tuple[Candidate, ...]
    common: bool = False
    by_habit: bool = False

    @property
    def company_id(self) -> str | None:
        """The company that is meant; None where that is not clear."""
        return self.candidates[0].company_id if self.verdict == "match" else None


@dataclass(frozen=True)
class _Entry:
    company_id: str
    name: str
    in_force: bool


class NameRegister:
    """Known names of companies, to look others up in.

    Args:
        names: `cnesg.companies.names_as_of`.
        words: how names vary.
    """

    def __init__(self, names: pl.DataFrame, words: CompanyNames) -> None:
        self._score = words.score
        self._forms = NameForms(words)
        self._places = words.places.short
        self._alignment = Alignment(words)
        self._habits = Habits(words, self._alignment.anatomy)
        self._index = CharacterIndex(words.places.short)
        self._exact: tuple[dict[str, list[int]], ...] = tuple(defaultdict(list) for _ in range(4))
        self._shorts: dict[str, dict[str, list[tuple[int, frozenset[str]]]]] = {}
        self._entries: list[_Entry] = []
        self._forms_of: list[Forms] = []
        for row in names.sort("company_id", "name").iter_rows(named=True):
            self._add(_Entry(row["company_id"], row["name"], row["in_force"]))
        self._full = {
            entry.company_id
            for entry, forms in zip(self._entries, self._forms_of, strict=True)
            if forms.chinese and forms.has_legal_form
        }
        for number, (entry, forms) in enumerate(zip(self._entries, self._forms_of, strict=True)):
            text = self._alignment.firm(forms.bare)
            if forms.chinese and entry.company_id not in self._full and len(text) >= _LEAST:
                self._shorts.setdefault(text[0], {}).setdefault(text[1], []).append((number, frozenset(text)))

    def _add(self, entry: _Entry) -> None:
        number = len(self._entries)
        forms = self._forms.of(entry.name)
        self._entries.append(entry)
        self._forms_of.append(forms)
        for known, form in zip(self._exact, (forms.plain, forms.core, forms.bare, forms.loose), strict=True):
            known[form].append(number)
        if forms.chinese:
            self._index.add(number, forms.bare)

    def find(self, wanted: str) -> Match:
        """What a name means.

        A name that is known to the letter, or but for script, width, signs, legal form or marks, means its company; who
        bears it goes before who bore it. A short name that is not known is held against full names. What lies close to
        several companies, or not close enough to one, is doubtful.
        """
        forms = self._forms.of(wanted)
        if not forms.plain:
            return Match(wanted, "none", ())
        known = self._among_known(wanted, forms)
        if known is None and forms.chinese:
            # Some phrases are simplified as a whole, which folding by characters cannot do.
            simplified = self._forms.of(_simplified(wanted))
            if simplified.plain != forms.plain:
                forms = simplified
                known = self._among_known(wanted, forms)
        return known or self._alike(wanted, forms)

    def _among_known(self, wanted: str, forms: Forms) -> Match | None:
        for place, form in enumerate((forms.plain, forms.core, forms.bare, forms.loose)):
            found = self._exact[place].get(form)
            # What a Chinese name means without its loose words is weighed with all that is alike.
            if found and (place < _LOOSE or not forms.chinese):
                return self._known(wanted, forms, found, place)
        return None

    def _known(self, wanted: str, forms: Forms, found: list[int], place: int) -> Match:
        borne = [number for number in found if self._entries[number].in_force] or found
        owners = {self._entries[number].company_id: number for number in reversed(borne)}
        candidates = tuple(Candidate(owner, self._entries[n].name, 1.0) for owner, n in sorted(owners.items()))
        # A full name that is only somebody's short one with another legal form is often a subsidiary's.
        if forms.chinese and forms.has_legal_form and not forms.joint_stock and place < _LOOSE:
            own = [
                n for n in borne if self._forms_of[n].has_legal_form or self._entries[n].company_id not in self._full
            ]
            if not own:
                return Match(wanted, "doubtful", candidates)
        # An English name may leave loose words out; with one of its own it may be another company's.
        clear = place < _LOOSE or (forms.core == forms.loose and not forms.has_legal_form)
        return Match(wanted, "match" if clear and len(candidates) == 1 else "doubtful", candidates)

    def _alike(self, wanted: str, forms: Forms) -> Match:
        """What a name means that is not known: short names held against full ones, or the other way about."""
        if not forms.chinese:
            found = self._best((number, self._score.doubt) for number in self._english_owners(forms))
            ranked = self._ranked(found)
            return Match(wanted, "doubtful" if ranked else "none", ranked[:_SHOWN])
        if forms.has_legal_form:
            return self._full_name(wanted, forms)
        asked, text = self._alignment.prepared(forms.bare), self._alignment.firm(forms.bare)
        best = self._best((number, self._fit(asked, number)) for number in self._index.holding(text))
        if forms.bare[0] in self._places and len(text) > _LEAST:
            self._with_place_added(forms.bare, best)
        if not best:
            return self._doubtful(wanted, forms)
        ranked = self._ranked(best)
        # Words of trades alone mean a company only if it has no brand that they leave out.
        tells = ranked[0].score > 1 - self._score.brand_left or self._alignment.tells(forms.bare)
        # A group and its listed company are two: a loose word more than the known name has is another name.
        clear = tells and leads(ranked, self._score)
        clear = clear and self._is_shorter(forms, best[ranked[0].company_id][1])
        likely = None if clear or not tells else self._by_habit(forms, ranked, best)
        if likely is not None:
            first = sorted(ranked, key=lambda one: one.company_id != likely)
            return Match(wanted, "match", tuple(first[:_SHOWN]), by_habit=True)
        return Match(wanted, "match" if clear else "doubtful", ranked[:_SHOWN], common=not tells)

    def _by_habit(self, forms: Forms, ranked: Sequence[Candidate], best: dict[str, tuple[float, int]]) -> str | None:
        """Of companies whose names all hold the whole of a short one, the one that more likely goes by it."""
        near = [one.company_id for one in ranked if one.score >= ranked[0].score - _NEAR]
        fulls = {company: self._forms_of[best[company][1]].bare for company in near}
        # Of a brand alone, without 股份 behind it, nothing tells which of its bearers is meant.
        bare_brand = len(forms.bare) <= _LEAST and forms.plain == forms.bare
        if bare_brand or ranked[0].score < _LIKE or any(forms.bare not in full for full in fulls.values()):
            return None
        likely = self._habits.preferred(forms, fulls)
        return likely if likely and self._is_shorter(forms, best[likely][1]) else None

    def _full_name(self, wanted: str, forms: Forms) -> Match:
        """What a full name means that is not known: a company known by a short name alone, or somebody must say."""
        found = self._abridged(forms.bare) if self._shorts else set()
        best = self._best((number, self._covered(number, forms.bare)) for number in sorted(found))
        ranked = tuple(sorted(self._ranked(best), key=lambda one: -self._reached(one, best)))
        # Companies of limited liability are more often somebody's subsidiary than the issuer itself.
        if ranked and forms.joint_stock and self._covers(ranked, best):
            return Match(wanted, "match", ranked[:_SHOWN])
        return self._doubtful(wanted, forms, best)

    def _abridged(self, full: str) -> set[int]:
        """Short names whose first two characters a full one has, in order, and all others at any place."""
        found: set[int] = set()
        characters = self._alignment.spellings(full)
        every = {one for ones in characters for one in ones}
        for place, firsts in enumerate(characters):
            for following in (self._shorts[first] for first in firsts if first in self._shorts):
                later = {one for ones in characters[place + 1 :] for one in ones}
                for second in later & following.keys():
                    found.update(number for number, rest in following[second] if rest <= every)
        return found

    def _reached(self, one: Candidate, best: dict[str, tuple[float, int]]) -> float:
        """The score of a short name by which a full one was found; the more of the full one it covers, the better."""
        return one.score + self._score.full_character * len(self._forms_of[best[one.company_id][1]].bare)

    def _covers(self, ranked: tuple[Candidate, ...], best: dict[str, tuple[float, int]]) -> bool:
        first, *others = (self._reached(one, best) for one in ranked[:2])
        return ranked[0].score >= self._score.sure and all(first - other >= self._score.margin for other in others)

    def _doubtful(self, wanted: str, forms: Forms, best: dict[str, tuple[float, int]] | None = None) -> Match:
        """Names that are nearly the same, or that a name begins with as those of subsidiaries do."""
        best = best or {}
        text = self._alignment.firm(forms.bare)
        if len(text) > _LEAST:
            asked = self._alignment.prepared(forms.bare)
            near = self._index.nearly_holding(text)
            best = self._best(((n, self._fit(asked, n, lacking=True)) for n in near), best)
        if forms.has_legal_form or forms.branch:
            best = self._best(((n, self._score.doubt) for n in self._owners(forms.bare)), best)
        ranked = self._ranked(best)
        return Match(wanted, "doubtful" if ranked else "none", ranked[:_SHOWN])

    def _owners(self, bare: str) -> Iterable[int]:
        """Names that the name begins with, its place aside; the longest that is known."""
        for text in dict.fromkeys((bare, self._alignment.without_place(bare))):
            for end in range(len(text) - 1, _LEAST, -1):
                if found := self._exact[_BARE].get(text[:end]):
                    return found
        return ()

    def _english_owners(self, forms: Forms) -> Iterable[int]:
        """Names whose words the name begins with; the longest that is known."""
        if forms.has_legal_form:
            for end in range(len(forms.words) - 1, 0, -1):
                text = "".join(forms.words[:end])
                if len(text) >= _LEAST_LETTERS and (found := self._exact[_BARE].get(text)):
                    return found
        return ()

    def _fit(self, asked: Prepared, number: int, *, lacking: bool = False) -> float:
        return self._alignment.score(asked, self._forms_of[number].bare, lacking=lacking)

    def _covered(self, number: int, full: str) -> float:
        return self._alignment.score(self._alignment.prepared(self._forms_of[number].bare), full)

    def _with_place_added(self, bare: str, best: dict[str, tuple[float, int]]) -> None:
        """Short names may begin with a place that the full one does not name; the rest must then be the brand."""
        rest, cost = bare[1:], self._score.place_added * self._alignment.prepared(bare).weight
        asked = self._alignment.prepared(rest)
        for number in self._index.holding(self._alignment.firm(rest)):
            reached = self._fit(asked, number)
            if reached >= _WHOLE:
                self._best([(number, reached - cost)], best)

    def _best(
        self, scored: Iterable[tuple[int, float]], best: dict[str, tuple[float, int]] | None = None
    ) -> dict[str, tuple[float, int]]:
        """The best score of each company from `doubt` on, and the name that has it."""
        best = {} if best is None else best
        for number, reached in scored:
            owner, score = self._entries[number].company_id, round(reached, 4)
            if score >= self._score.doubt and (owner not in best or score > best[owner][0]):
                best[owner] = (score, number)
        return best

    def _ranked(self, best: dict[str, tuple[float, int]]) -> tuple[Candidate, ...]:
        every = (Candidate(owner, self._entries[number].name, score) for owner, (score, number) in best.items())
        return tuple(sorted(every, key=lambda one: (-one.score, one.company_id)))

    def _is_shorter(self, forms: Forms, number: int) -> bool:
        """Whether a name has no loose word that the known one lacks."""
        return all(word in self._forms_of[number].plain for word in self._forms.loose_words(forms.bare))


def leads(ranked: Sequence[Candidate], score: MatchScore) -> bool:
    """Whether the first is good enough, and far enough before the next: the farther, the less good it is."""
    first = ranked[0].score
    second = ranked[1].score if len(ranked) > 1 else 0.0
    margin = score.margin + max(0.0, score.sure - first)
    return first >= score.accept and round(first - second - margin, 4) >= 0
