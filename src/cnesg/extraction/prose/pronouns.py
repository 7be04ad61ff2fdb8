"""What English says of the board or a committee without naming it again: "The Board has ten members. It met twice".

Such sentences name no metric. They are read with the noun that they leave to the sentence before: "The Board met
twice", "40% of the directors are women".
"""

from cnesg.extraction.documents.passages import Passage
from cnesg.framework.regexes import regex

_BOARD = regex(  # the sentence that it is the subject of, up to the one that goes on with it
    r"(?:^|(?<=[.;] ))(?:[^.;]{3,80}, )?(?:[Tt]he|[Oo]ur)(?: [A-Z][a-z]+(?:'s|’s))? Board(?: of Directors)?"
    r"(?! (?:[Cc]ommittee|[Cc]hair|[Mm]eeting|[Ss]ecretar|[Mm]ember|[Rr]oom))\b[^.;]{0,200}[.;] "
)
_ON_IT = regex(  # sentences on the board between its own and the one that goes on
    r"(?:(?:[A-Z][a-z]+|\d+) (?:of (?:them|its members|the directors|whom) )?(?:are|is|were|was)\b[^.;]{2,80}[.;] )?"
)
_MET = regex(
    r"It(?= (?:also |formally |normally |has |had )?(?:held|met|convened|meets|holds|comprises|consists|includes|has)"
    r"\b)"
)
_THE_BOARD = "The Board"
_COMMITTEE = regex(  # The Audit Committee is chaired by Ms Lee. |It met six times
    r"(?:^|(?<=[.;] ))(?P<whose>[Tt]he|[Oo]ur) (?P<name>(?:[A-Z][a-z]+,? (?:(?:and|&) )?){1,5}Committee)\b"
    r"(?! (?:[Cc]hair|[Mm]eeting|[Mm]ember))[^.;]{3,200}[.;] (?P<it>It)(?= (?:also |has |had )?(?:held|met|convened)\b)"
)
_MAY_BE_COMMITTEE = "Committee"
_NEXT_MET = regex(  # The Audit Committee met five times| and the |Nomination Committee| twice
    r"(?<=times|.once|twice)(?P<and> and (?:the|our) )(?P<name>(?:[A-Z][a-z]+,? (?:(?:and|&) )?){1,5}Committee)"
    r"(?P<met> (?=(?:once|twice|[a-z]+ times|\d+ times)\b)| (?=(?:met|held|convened)\b))"
)
_TIMES = regex(r"(?:once|twice|[a-z0-9]+ times)\b")
_KIND = (
    r"(?:women|female|men|male|independent|non-executive|executive|from (?:an? )?(?:ethnic|minority|under)"
    r"|(?:ethnically|racially) diverse|of (?:colou?r|[A-Z]))"
)
_SHARE = regex(
    rf"(?P<and>,? and |, )?(?:some |about |another )?\d[\d.]*\s?(?:%|per ?cent)"
    rf"(?P<them> of (?:them|its members|the members))?"
    rf"(?= (?:(?:are|were|is|was) {_KIND}|(?:come|comes|came|identif[a-z]+|belong) ))"
)
_STAFF = regex(r"(?i)\b(?:employees|staff|workforce|colleagues|people)\b")
_ENDS = ". "  # each share is told by itself
_OF_DIRECTORS = " of the directors"
_MAY_BE = " Board "


def with_bodies_named(passage: Passage) -> Passage:
    """A passage in which sentences that go on about the board or one of its committees name it.

    Args:
        passage: the passage; offsets into the one returned still lead to the same places of the page.
    """
    text = passage.text
    if _MAY_BE not in text and _MAY_BE_COMMITTEE not in text:
        return passage
    changes = {one.start("it"): (*one.span("it"), f"The {one['name']}") for one in _COMMITTEE.finditer(text)}
    for one in _NEXT_MET.finditer(text) if _MAY_BE_COMMITTEE in text else ():
        changes[one.start("and")] = (*one.span("and"), ". The ")
        if _TIMES.match(text, one.end("met")):
            changes[one.start("met")] = (*one.span("met"), " met ")
    for board in _BOARD.finditer(text):
        between = _ON_IT.match(text, board.end())
        for at in {board.end(), between.end() if between else board.end()}:
            if (met := _MET.match(text, at)) is not None:
                changes[at] = (*met.span(), _THE_BOARD)
            elif _SHARE.match(text, at) is not None and _STAFF.search(board[0]) is None:
                end = min((i for i in (text.find(". ", at), text.find("; ", at), len(text)) if i >= 0), default=at)
                for share in _SHARE.finditer(text, at, end):
                    cut = share.start("them") if share["them"] else share.end()
                    if share["and"]:
                        changes[share.start()] = (*share.span("and"), _ENDS)
                    changes[cut] = (cut - 1, share.end(), text[cut - 1] + _OF_DIRECTORS)
    return passage.with_words([changes[at] for at in sorted(changes)]) if changes else passage
