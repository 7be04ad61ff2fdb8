"""Amounts with a share each, compared as pairs: "£19 m, or 15% of sales, up from |£17 m, or |14% of sales, in 2022"."""

from cnesg.extraction.figures.numbers import ABOUT, Number
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.sentence import Sentence
from cnesg.extraction.prose.years.comparisons import comparing
from cnesg.framework.regexes import regex

_AGAIN = regex(rf"(?i),? (?:or|representing|equivalent to|equal to|i\.e\.,?) {ABOUT}|\s?\({ABOUT}")
_OF_IT = regex(r"(?i)\s(?:of|to) (?:our |total |net |the |its |group )*[a-z]+(?: [a-z]+)?\)?,?|\),?")
_FEWEST = 3  # numbers before the second share


def compared_with_its_share(
    know: Knowledge, sentence: Sentence, number: Number, this_year: int
) -> tuple[Number, int] | None:
    """The figure that an earlier one in such a pair goes with, and the year of the earlier pair; None in no such pair.

    Args:
        know: the words of comparison.
        sentence: the sentence of the number.
        number: the number, the earlier amount or its share.
        this_year: the fiscal year.
    """
    numbers = sentence.numbers
    at = numbers.index(number)
    first = at - (_FEWEST if "percent" in number.kinds else _FEWEST - 1)
    if first < 0 or first + _FEWEST >= len(numbers):
        return None
    amount, share, amount_then, share_then = numbers[first : first + _FEWEST + 1]
    if "percent" not in share.kinds & share_then.kinds or not amount.kinds & amount_then.kinds - share.kinds:
        return None
    text = sentence.text
    if not all(
        _AGAIN.fullmatch(text, one.unit_end, two.start) for one, two in ((amount, share), (amount_then, share_then))
    ):
        return None
    of = comparing(know.lexicon)
    low = max(share.unit_end, amount_then.start - 40)
    if not (of.than.search(text, low, amount_then.start) or of.down_from.search(text, low, amount_then.start)):
        return None
    of_it = _OF_IT.match(text, share_then.unit_end, sentence.end)
    when = of.when.match(text, of_it.end() if of_it else share_then.unit_end)
    year = int(when["year"]) if when is not None and when["year"] else this_year - 1
    return (share if number is share_then else amount, year) if year < this_year else None
