"""Every spelling of the lexicon's wording as texts may have it, each with what it is used for."""

import string
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from cnesg.framework.parted_wording import Parted, PartedWordings
from cnesg.framework.phrase_forms import GROUP, forms_of, spelled_out
from cnesg.framework.regexes import regex
from cnesg.framework.word_patterns import lower_case

WORD_CHARACTERS = frozenset(string.ascii_letters + string.digits)
DIGITS = frozenset(string.digits)
BEFORE_AMOUNTS = ("cod", "codcr", "nox", "sox", "vocs")
"""Pollutants in Latin letters right behind which Chinese sentences print how much of them: 氨氮5吨、COD852吨."""
Use = tuple[str, int | str, int | None]
"""What a phrase is used for; the number of the entry, class or wording in parts, or the purpose; which part."""

_YEAR_BEGINS = regex(r"(?<!\d)20$")  # "by 20", 较20: a wording that a year's other digits follow
_HYPHEN = regex(r"[-‐‑–](?:(?<=[A-Za-z].)(?=[A-Za-z])|(?<=scope.)(?=[123](?!\d)))")  # scope-1
# Words that mean the same and are as long, the latter as the lexicon has them; from the third on as Hong Kong, from the
# fifth on as Taiwan writes; the last are numerals of scopes, each one character, and “ ” as folded.
_SAME_WORDS = (
    ("职工", "员工"), ("雇员", "员工"), ("法例", "法规"), ("私隐", "隐私"),
    ("志工", "义工"), ("评鉴", "评估"), ("在地", "本地"), ("资讯", "信息"), ("贪腐", "贪污"), ("外泄", "泄露"),
    ("裁罚", "处罚"), ("稽核", "审核"), ("健检", "体检"), ("营运", "运营"), ("新进人员", "新进员工"),
    ("温室气体减量", "温室气体减排"), ("碳减量", "碳减排"),
    ("同仁", "员工"), ("员工堂", "同仁堂"), ("员工医院", "同仁医院"),  # names of firms stay
    ("范畴", "范围"), ("ⅰ", "1"), ("ⅱ", "2"), ("ⅲ", "3"), ("“", '"'), ("”", '"'),
)  # fmt: skip
_SCOPE = regex(r"(?<=范围)[1-3](?!\d)")  # 范围1 is 范围一
_SCOPE_NUMBERS = {"1": "一", "2": "二", "3": "三"}
_AGES = regex(r"(?<=\d)[—–~―─至到](?=\d\d岁)")  # 31—40岁


def matching_form(text: str) -> str:
    """Folded text in the form that phrases are matched in, of the same length.

    Lower case, hyphens between letters as blanks, words that mean the same written alike (职工, 雇员: 员工), spans of
    ages with a hyphen (31—40岁).
    """
    lower = lower_case(text)
    if "-" in lower or "‐" in lower or "‑" in lower or "–" in lower:
        lower = _HYPHEN.sub(" ", lower)
    if lower.isascii():
        return lower
    for word, same in _SAME_WORDS:
        lower = lower.replace(word, same)
    if "岁" in lower:
        lower = _AGES.sub("-", lower)
    return _SCOPE.sub(lambda found: _SCOPE_NUMBERS[found[0]], lower) if "范围" in lower else lower


def matching_forms(phrases: Sequence[str]) -> list[str]:
    """The matching forms of many phrases, none of which goes over a line's end: one go for all of them."""
    return matching_form("\n".join(phrases)).split("\n") if phrases else []


class Phrase(NamedTuple):
    """What a phrase is good for.

    Attributes:
        begins: whether a word must begin at its start; `ends` likewise at its end.
        lists: the word lists that it is of.
        uses: purpose, and whose it is: the number of an entry or class.
        near: entries that need it near them; `never` that it speaks against.
        is_part: whether it is a part of any wording in parts.
    """

    begins: bool
    ends: bool
    lists: tuple[str, ...]
    uses: tuple[tuple[str, int], ...]
    near: tuple[int, ...]
    never: tuple[int, ...]
    is_part: bool


