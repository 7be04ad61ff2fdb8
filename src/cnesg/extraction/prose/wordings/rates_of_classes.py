"""The rate that classes of staff in turn share: "employees trained among men and women were 80% and 92% respectively".

The classes are people as well, so that each by itself would be the share that it has in all.
"""

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.gates import fit
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.framework.regexes import regex
from cnesg.text.language import is_latin

_AND = regex(r"\s?(?:,|,? and|&)\s")
_FEWEST = 2  # shares in turn


def rate_of_classes(know: Knowledge, sentence: Sentence, number: Number) -> Choice | None:
    """The wording of a share in a list in turn, where all that is named before the list are classes and one rate.

    Args:
        know: vocabulary and wording.
        sentence: the sentence of the number.
        number: the number.
    """
    if "percent" not in number.kinds or not sentence.found.marks.get("respectively"):
        return None
    chain = sentence.chain(number)
    before = sentence.text[sentence.start : chain[0].start]
    if "board" in before.lower() or len(chain) < _FEWEST or not is_latin(before):  # of directors, who are no staff
        return None
    if "espectively" not in sentence.text[chain[-1].end : sentence.end]:
        return None
    parts: list[tuple[int, int]] = []
    rates: list[Choice] = []
    classes = [(a, b) for a, b, _ in sentence.found.classes]
    for hit in sentence.hits:
        how = fit(know, hit.entry, number.kinds, number.unit, number.family) if hit.end <= chain[0].start else None
        near = not know.lexicon.entries[hit.entry].near.all() or hit.entry in sentence.found.near
        if how is None or how.weak or not near:
            continue
        if how.metric == sentence.roles.staff_share:
            if any(a < hit.end and hit.start < b for a, b in classes):
                parts.append((hit.start, hit.end))
        elif "percent" in know.lexicon.kinds[hit.entry]:
            rates.append(Choice(1.0, hit, how, "clause"))
        else:
            return None  # the split between men and women on the board
    if not parts or len({one.fit.metric for one in rates}) != 1:
        return None
    best = max(rates, key=lambda one: (one.hit.weight, -one.hit.start))
    spans = [(one.hit.start, one.hit.end) for one in rates]
    listed = any(_AND.fullmatch(sentence.text, min(a[1], b[1]), max(a[0], b[0])) for a in parts for b in spans)
    return None if listed else best
