"""The forms in which names of companies are compared: folded, without legal form, without what exchanges add."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from cnesg.framework.company_names import CompanyNames
from cnesg.framework.regexes import regex
from cnesg.text.normalise import fold

_HAN = regex(r"[\u3400-\u9fff]")
_APART = regex(r"[\W_]+")


@dataclass(frozen=True)
class Forms:
    """A name in its forms, the more of it is left out the later.

    Attributes:
        plain: folded to simplified, half-width, small letters, without blanks and signs.
        core: the same without the legal form.
        bare: the core without marks of the exchange.
        loose: the bare core without words that names keep or leave out.
        has_legal_form: whether one was taken off; a name with one is a full name.
        chinese: whether it has a Chinese character.
        joint_stock: whether its legal form is that of a company limited by shares.
        branch: whether it is the name of a branch.
        words: the words of the core of an English name.
    """

    plain: str
    core: str
    bare: str
    loose: str
    has_legal_form: bool
    chinese: bool
    joint_stock: bool = False
    branch: bool = False
    words: tuple[str, ...] = ()


class NameForms:
    """Makes the forms of names.

    Args:
        words: how names vary.
    """

    def __init__(self, words: CompanyNames) -> None:
        legal, loose = words.legal_forms, words.loose_words
        self._legal_zh = re.compile(f"(?:{_longest_first(legal.zh)})$")
        self._legal_en = re.compile(f"(?: (?:{_longest_first(legal.en)}))+$")
        self._short = re.compile(f"(?:{_longest_first(legal.short)})$")
        self._joint_stock, self._branches = legal.joint_stock, legal.branches
        self._loose_zh = re.compile(_longest_first(loose.zh))
        self._loose_en = frozenset(loose.en)
        self._abbreviations = words.abbreviations.en
        before, after = (_longest_first(_APART.sub("", mark) for mark in marks) for marks in _both(words))
        self._before = re.compile(f"^(?:{before})(?=.{{2}})")
        self._after = re.compile(f"(?<=.{{2}})(?:{after})$")
        self.of = lru_cache(maxsize=65536)(self._of)

    def _of(self, name: str) -> Forms:
        """The forms of a name."""
        folded = fold(name).casefold()
        return self._chinese(folded) if _HAN.search(folded) else self._english(folded)

    def loose_words(self, text: str) -> list[str]:
        """The loose words of a Chinese form, in order."""
        return self._loose_zh.findall(text)

    def _chinese(self, folded: str) -> Forms:
        plain = _APART.sub("", folded)
        core = _or_whole(self._legal_zh, plain)
        unmarked = self._after.sub("", self._before.sub("", plain))
        legal = _or_whole(self._legal_zh, unmarked)
        bare = _or_whole(self._short, self._after.sub("", legal))
        return Forms(
            plain,
            core,
            bare,
            _or_whole(self._loose_zh, bare),
            legal != unmarked,
            chinese=True,
            joint_stock=unmarked.endswith(self._joint_stock),
            branch=unmarked.endswith(self._branches),
        )

    def _english(self, folded: str) -> Forms:
        # Dots and apostrophes stand within words (S.A., Co., Children's), other signs between them.
        told = _APART.sub(" ", re.sub("[.'’]", "", folded.replace("&", " and "))).strip()
        words = " ".join(self._abbreviations.get(word, word) for word in told.split(" "))
        core = self._legal_en.sub("", words) or words
        kept = [word for word in core.split(" ") if word not in self._loose_en]
        loose = " ".join(kept) or core
        plain, bare, free = (form.replace(" ", "") for form in (words, core, loose))
        return Forms(plain, bare, bare, free, core != words, chinese=False, words=tuple(core.split(" ")))


def _or_whole(part: re.Pattern[str], text: str) -> str:
    """The text without a part, unless hardly anything would be left."""
    rest = part.sub("", text)
    return rest if len(rest) > 1 else text


def _longest_first(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)) if word)


def _both(words: CompanyNames) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return words.marks.before, words.marks.after
