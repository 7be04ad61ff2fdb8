"""Cues that are read off a sentence's characters: numbers that measure, years, laws, names, index codes."""

import re
from collections.abc import Iterable, Iterator

from cnesg.framework.regexes import regex
from cnesg.framework.statements import Vocabulary
from cnesg.text.document import LanguageCode

_YEAR = r"(?:19|20)\d\d"
_ANY_YEAR = regex(rf"(?<!\d)({_YEAR})(?!\d)")
_DIGIT = regex(r"\d")
_QUOTED = regex(r"[\u201c\"][^\u201d\"、，,]{2,30}[\u201d\"](?!式)|「[^」、，]{2,30}」|[《〈][^》〉]+[》〉]")
# A slogan or a principle in quotation marks names nothing, nor do wastes called by their number ("the three wastes").
_SLOGAN = regex(
    r"(?:坚持|秉承|秉持|本着|奉行|践行|遵循|贯彻|恪守|树立|倡导|弘扬|发扬|牢记|围绕)[了着以]?[\u201c\"][^\u201d\"]{2,40}[\u201d\"]"
    r"|[\u201c\"][^\u201d\"]{2,40}[\u201d\"](?=的?[\u4e00-\u9fff]{0,4}(?:原则|理念|宗旨|方针|精神|价值观|思想|使命|愿景|信念|口号))"
    r"|[\u201c\"](?:三废|三农|三公|三同时|以人为本|双赢|互利共赢|[^\u201d\"]{0,2}第一)[\u201d\"]"
)
_ENUMERATION = regex(
    r"^\W*\d{1,2}(?:\.\d{1,2}){0,2}\s*(?:[、,.)](?!\d)\s*|\s+|(?=[\u4e00-\u9fff])(?![年月日个名人万亿家次项千百多余]))|^\s*\(\d{1,2}\)"
)
_RUNNING_TITLE = regex(r"[\u4e00-\u9fff]{0,20}_*20\d\d\s*年度?(?:履行|企业)*(?:社会责任|可持续发展)报告书?")
# A heading that ran into its first sentence: "Customer Satisfaction We listen ..."
_RUN_IN_HEADING = regex(
    r"^(?:(?:[A-Z][\w'’-]*|and|of|the|for|in|&)\s+){1,10}"
    r"(?=(?:We|The|Our|In|It|This|To|Through|During|All|For|At|As|Each|Every)\s+[a-z0-9])"
)
_CODE = regex(
    r"^\W*(?:[A-Z]\d{1,2}(?:\.\d{1,2})\b|GRI\s?\d{3}|G4-|KPI\s)|\b(?:GRI|KPI|Aspect|ASPECT)\s?[A-Z]?\d|\b[AB]\d\.\d\b"
)
# Numbers that count nothing: of an entry of a list, of a page that ran into the text, of a scope of emissions.
_LABELLING = {
    "en": regex(
        r"\b(?:scopes?|pages?|note|action|step)\s[1-9]\d{0,2}\b(?:(?:,| and| or| to| &|-) ?[1-3]\b)*"
        r"|(?<=[.;:] )\d{1,2}\.(?=\s*$)|\([1-9]\)",
        re.IGNORECASE,
    ),
    "zh": regex(
        r"\(\d{1,2}\)|(?<![\d.a-z-])\d{1,2}[,.)](?=[\u4e00-\u9fff])"
        r"|(?<=[\u4e00-\u9fff])\d{1,3}(?=[\u4e00-\u9fff])(?!\d*[年月日号个名人万亿家次项千百十多余元位场期件户吨度升亩天篇条份批"
        r"台套株座处册款支届起笔张轮门站倍米分股班成类大种级岁周小层])"
    ),
}
_NAME = regex(r"(?<=[a-z,;:)] )(?:[A-Z][\w&.'’-]+\s?){1,6}")
_PAST = {
    "en": regex(
        r"(?:^\W*|\b(?:we|group|company|bank|team|it|and|also|has|have|been|was|were|jointly|successfully|actively|further)\s+)"
        r"([a-z]{2,}ed|held|built|led|won|took|made|gave|began|spent|sold|set up|brought)\b"
    ),
    "zh": regex(r"([\u4e00-\u9fff]{2})了(?![解如然不却])"),
}
_CURRENCY = r"(?:rmb|cny|hk\$|hkd|us\$|usd|\$|¥|€|£)"


def _any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, longest first; one that never matches where there are none."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w))) or r"(?!)"


