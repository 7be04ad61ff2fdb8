"""Sums that say what they are for: of 投入30万元改善安全设施,投入|20万元用于培训 the second is none of safety."""

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence


def of_own_purpose(number: Number, sentence: Sentence, options: list[Choice]) -> list[Choice]:
    """The wordings that a sum may have without those that take its verb for the words of the clause before.

    A wording with a gap may hold a comma (改善安全设施,投入). Where what stands behind the sum says what it was for,
    the words before the comma are of another sum.

    Args:
        number: the number.
        sentence: the sentence of the number.
        options: the wordings that fit it.
    """
    if "money" not in number.kinds:
        return options
    own = {one.fit.metric for one in options if not one.carried and one.hit.end > number.unit_end}
    if not own:
        return options
    return [one for one in options if one.fit.metric in own or not _over_comma(number, sentence, one)]


def _over_comma(number: Number, sentence: Sentence, option: Choice) -> bool:
    hit = option.hit
    return hit.end <= number.start and "," in sentence.text[hit.start : hit.end]
