"""Company names that a text tells by their ending: longer than a known one, or known to nobody."""

import re
from collections.abc import Iterable, Iterator

from cnesg.framework.company_names import CompanyNames
from cnesg.framework.news_wording import NameWords

_SIGN = "公司"
_LEAST = 4
_FARTHEST = 12


class NameEndings:
    """Finds names by their legal form.

    Args:
        words: places, trades, loose words and legal forms.
        wording: behind which words a name begins.
    """

    def __init__(self, words: CompanyNames, wording: NameWords) -> None:
        places = {*words.places.cities, *(p for names in words.places.short.values() for p in names)}
        begins = _any(wording.begins_after.zh)
        legal = _any(form for form in words.legal_forms.zh if form != _SIGN)
        self._rest = re.compile(rf"((?:(?!{begins})[\u4e00-\u9fff()]){{0,{_FARTHEST}}}?)({legal})")
        self._whole = re.compile(rf"[\u4e00-\u9fff()]{{2,24}}?(?:{legal})")
        self._begin = re.compile(rf".*(?:{begins})(?=.{{{_LEAST},}})")
        self._place = re.compile(rf"(?:{_any(places)})(?=.{{{_LEAST},}})")
        self._joint = words.legal_forms.joint_stock
        self._english = re.compile(
            r"\b(?:[A-Z][\w&'-]*\.? ){1,5}(?:Inc|Corp|Corporation|Ltd|Limited|PLC|plc|LLC|Co\.,? Ltd)\b\.?"
        )

    def longer(self, text: str, end: int) -> tuple[int, bool] | None:
        """How far a name goes on behind a known one, and whether it is still the same company's.

        Args:
            text: in the form of comparison.
            end: the place behind the known name.

        Returns:
            None where no legal form follows. With a word between, or a form that is no listed company's, it is another
            company, most often a subsidiary.
        """
        found = self._rest.match(text, end)
        return None if found is None else (found.end(), not found[1] and found[2].endswith(self._joint))

    def unknown(self, printed: str, text: str) -> Iterator[tuple[int, int]]:
        """Where names with a legal form stand.

        Args:
            printed: the text as printed: capitals tell English names.
            text: in the form of comparison.
        """
        if _SIGN in text:
            for found in self._whole.finditer(text):
                yield found.start() + self._first(found[0]), found.end()
        for found in self._english.finditer(printed):
            yield found.span()

    def _first(self, name: str) -> int:
        """Where a name begins in a run of characters that ends with its legal form."""
        behind = self._begin.match(name)
        start = behind.end() if behind else 0
        place = self._place.search(name, start)
        return place.start() if place else start


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))
