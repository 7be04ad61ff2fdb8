"""What English leaves out because it was just said: "We withdrew 6 million m3 of water. Consumption was 2 million m3".

Such words name no metric by themselves. They are read with the noun that they leave out: "Water consumption was", "and
recycled 2 million m3 of water".
"""

import re

from cnesg.extraction.documents.passages import Passage
from cnesg.extraction.prose.pieces import Piece, not_printed, put_together
from cnesg.framework.regexes import regex

_VERB = r"(?:was|were|amounted|total+ed|came|stood|reached|fell|rose|increased|decreased|dropped|declined|grew)\b"
_BARE = regex(
    r"(?<=[.;] )(?P<word>Consumption|Usage|Use|Withdrawals?|Discharges?|Recycling|Reuse)"
    rf"(?P<adverb> (?:therefore|thus|accordingly|consequently|in turn|itself))?(?= {_VERB})"
)
_NOUNS = regex(
    r"(?i)\b(?:water|electricity|energy|diesel|petrol|gasoline|natural gas|steam|paper|fuel)\b"
    r"(?! (?:intensity|quality|risk))"
)
_GENERATED = regex(r"(?i)\b(?:generat|sold|sale|suppl(?:y|ied)|waste|deliver|produc)")
_FIGURE = (
    r"\d[\d,]*(?:\.\d+)?(?: (?:million|thousand|billion))?\s?"
    r"(?:m3|m³|cubic met(?:er|re)s|kilolit(?:er|re)s|kl|ML|megalit(?:er|re)s|tonnes|hectolit(?:er|re)s)"
)
_RECYCLED = regex(  # withdrew 6 million m3 of water, discharged 2 million m3 and recycled 2 million m3|
    rf"\bof (?P<noun>water)\b[^.;\d]{{0,40}}(?:, | and |, and )"
    rf"(?:discharged {_FIGURE}(?P<waste>)[^.;,\d]{{0,40}}(?:, | and |, and ))?"
    rf"(?:recycled|reused|reclaimed) (?:about |some |over |more than |nearly )?{_FIGURE}(?! of\b)"
)
_FROM = regex(
    r"(?<=, including )(?:about |some |over |more than )?\d[\d,]*(?= from\b)"
)  # 820 people, including 96| from
_OF_WASTEWATER, _OF_THEM, _INCLUDING = " of wastewater", " of them", ", including "
_WOMEN = regex(  # Women accounted for 4,780 of these
    r"\b(?P<who>Women|Men) (?:account(?:ed)? for|ma[dk]e up|represent(?:ed)?|numbered) (?P<count>\d[\d,]*) of"
    r" (?P<these>these|them|those)\b"
)
_THAT_IS = regex(r"(?<=, )i\.e\.,?(?= (?:about |some |around |approximately )?[£$€]?\d)")
_OF_IT = regex(  # 38 GWh of electricity, 92% of it renewable
    r",(?P<near> (?:about |some |around |nearly |over |almost |more than )?)(?P<share>\d[\d.]*\s?(?:%|per ?cent)) of it"
    r" (?P<so>renewable|recycled|reused|recyclable|landfilled|incinerated|green|hazardous|non-hazardous)\b"
)
_RECYCLES = (" recycled ", " reused ", " reclaimed ")
_IE, _OF_ITS = "i.e.", " of it "
_OF_THESE = regex(r"\d of th(?:ese|em|ose)\b")
_MAY_BE = regex(r"[.;] (?:Consumption|Usage|Use|Withdrawal|Discharge|Recycling|Reuse)")


def with_nouns_left_out(passage: Passage) -> Passage:
    """A passage in which what is told of water or energy without its name has it.

    Args:
        passage: the passage; offsets into the one returned still lead to the same places of the page.
    """
    text = passage.text
    changes: list[tuple[int, int, str]] = []
    if _MAY_BE.search(text) is not None:
        for found in _BARE.finditer(text):
            before = text[max(text.rfind(". ", 0, found.start() - 2), 0) : found.start()]
            nouns = {one.lower() for one in _NOUNS.findall(before)}
            if len(nouns) == 1 and _GENERATED.search(before) is None:
                changes.append((*found.span(), f"{nouns.pop().capitalize()} {found['word'].lower()}"))
    if any(word in text for word in _RECYCLES):
        for found in _RECYCLED.finditer(text):
            ends = ((found.end(), f" of {found['noun']}"), (found.start("waste"), _OF_WASTEWATER))
            changes += ((end - 1, end, text[end - 1] + noun) for end, noun in ends if end > 0)
    if _INCLUDING in text:
        changes += ((one.end() - 1, one.end(), text[one.end() - 1] + _OF_THEM) for one in _FROM.finditer(text))
    if _IE in text:
        changes += ((*one.span(), "or") for one in _THAT_IS.finditer(text))
    passage = passage.with_words(sorted(changes)) if changes else passage
    if _OF_ITS in text:
        passage = put_together(passage, [(*one.span(), _of_which(one)) for one in _OF_IT.finditer(passage.text)])
    if _OF_THESE.search(text) is None:
        return passage
    return put_together(passage, [(*one.span(), _counted(one)) for one in _WOMEN.finditer(passage.text)])


def _of_which(found: re.Match[str]) -> list[Piece]:
    """What share of it is so: of which| 92% |was| renewable."""
    start = found.start()
    return [
        Piece(start, start + 1, ","),
        not_printed(start, " of which"),
        *(Piece(*found.span(name), found[name]) for name in ("near", "share")),
        not_printed(found.end("share"), " was "),
        Piece(*found.span("so"), found["so"]),
    ]


def _counted(found: re.Match[str]) -> list[Piece]:
    """Of how many it is told who they are: some| 4,780 of these |were women."""
    start = found.start()
    return [
        not_printed(start, "Some "),
        Piece(found.start("count"), found.end("these"), found.string[found.start("count") : found.end("these")]),
        not_printed(start, " were "),
        Piece(*found.span("who"), found["who"].lower()),
    ]
