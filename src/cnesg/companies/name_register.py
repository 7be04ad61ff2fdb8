"""Which company a name means: known names first, in their forms, then short names held against full ones."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

import opencc
import polars as pl

from cnesg.companies.alignment import Alignment
from cnesg.companies.name_forms import Forms, NameForms
from cnesg.framework.company_names import CompanyNames


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def _simplified(text: str) -> str:
    return str(_converter().convert(text))


Verdict = Literal["match", "doubtful", "none"]
_LOOSE = 3
_TRIED = 16
_COMMON = 400
_FREQUENT = 150


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
    """What a name means: the company if it is clear, and all that it may mean, best first."""

    wanted: str
    verdict: Verdict
    candidates: tuple[Candidate, ...]

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
        self._exact: tuple[dict[str, list[int]], ...] = tuple(defaultdict(list) for _ in range(4))
        self._pairs: dict[str, list[int]] = defaultdict(list)
        self._single: dict[str, list[int]] = defaultdict(list)
        self._entries: list[_Entry] = []
        self._cores: list[Forms] = []
        for row in names.sort("company_id", "name").iter_rows(named=True):
            self._add(_Entry(row["company_id"], row["name"], row["in_force"]))

    def _add(self, entry: _Entry) -> None:
        number = len(self._entries)
        forms = self._forms.of(entry.name)
        self._entries.append(entry)
        self._cores.append(forms)
        for known, form in zip(self._exact, (forms.plain, forms.core, forms.bare, forms.loose), strict=True):
            known[form].append(number)
        if forms.chinese:
            for character in set(forms.bare):
                self._single[character].append(number)
            for pair in {forms.bare[i : i + 2] for i in range(len(forms.bare) - 1)}:
                self._pairs[pair].append(number)

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
        # An English name may leave loose words out; with one of its own it may be another company's.
        clear = place < _LOOSE or (forms.core == forms.loose and not forms.has_legal_form)
        return Match(wanted, "match" if clear and len(candidates) == 1 else "doubtful", candidates)

    def _is_shorter(self, forms: Forms, number: int) -> bool:
        """Whether a name has no loose word that the known one lacks."""
        return all(word in self._cores[number].plain for word in self._forms.loose_words(forms.bare))

    def _alike(self, wanted: str, forms: Forms) -> Match:
        score = self._score
        best: dict[str, Candidate] = {}
        best_of: dict[str, int] = {}
        asked = self._alignment.prepared(forms.bare)
        for number in self._near(forms):
            entry = self._entries[number]
            reached = round(self._alignment.score(asked, self._cores[number].bare), 4)
            if reached >= score.doubt and (entry.company_id not in best or reached > best[entry.company_id].score):
                best[entry.company_id] = Candidate(entry.company_id, entry.name, reached)
                best_of[entry.company_id] = number
        ranked = tuple(sorted(best.values(), key=lambda one: (-one.score, one.company_id)))
        if not ranked:
            return Match(wanted, "none", ())
        second = ranked[1].score if len(ranked) > 1 else 0.0
        # A full name that is not known is another company's, or a former one: a person says which.
        clear = not forms.has_legal_form and ranked[0].score >= score.accept
        # A group and its listed company are two: a loose word more than the known name has is another name.
        clear = clear and self._is_shorter(forms, best_of[ranked[0].company_id])
        sure = clear and ranked[0].score - second >= score.margin
        return Match(wanted, "match" if sure else "doubtful", ranked[:5])

    def _near(self, forms: Forms) -> Iterable[int]:
        """Names that share rare pairs of characters, or rare characters, with one: the most likely first."""
        if not forms.chinese:
            return ()
        counted: Counter[int] = Counter()
        for step, weight in self._steps(forms.bare):
            for number in step:
                counted[number] += weight
        return [number for number, _ in sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:_TRIED]]

    def _steps(self, text: str) -> Iterator[tuple[list[int], int]]:
        for i in range(len(text) - 1):
            found = self._pairs.get(text[i : i + 2], [])
            if len(found) < _COMMON:
                yield found, 3
        for character in text:
            for written in (character, *self._places.get(character, ())):
                found = self._single.get(written, []) if len(written) == 1 else self._pairs.get(written[:2], [])
                if len(found) < _FREQUENT:
                    yield found, 1
