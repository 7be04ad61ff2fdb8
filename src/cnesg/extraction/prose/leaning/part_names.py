"""Words that name which part of those just counted a number is of: a place, an age, where they work or come from."""

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.prose.sentences.predicates import past_coming, past_share
from cnesg.extraction.prose.sentences.sentence import Sentence
from cnesg.framework.regexes import regex

OF_THEM = regex(r"(?i)\s?of (?:them|whom|these|those|which|this number)\b")
_IN_PLACE = regex(
    r"(?i)\s?(?:were |are |being |was )?"
    r"(?!\s?(?:in|at|from|over) (?:the (?:year|period)\b|(?:fy ?)?(?:19|20)\d\d\b))"
    r"((?:based |located |situated |working |employed |active )?(?:in|at|from|outside|aged|under|over|with)"
    r" [a-z0-9' -]{2,40}?)\s?(?=[,.;:()]|\sand\s|$)"
)
# a workforce of 48,300, with |52% based in Asia and 30% in Europe
_WORK_IN = regex(  # 3,100 |work in distribution centres, are covered by collective agreements
    r"(?i)\s?(?:work(?:s|ed)? (?:in|at|for) (?:our |the )?|(?:are|were|is|was)"
    r" (?=(?:covered|represented|protected) by ))"
    r"([a-z][a-z -]{2,50}?)(?=[,.;:()]|\s(?:and|while|in 20\d\d)\b|$)"
)
_NATION = regex(r"\s(?:are|were|being) ([A-Z][a-z]+ (?:nationals|citizens))\b")  # of whom 86%| are Ghanaian nationals


def part_named(sentence: Sentence, number: Number) -> str:
    """The words that say which part of them a number counts, where they name a place or an age: "of them in Asia"."""
    behind = OF_THEM.match(sentence.text, past_share(sentence.text, number.unit_end))
    at = behind.end() if behind else number.unit_end
    at = at if number.unit else past_coming(sentence.text, at)
    found = _IN_PLACE.match(sentence.text, at) or _WORK_IN.match(sentence.text, at) or _NATION.match(sentence.text, at)
    return found[1].lower() if found else ""