class PhraseTable(dict[int, Phrase]):
    """Phrases by their number, which is their place in `spelled`.

    There are some two hundred thousand and a report has a few hundred of them: what one is good for is put together
    when it is first found.
    """

    def __init__(self, wording: Iterable[tuple[str, int | str, str]], groups: Mapping[str, tuple[str, ...]]) -> None:
        """Spell everything out.

        Args:
            wording: what for, the number of an entry or class or a purpose, and the wording, maybe in parts (`a..b`).
            groups: words that stand for one another, by the name that wording has for them (`<people>`).
        """
        super().__init__()
        spellings: list[str] = []
        uses: list[Use] = []
        gapped: list[tuple[str, int, list[str | None]]] = []  # use, entry, the group that each part is

        def add(phrase: str, use: Use) -> None:
            for spelled in spelled_out(phrase, groups):
                spellings.append(spelled)
                uses.append(use)

        for name, words in groups.items():
            for word in words:
                add(word, ("mark", f"<{name}>", None))
        for use, key, phrase in wording:
            parts = [part.strip() for part in phrase.split("..")] if ".." in phrase else [phrase]
            if len(parts) > 1 and isinstance(key, int):
                named = [part if GROUP.fullmatch(part) and part[1:-1] in groups else None for part in parts]
                for index, part in enumerate(parts):
                    if not named[index]:
                        add(part, ("part", len(gapped), index))
                gapped.append((use, key, named))
            else:
                add(phrase, (use, key, None))
        self._uses = uses
        self._of_form = _by_form(spellings)
        self.spelled = sorted(self._of_form)
        self.parted = PartedWordings(_parted(gapped, [self._of_form[form] for form in self.spelled], uses))

    def __missing__(self, number: int) -> Phrase:
        phrase = self.spelled[number]
        self[number] = made = _phrase(phrase, list(dict.fromkeys(self._uses[n] for n in self._of_form[phrase])))
        return made


def _by_form(spellings: Sequence[str]) -> dict[str, list[int]]:
    """Every form that the spellings have, and the places of the spellings that have it, in order.

    One spelling serves up to hundreds of entries: its forms are made once, and share one list.
    """
    places: dict[str, list[int]] = {}
    for place, spelled in enumerate(matching_forms(spellings)):
        places.setdefault(spelled, []).append(place)
    of_form: dict[str, list[int]] = {}
    for spelled, stands in places.items():
        for form in forms_of(spelled):
            known = of_form.get(form)
            of_form[form] = stands if known is None else sorted(known + stands)
    return of_form


def _parted(
    gapped: Sequence[tuple[str, int, Sequence[str | None]]], phrases: Sequence[Sequence[int]], uses: Sequence[Use]
) -> list[Parted]:
    """The wordings in parts, each part as the numbers of its phrases or the name of its group.

    Args:
        gapped: what each is used for, the number of its entry, and of its parts those that are groups.
        phrases: of each phrase the places among the uses.
        uses: what phrases are used for.
    """
    of_parts = {place: (key, part) for place, (_, key, part) in enumerate(uses) if part is not None}
    spelled: dict[tuple[int | str, int], list[int]] = {}
    for index, places in enumerate(phrases):
        if not of_parts.keys().isdisjoint(places):  # most are of no part
            for one in dict.fromkeys(of_parts[place] for place in places if place in of_parts):
                spelled.setdefault(one, []).append(index)
    return [
        Parted(use, entry, tuple(group or tuple(spelled[number, part]) for part, group in enumerate(groups)))
        for number, (use, entry, groups) in enumerate(gapped)
    ]


def _phrase(phrase: str, uses: Sequence[Use]) -> Phrase:
    about: dict[str, list[int]] = {"near": [], "never": []}
    lists: list[str] = []
    plain, is_part = [], False
    for use, key, part in uses:
        if part is not None:
            is_part = True
        elif isinstance(key, str):
            lists.append(key)
        elif use in about:
            about[use].append(key)
        else:
            plain.append((use, key))
    return Phrase(
        begins=phrase[0] in WORD_CHARACTERS,
        ends=phrase[-1] in WORD_CHARACTERS and not _YEAR_BEGINS.search(phrase),
        lists=tuple(lists),
        uses=tuple(plain),
        near=tuple(about["near"]),
        never=tuple(about["never"]),
        is_part=is_part,
    )
