"""English lists of three groups or more of which one predicate tells, with what each of them did.

So are employees and contractors told of.

"96% of executives, 94% of managers and 91% of staff received training" is read as "96% of executives received
training, 94% of managers received training and 91% of staff received training".
"""

from cnesg.extraction.documents.passages import Passage
from cnesg.framework.regexes import regex

_COUNT = r"(?:\d{1,3}(?:,\d{3})+|\d+)"
_NAME = r"(?: (?!(?:and|or|were|was|are|is|have|has|had|received|attended|completed|took|joined)\b)[a-z][a-z-]*){1,4}"
_SHARES, _COUNTS = rf"\d+(?:\.\d+)?\s?% of(?: (?:our|the|its|all))?{_NAME}", rf"(?<![\d.,]){_COUNT}{_NAME}"
_DID = (
    r" (?P<did>(?:(?:have |had |has )?"
    r"(?:received|attended|completed|participated|undergone|underwent|taken part|took part|joined)"
    r"|(?:were|was) (?:trained|given|provided))(?: [a-zA-Z][a-zA-Z’'-]*){0,10})"
    r"(?=[.,;(]|$| (?:in|during) (?:19|20)\d\d)"
)
_LISTS = (
    *(regex(rf"(?P<first>{one}(?:, {one})+),? and {one}{_DID}") for one in (_SHARES, _COUNTS)),
    regex(  # 18,400 employees and 41,200 contract workers were trained in safety
        rf"(?P<first>(?<![\d.,]){_COUNT}(?: [a-z-]+)? employees),? and {_COUNT}"
        rf" (?:sub-?)?contract[a-z]*(?: [a-z]+)?{_DID}"
    ),
)
_ITEM = regex(r", (?=\d)|$")
_MAY_BE = regex(
    r"\d\s?% of .{3,60}\d\s?% of |\d [a-z -]+, [\d,]+ [a-z -]+,? and \d|employees,? and \d[\d,]* (?:sub-?)?contract"
)


def with_shared_predicates(passage: Passage) -> Passage:
    """A passage in which each group of a list is said to do what its last one is.

    Args:
        passage: the passage; offsets into the one returned lead to the same places of the page.
    """
    text = passage.text
    if _MAY_BE.search(text) is None:
        return passage
    for kind in _LISTS:
        changes: list[tuple[int, int, str]] = []
        for found in kind.finditer(passage.text):
            start, end = found.span("first")
            for item in _ITEM.finditer(passage.text, start, end):
                at = item.start()
                changes.append((at - 1, at, f"{passage.text[at - 1]} {found['did']}"))
        passage = passage.with_words(changes)
    return passage
