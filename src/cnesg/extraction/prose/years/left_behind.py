"""The figure of an earlier year that a change by so much leads away from: water use fell by 6% from| 5,120 ML in 2023.

The later figure may stand nowhere in the sentence. Figures that both of a change's ends are told of: `comparisons`.
"""

import re
from functools import lru_cache

from cnesg.extraction.figures.numbers import ABOUT, Number
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.sentence import Sentence
from cnesg.extraction.prose.years.comparisons import comparing, either, moved_from
from cnesg.extraction.prose.years.english_spans import begins_span
from cnesg.framework.lexicon import Lexicon

_BY_SO_MUCH = r"(?:[\d.,]+\s?(?:%|per ?cent|(?:percentage )?points)|(?:a|one) (?:half|third|quarter|fifth|tenth))"
_LONGEST = 64  # characters: "decreased by approximately 4.6 percentage points from about "


@lru_cache(maxsize=8)
def _change_from(lexicon: Lexicon) -> re.Pattern[str]:
    words = lexicon.grammar.comparison
    moved = either((*words.rose.en, *words.fell.en, *words.moving.en))
    move = either(words.move.en)
    return re.compile(
        rf"(?i)\b(?:(?:{moved})(?: by)?|an? (?:{move}) of) {ABOUT}{_BY_SO_MUCH},? from (?:the |a )?{ABOUT}$"
    )


def year_left_behind(know: Knowledge, sentence: Sentence, number: Number, this_year: int) -> int | None:
    """The year of a figure from which something changed, to another figure or by so much; None where it is none such.

    Args:
        know: the words of comparison.
        sentence: the sentence of the number.
        number: the number that may be of an earlier year.
        this_year: the fiscal year, before which an unnamed one lies.
    """
    moved = moved_from(know, sentence, number, this_year)
    if moved == this_year - 1 and sentence.says_from:
        return begins_span(sentence.text, sentence.start, number.start, sentence.end, this_year) or moved
    if moved is not None or not sentence.says_from:
        return moved
    text = sentence.text
    when = comparing(know.lexicon).when.match(text, number.unit_end)
    if when is None:
        return None
    low = max(sentence.start, number.start - _LONGEST)
    if _change_from(know.lexicon).search(text, low, number.start) is None:
        return None
    year = int(when["year"]) if when["year"] else this_year - 1
    return year if year < this_year else None
