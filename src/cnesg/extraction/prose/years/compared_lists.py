"""Lists compared with lists: "men and women numbered 612 and 388, compared with 598 and| 402 in 2022"."""

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.sentence import Sentence
from cnesg.extraction.prose.years.comparisons import comparing
from cnesg.framework.regexes import regex

_IN_TURN = regex(r"(?i),? respectively,?")
_ENDS = regex(r"\s?(?:[.;,)]|$)")
_FARTHEST = 80  # characters between the two lists
_REACH = 40  # ... that a word of comparison may begin before the second


def compared_in_order(know: Knowledge, sentence: Sentence, number: Number, this_year: int) -> tuple[Number, int] | None:
    """The figure as far on in the list that the number's list is compared with, and the year of the second list.

    Args:
        know: the words of comparison.
        sentence: the sentence of the number.
        number: a number that may stand in a list of an earlier year.
        this_year: the fiscal year.
    """
    chain = sentence.chain(number)
    if len(chain) < 2:
        return None
    of, text, first = comparing(know.lexicon), sentence.text, chain[0].start
    low = max(sentence.start, first - _REACH)
    if of.than.search(text, low, first) is None and of.down_from.search(text, low, first) is None:
        return None
    before = [n for n in sentence.numbers if n.unit_end < first]
    told = [n for n in before if n.start in sentence.read][-len(chain) :]
    if len(told) != len(chain) or told[-1] is not before[-1] or first - told[-1].unit_end > _FARTHEST:
        return None
    if any(not _alike(one, other) for one, other in zip(told, chain, strict=True)):
        return None
    end = chain[-1].unit_end
    said = _IN_TURN.match(text, end)
    end = said.end() if said else end
    when = of.when.match(text, end)
    if when is None and _ENDS.match(text, end) is None:
        return None
    year = int(when["year"]) if when is not None and when["year"] else this_year - 1
    return (told[chain.index(number)], year) if year < this_year else None


def _alike(shown: Number, number: Number) -> bool:
    """Whether a figure may be of another year what an earlier one is: of its kind, or without a unit."""
    return (
        bool(shown.kinds & number.kinds)
        or "bare" in number.kinds
        or bool({"co2"} & shown.kinds and {"mass"} & number.kinds)
    )