class CharacterCues:
    """Reads the computed cues of sentences in one language.

    Args:
        language: of the sentences.
        vocabulary: measure words, numerals, and what names are made of.
    """

    def __init__(self, language: LanguageCode, vocabulary: Vocabulary) -> None:
        self._language = language
        self._generic = frozenset(vocabulary.generic)
        self._not_acts = frozenset(vocabulary.not_acts)
        measures, numerals, laws = (_any_of(w) for w in (vocabulary.measures, vocabulary.numerals, vocabulary.laws))
        standards = rf"\b(?:{_any_of(vocabulary.standards)})[/ ]?[A-Za-z]*[ -]?\d{{3,}}"
        self._standard = re.compile(standards, re.IGNORECASE)
        before_year = _any_of(vocabulary.deadlines)
        if language == "en":
            number = rf"(?<![\w.]){_CURRENCY}?\s?(?!{_YEAR} )\d[\d,]*(?:\.\d+)?|\b(?:{numerals})\b"
            self._measured = re.compile(
                rf"(?:{number})\s?(?:%|per\s?cent\b|(?:[a-z-]+\s){{0,3}}?(?:{measures})(?:s|es)?\b)|{_CURRENCY}\s?\d"
            )
            self._law = re.compile(rf"《|\b[A-Z][a-z]+ (?:{laws})\b|{standards}")
            self._deadline = re.compile(rf"\b(?:{before_year})\s+(?:the\s+)?(?:end\s+of\s+)?(?:fy\s?)?({_YEAR})\b")
        else:
            digits = rf"\d[\d,]*(?:\.\d+)?\s*(?:[多余几十百千万亿]\s*)*(?:{measures})"
            counted = rf"(?:{numerals})+[多余]?(?:{_any_of(vocabulary.counters)})"
            # neither an ordinal (第三) nor a lone 一, which is an article rather than a number
            words = rf"(?<![第{''.join(vocabulary.numerals)}])(?!一(?!{numerals})){counted}"
            self._measured = re.compile(rf"{digits}|{words}|%|百分之(?:{numerals})")
            self._law = re.compile(rf"《|{laws}|{standards}", re.IGNORECASE)
            self._deadline = re.compile(
                rf"(?:{before_year})\s*(?:20\d\d-)?({_YEAR})年?|({_YEAR})年(?:底|末|前|底前|目标)"
            )
        self._common = re.compile(_any_of(vocabulary.generic))
        self._place = re.compile(rf"[\u4e00-\u9fff]{{2,}}(?:{_any_of(vocabulary.places)})")

    def read(self, sentence: str, comparable: str, own_names: frozenset[str] = frozenset()) -> Iterator[str]:
        """The cues of a sentence.

        Args:
            sentence: as printed.
            comparable: the same in the form of `cnesg.disclosure.wording.comparable`.
            own_names: capitalised words of the company's own name, which name nothing else.
        """
        text = _without_labels(comparable)
        printed = text if self._language == "zh" else _without_labels(sentence)
        checks = {
            "number": self._numbered(_without(printed, own_names)),
            "measured": self._measured.search(_QUOTED.sub(",", self._standard.sub(",", text))) is not None,
            "percent": "%" in text or "per cent" in text or "百分之" in text,
            "year": _ANY_YEAR.search(text) is not None,
            "deadline": self._deadline.search(text) is not None,
            "law": self._law.search(printed) is not None,
            "quoted": _quoted(printed),
            "past_act": any(match.group(1) not in self._not_acts for match in _PAST[self._language].finditer(text)),
            "code": _CODE.search(sentence) is not None,
            "name": self._named(printed, own_names),
        }
        return (cue for cue, there in checks.items() if there)

    def _numbered(self, text: str) -> bool:
        """Whether it holds a number that is more than a label."""
        if _DIGIT.search(text) is None:
            return False
        return _DIGIT.search(_LABELLING[self._language].sub(" ", text)) is not None

    def years(self, comparable: str) -> list[int]:
        """The years that stand as dates to be reached or begun, in the order of the text."""
        return [int(next(filter(None, match.groups()))) for match in self._deadline.finditer(comparable)]

    def _named(self, sentence: str, own_names: frozenset[str]) -> bool:
        """A place or an institution (Chinese: by its ending; English: capitals inside the sentence)."""
        if self._language == "zh":
            return self._place.search(self._common.sub(",", sentence)) is not None
        words = (_bare(word) for match in _NAME.finditer(sentence) for word in match.group().split())
        return any(w and w.casefold() not in self._generic and w not in own_names for w in words)


def _quoted(text: str) -> bool:
    """Whether it names something in quotation marks."""
    return _QUOTED.search(text) is not None and _QUOTED.search(_SLOGAN.sub("", text)) is not None


def _bare(word: str) -> str:
    return word.strip(".,;:()'’-").removesuffix("'s").removesuffix("’s")


def _without(sentence: str, names: frozenset[str]) -> str:
    return " ".join(word for word in sentence.split() if _bare(word) not in names) if names else sentence


def _without_labels(text: str) -> str:
    """The text without the number it is listed under, a heading before it, and a running title inside it."""
    return _RUNNING_TITLE.sub("", _RUN_IN_HEADING.sub("", _ENUMERATION.sub("", text, count=1), count=1))
