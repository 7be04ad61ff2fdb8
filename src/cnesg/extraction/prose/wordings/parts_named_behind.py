"""Parts of an amount named behind theirs: 612 GWh, of which 519 GWh |was electricity; 519 GWh |of this was gas.

The noun alone would be no wording, since electricity may be sold or fed in: what the whole says was done with it
(used, withdrawn, emitted) is of its parts too.
"""

from cnesg.extraction.figures.numbers import ABOUT, Number
from cnesg.extraction.figures.ratios import AMOUNTS
from cnesg.extraction.gates import fit
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.framework.lexicon import Hit
from cnesg.framework.phrase_table import matching_form
from cnesg.framework.regexes import regex

_PART = regex(
    r"(?i)(?P<part>\sof (?:which|this|these|it|that))?"
    r"\s(?:(?:was|were|is|are|being|came|comes|coming)\s)?(?:(?:from|in the form of|as|through)\s)?"
    r"(?:the use of |the consumption of |consumption of |our |the )?"
    r"(?P<noun>(?!(?:and|or|in|than|by|of|for|to|at|from|was|were|is|are|up|down|renewable sources)\b)"
    r"[a-z][a-z -]{3,32}?[a-z])"
    r"(?: alone| use| consumption| sources?)?(?=[,.;)]|\s(?:and|while|with)\b|\s?$)"
)
_OF_WHICH = regex(rf"(?i)(?:\bof (?:which|this|these|that)|\bincluding|\bthereof),?\s(?:[a-z]+ )?{ABOUT}$")
_NEXT = regex(rf"(?i),?(?:\s(?:and|while))?\s{ABOUT}")
_WINDOW, _BEFORE = 70, 48  # characters behind and before a number
_ACTS = (("energy", " consumption"), ("volume", " withdrawal"))  # what is done with the whole, by the kind of its unit
_RENEWABLE = regex(r"(?i)(?:renewables?|green|clean)$")
_COST = 1.0


def part_named_behind(know: Knowledge, sentence: Sentence, number: Number) -> Choice | None:
    """The wording of a part's noun with what was done with the whole; None where a number is no such part.

    Args:
        know: vocabulary, wording and units.
        sentence: the sentence of the number, with what was read of it.
        number: the number.
    """
    if number.kinds.isdisjoint(AMOUNTS) or not sentence.read:
        return None
    text = sentence.text
    said = _PART.match(text, number.unit_end, min(sentence.end, number.unit_end + _WINDOW))
    if said is None:
        return None
    if not said["part"] and not _is_of_which(sentence, number):
        return None
    whole = _whole(sentence, number)
    if not whole:
        return None
    noun, act = said["noun"], next((word for kind, word in _ACTS if kind in number.kinds), "")
    form = matching_form(f"{noun} energy{act}" if _RENEWABLE.search(noun) else noun + act)
    for hit in sorted(know.lexicon.find(form, told=True).hits, key=lambda h: (-h.weight, h.entry)):
        if hit.start or hit.end < len(noun):
            continue
        how = fit(know, hit.entry, number.kinds, number.unit, number.family)
        if how is not None and not how.weak and how.metric != whole:
            return Choice(_COST, Hit(hit.entry, said.start("noun"), said.end(), False, hit.weight), how, "clause")
    return None


def _is_of_which(sentence: Sentence, number: Number) -> bool:
    """Whether "of which" stands before a number, or before the first of a list of parts that it is in.

    of which 519 GWh was electricity, |84 GWh was gas and |9 GWh was diesel
    """
    while not _OF_WHICH.search(sentence.text, max(sentence.start, number.start - _BEFORE), number.start):
        before = sentence.before(number)
        if before is None or before.raw_unit != number.raw_unit:
            return False
        said = _PART.match(sentence.text, before.unit_end, number.start)
        if said is None or not _NEXT.fullmatch(sentence.text, said.end(), number.start):
            return False
        number = before
    return True


def _whole(sentence: Sentence, number: Number) -> str:
    """The metric of the nearest larger number before, of one kind with this one, that was read."""
    for one in reversed([n for n in sentence.numbers if n.start < number.start]):
        if one.start in sentence.read and one.kinds & number.kinds and one.value > number.value:
            metric = sentence.read[one.start][0].fit.metric
            if metric in sentence.roles.wholes_of_use:
                return metric
    return ""
