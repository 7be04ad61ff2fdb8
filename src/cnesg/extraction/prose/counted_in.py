"""Who is counted in, said between a name and what is told of it: read as if it had not been put in.

"Staff costs|, including directors' emoluments,| were HK$41 million" tells the pay of the staff, and "the Audit
Committee| comprises three independent directors and| met four times" how often the committee met.
"""

from cnesg.extraction.documents.passages import Passage
from cnesg.framework.regexes import regex

_PAY = r"(?:remunerations?|emoluments?|fees?|pay|salaries)"
_PAY_OF_DIRECTORS = regex(
    r"(?i)(?<=costs|.cost|enses|pense|ation|efits)(?:,|\s\(|\s)\s?"
    r"(?:including|inclusive of|excluding|exclusive of|includes|with)"
    rf"\s(?:the )?(?:[a-z]+ ){{0,2}}directors['’]?s?['’]?(?: and [a-z' ’]{{3,40}}?)?\s{_PAY}"
    r"(?: and [a-z' ’]{3,60}?)?(?:[,)]|(?=\s(?:was|were|amounted|for|of|in|incurred)\b))"
)
_MADE_UP = r"(?:compris(?:es|ed|ing)|(?:is |was )?(?:made up|composed) of|consist(?:s|ed|ing) of|has|had)"
_MEMBERS = regex(
    rf"(?i)(?<=\bcommittee)(?:,? (?:which |that )?(?:(?:now|currently) )?{_MADE_UP} [^.;]{{3,110}}?"
    r"\b(?:directors?|members?)(?:,| and|, and))(?= (?:it )?(?:met|held|convened)\b)"
)
_DIRECTORS, _COMMITTEE = "irectors", "ommittee"


def without_those_counted_in(passage: Passage) -> Passage:
    """A passage without the directors whose pay is counted in with the staff's, and without members of committees.

    Args:
        passage: the passage; offsets into the one returned still lead to the same places of the page.
    """
    text = passage.text
    spans = [found.span() for found in _PAY_OF_DIRECTORS.finditer(text)] if _DIRECTORS in text else []
    spans += [found.span() for found in _MEMBERS.finditer(text)] if _COMMITTEE in text else []
    return passage.without(sorted(spans)) if spans else passage
