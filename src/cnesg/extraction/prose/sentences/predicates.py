"""What English sentences say of a count behind it: "7,673 (54%) were women", "three are women, eight independent"."""

from cnesg.framework.regexes import regex

_SHARE_AGAIN = regex(  # the count said once more as a share, before the verb that says what is counted
    r"(?i)(?:\s[a-z][a-z-]*){0,3}?(?:\s\(\d[\d.]*\s?%(?: of [a-z ]{3,24})?\)"
    r"|,? (?:or|i\.e\.,?|that is,?) \d[\d.]*\s?%,?)"
    r"(?=\s(?:is|are|was|were|being|have|had|hold|held|identif\w+|work\w*|live\w*"
    r"|women|men|female|male|of (?:whom|them|which))\b)"
)
_COMES = regex(r"(?i)\s(?:came|come|joined)(?= from\b)")
_SAID_BEFORE = regex(  # ... are women and|, of them women, and|
    r"(?i)(?:[^.;\d]{0,30}?\b(?:is|are|was|were|being)|\sof (?:them|whom|these|those))"
    r"\s[a-z][a-z -]{1,40}?(?:,? and|,|,? while)\s$"
)


def past_share(text: str, at: int) -> int:
    """Where the words go on behind a count's own share: "Five Directors, or 45%,| are women"; `at` without one."""
    found = _SHARE_AGAIN.match(text, at)
    return found.end() if found else at


def past_coming(text: str, at: int) -> int:
    """Where the words go on behind a verb of coming: of whom 1,240| came| from campuses; `at` without one."""
    found = _COMES.match(text, at)
    return found.end() if found else at


def begins_own(text: str, last: int, number: int) -> bool:
    """Whether the words between two numbers are said of the first: "three |are women and| eight are independent"."""
    return _SAID_BEFORE.fullmatch(text, last, number) is not None


_GROUP = (
    r"people of colou?r|(?:racial(?:ly)? (?:and|or|and/or) ethnic(?:ally)? )?minorities|ethnic minorities"
    r"|(?:historically )?under-?represented (?:(?:racial(?: and| or) )?ethnic )?"
    r"(?:minorities|groups|communities|talent)"
    r"|(?:racially|ethnically)(?: (?:and|or|and/or) (?:racially|ethnically))? diverse"
    r"(?= (?:employees|people|individuals"
    r"|talent|colleagues|candidates|hires))"
    r"|(?:ethnic minority|minority ethnic|black|asian|hispanic|white|indigenous|latinx)"
    r"(?= (?:employees|colleagues|staff|people|team members))"
)
_DISABLED = r"(?:people|persons|employees|colleagues|individuals) with (?:a )?disabilit(?:y|ies)|veterans"
_THOSE = regex(_DISABLED)
_SEXES = frozenset({"female", "male"})
_SUBJECT = regex(  # "Women accounted for 26% of employees, 31% of new hires and 33% of ..."
    r"(?i)(?:^|(?<=[.;,|•–-]\s)|\band\s|\b(?:year|end|report|date|period|20\d\d)\s)(?P<who>women|men|females?"
    rf"|males?|(?P<group>{_GROUP})|(?P<those>{_DISABLED}))"
    r"(?:\s(?!and\b|or\b|who\b|to\b)[a-z-]+){0,3}?(?:\s?:|\s(?:now\s|also\s|currently\s)?"
    r"(?:account(?:s|ed)? for|represent(?:s|ed)?|ma[dk]e up|constitut(?:e|ed)"
    r"|compris(?:e|ed)|were|are|held|hold|filled|fill|occup(?:y|ied)|make up"
    r"|(?<=representation )(?:stood at|was|is|reached|came to|(?:rose|grew|increased|improved) to)))\s(?:[^;.]|\.\d)*$"
)
_NEXT_SUBJECT = regex(  # Women hold 38% of ..., |and people of color represent 29% of ...
    r"(?i),? (?:and|while|whereas) (?!\d)[a-z' -]{3,40}?"
    r" (?:represent|account|ma[dk]e|h[eo]ld|fill|compris|were|are|constitut)"
)
_SHARE_OF = regex(r"(?i)\s?(?:of|in|among|at) (?:our |the |all |its )?[a-z]")
_SAYS_OWN = regex(  # Women made up 61% of our staff and 29% |of our colleagues identified as
    r"(?i)\s?(?:of|in|among) (?:our |the |all |its )?[a-z]+(?: [a-z]+){0,2}? (?:also )?"
    r"(?:self-?)?(?:identif(?:y|ies|ied)|belong|come from|came from)\b"
)


_SAID_OF_ALL = regex(  # 45% |of our employees, 37% of our managers and 33% of our executives are women
    r"(?i)\s(?:of|in|at|among) (?!whom|which|them|those)[^.,;\d]{2,40}(?:,|,? and)"
    r"(?:\s(?:and )?\d[\d.]*\s?(?:%|per ?cent) (?:of|in|at|among)"
    r" [^.,;\d]{2,40}?(?:,|,? and(?=\s\d))?)+"
    r"\s(?:are|were|is|was) (?P<who>women|female|men|male|(?:aged )?(?P<age>(?:under|over|below|above) \d\d))\b"
)


def said_of_all(text: str, behind: int) -> dict[str, str]:
    """The sex or the age that a list of shares is said to be of at its end; empty where none follows.

    Args:
        text: the text.
        behind: where the unit of a share ends that is not the last.
    """
    found = _SAID_OF_ALL.match(text, behind)
    if found is None:
        return {}
    if found["age"]:
        return {"age": found["age"].lower()}
    return {"gender": "female" if found["who"].lower() in {"women", "female"} else "male"}


def subject_class(text: str, start: int, number: int, behind: int) -> str:
    """The sex or group that a list of shares is of, which its sentence begins with; empty without one.

    Args:
        text: the text.
        start: where the sentence begins.
        number: where the share begins.
        behind: where its unit ends.
    """
    found = _SUBJECT.search(text[:number], start)
    if found is None or _SHARE_OF.match(text, behind) is None or _SAYS_OWN.match(text, behind):
        return ""
    if _NEXT_SUBJECT.search(text, found.end("who"), number):
        return ""
    if found["group"] or found["those"]:
        return found["who"].lower()
    return "female" if found["who"].lower().startswith(("w", "f")) else "male"


def whose_share(text: str, start: int, number: int, behind: int) -> dict[str, str]:
    """The class of a share of people, as its sentence begins or goes on; the arguments of `subject_class`."""
    whose = subject_class(text, start, number, behind)
    if not whose:
        return said_of_all(text, behind)
    dimension = "gender" if whose in _SEXES else "group" if _THOSE.fullmatch(whose) else "ethnicity"
    return {dimension: whose}
