"""Figures of a time before something was done, which names no year: 由实施前的|0.289万千瓦时."""

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.sentence import Sentence
from cnesg.extraction.prose.years.comparisons import BARE_FROM, comparing


def is_former(know: Knowledge, sentence: Sentence, number: Number) -> bool:
    """Whether a number is what there was before, of no known year: 由实施前的0.289万千瓦时, 从9000万元跨入5亿元."""
    text, of = sentence.text, comparing(know.lexicon)
    start, _ = sentence.clauses.span(number.start)
    if of.former.search(text, start, number.start):
        return True
    begun = BARE_FROM.search(text, start, number.start)
    return begun is not None and of.outgrown.match(text, number.unit_end) is not None
