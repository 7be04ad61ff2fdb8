"""Who is meant by a name that is also another word, or that several companies bear."""

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

import polars as pl

from cnesg.companies.name_anatomy import Anatomy
from cnesg.companies.name_forms import NameForms
from cnesg.framework.company_names import CompanyNames
from cnesg.framework.news_wording import NameWords
from cnesg.sentiment.name_patterns import Bearer

_WINDOW = 8
_SHORTEST = 2


class Found(Protocol):
    """A name found in a text, with those who bear it."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102
    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def bearers(self) -> tuple[Bearer, ...]: ...  # noqa: D102


class NameContext:
    """Settles names by what else stands in the text.

    Args:
        companies: table COMPANIES, for what trades they are in.
        words: places and trades in names.
        wording: common words, and what shows that a company is meant.
    """

    def __init__(self, companies: pl.DataFrame, words: CompanyNames, wording: NameWords) -> None:
        places = {*words.places.cities, *(p for names in words.places.short.values() for p in names)}
        self._own = frozenset({*wording.own.zh, *wording.own.en})
        self._common = frozenset({*wording.common.zh, *wording.common.en, *places, *words.trades.zh})
        self._behind = {"zh": tuple(wording.behind.zh), "en": tuple(wording.behind.en)}
        self._ahead = {"zh": tuple(wording.ahead.zh), "en": tuple(wording.ahead.en)}
        self._trades = _trades_of(companies, words)

    def settle(self, text: str, hits: Sequence[Found], day: int) -> list[str | None]:
        """Who is meant by each name: by itself where that is clear, else by the rest of the text.

        Args:
            text: in the form of comparison.
            hits: names found in it.
            day: ordinal of the text's day.
        """
        clear = [self._clear(hit, day) for hit in hits]
        if None not in clear:
            return list(clear)
        named = {company for company in clear if company is not None}
        return [
            company if company is not None else self._by_context(text, hit, day, named)
            for hit, company in zip(hits, clear, strict=True)
        ]

    def bearer(self, text: str, hit: Found, day: int) -> str | None:
        """Who bears a name that was given, so that it is surely one; None where several do and nothing decides."""
        owners = _owners(hit.bearers, day)
        return next(iter(owners)) if len(owners) == 1 else self._by_trade(text.replace(hit.name, ""), owners)

    def is_name(self, text: str, hit: Found) -> bool:
        """Whether a name of which is not clear who bears it is at least a company's."""
        return not self._is_word(hit) or self._shown(text, hit)

    def is_plain_word(self, printed: str, hit: Found) -> bool:
        """Whether an English name stands there as a word: it is one, and begins with a small letter."""
        return hit.name.isascii() and printed[hit.start].islower() and self._is_word(hit)

    def _clear(self, hit: Found, day: int) -> str | None:
        if self._is_word(hit):
            return None
        owners = _owners(hit.bearers, day)
        return next(iter(owners)) if len(owners) == 1 else None

    def _is_word(self, hit: Found) -> bool:
        """Whether a name is also another word, or so much shortened that it may be one."""
        if hit.name in self._own:
            return False
        if hit.name in self._common:
            return True
        shortened = not any(one.whole for one in hit.bearers)
        return shortened and (" " not in hit.name if hit.name.isascii() else len(hit.name) <= _SHORTEST)

    def _by_context(self, text: str, hit: Found, day: int, named: Collection[str]) -> str | None:
        owners = _owners(hit.bearers, day)
        again = owners & set(named)
        if len(again) == 1:
            return next(iter(again))
        if len(owners) == 1 and self._shown(text, hit):
            return next(iter(owners))
        return self._by_trade(text.replace(hit.name, ""), again or owners)

    def _by_trade(self, text: str, owners: Iterable[str]) -> str | None:
        """The one whose trade the text speaks of, where that is only one of them."""
        told = [owner for owner in sorted(owners) if any(word in text for word in self._trades.get(owner, ()))]
        return told[0] if len(told) == 1 else None

    def _shown(self, text: str, hit: Found) -> bool:
        """Whether what stands beside a name shows that it is a company's."""
        language = "en" if hit.name.isascii() else "zh"
        after = text[hit.end : hit.end + _WINDOW * 2].lstrip()
        before = text[max(0, hit.start - _WINDOW * 2) : hit.start].rstrip()
        return after.startswith(self._behind[language]) or before.endswith(self._ahead[language])


def _owners(bearers: Iterable[Bearer], day: int) -> set[str]:
    """Who bears a name on a day; where nobody does, who bore it or will bear it."""
    borne = {one.company_id for one in bearers if one.first <= day <= one.last}
    return borne or {one.company_id for one in bearers}


def _trades_of(companies: pl.DataFrame, words: CompanyNames) -> dict[str, tuple[str, ...]]:
    """The words of trades in the full name of each company."""
    forms, anatomy = NameForms(words), Anatomy(words)
    found: dict[str, tuple[str, ...]] = {}
    for company, name in companies.select("company_id", "name_zh").drop_nulls().unique().sort("company_id").iter_rows():
        bare = forms.of(name).bare
        trades = [bare[part.first : part.end] for part in anatomy.parts(bare) if part.kind == "trade"]
        found[company] = tuple(dict.fromkeys([*found.get(company, ()), *trades]))
    return found
