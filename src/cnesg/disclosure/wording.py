"""The form in which wording is compared: spelling, punctuation and script folded away, the same for text and phrases.

Offsets are not kept: a statement is quoted whole, so nothing has to be found again in the original.
"""

from cnesg.framework.regexes import regex
from cnesg.text.document import LanguageCode
from cnesg.text.normalise import fold

_BETWEEN_CHINESE = regex(r"(?<=[\u3000-\u303f\u4e00-\u9fff])\s+(?=[\u3000-\u303f\u4e00-\u9fff])")
# of ASCII alone: in Chinese the next word follows without a blank
_ADDRESS = regex(r"(?:https?://|www\.)[!-~]+")
# Running titles stand in the middle of sentences that run over a page, and would name topics of their own.
_REPORT_TITLE = regex(r"(?:20\d\d\s*)?年?度?(?:企业)?(?:社会责任|可持续发展)报告书?")
# Characters whose simplified form depends on the word, which folding by characters leaves as they are.
_BY_WORD = ((regex(r"瞭(?=解)"), "了"), (regex(r"(?<=[回答批])覆"), "复"))
_BLANKS = regex(r"\s+")
_APOSTROPHES = regex(r"['\u2018\u2019\u00b4`]")
_DASHES = regex(r"[-\u00ad\u2010-\u2015]")
_AND = regex(r"\s*&\s*")

# British to American, so that each phrase is written once. Both sides are folded, so a word that is no spelling
# variant ("promise") comes to no harm.
_SPELLING = (
    (regex(r"([a-z]{2})is(ations?|e|ed|es|ing|ers?)\b"), r"\1iz\2"),
    (regex(r"([a-z]{3})our(s|ed|ing|able|al)?\b"), r"\1or\2"),
    (regex(r"\bprogramme"), "program"),
    (regex(r"\bcentre"), "center"),
    (regex(r"\b(ful|enrol)l?(fil)?(ment|s)?\b"), r"\1\2\3"),
    (regex(r"([a-z]{2})ence\b(?<=\b(?:lic|def)ence)"), r"\1ense"),
)


def comparable(text: str, language: LanguageCode) -> str:
    """The text as it is compared with phrases of the language.

    Lower case, half width, simplified characters, no web addresses; in Chinese no blanks between Chinese characters
    and one kind of comma; in English one
    spelling, no apostrophes, and a blank for each dash.
    """
    folded = _ADDRESS.sub(" ", fold(text)).casefold()
    if language == "zh":
        joined = _BETWEEN_CHINESE.sub("", folded)
        for pattern, replacement in _BY_WORD:
            joined = pattern.sub(replacement, joined)
        return _BLANKS.sub(" ", _REPORT_TITLE.sub("报告", joined)).replace("、", ",").strip()
    folded = _DASHES.sub(" ", _APOSTROPHES.sub("", _AND.sub(" and ", folded)))
    for pattern, replacement in _SPELLING:
        folded = pattern.sub(replacement, folded)
    return _BLANKS.sub(" ", folded).strip()
