"""The kind of what is used again, told where it arose: 产生矿井水820万吨,综合利用量|640万吨."""

from cnesg.extraction.breakdowns import class_words
from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.framework.regexes import regex

_ARISES = regex(r"产生|形成|产出|涌出|外排|排放|排出")
_OWN_NOUN = regex(r"固体?废|废[物弃水渣]|污水|公司|总|共|合计")  # the label says what was used again, or of all
_KINDS = ("type", "source")


def kind_that_arose(know: Knowledge, sentence: Sentence, number: Number, choice: Choice) -> dict[str, str]:
    """The kind of a number without one, from the clause before that says that it arose; none else.

    Args:
        know: vocabulary and wording; the grammar's `reused` metrics.
        sentence: the sentence of the number.
        number: the number.
        choice: the wording chosen for it.
    """
    metric = choice.fit.metric
    if metric not in know.lexicon.grammar.narrowing.reused or _OWN_NOUN.search(sentence.own_label(number)):
        return {}
    last = start = sentence.clauses.span(number.start)[0]
    while start > sentence.start:
        low, high = sentence.clauses.span(start - 2)
        if _ARISES.search(sentence.text, low, high):
            named = class_words(know, sentence.found, sentence.text, low, last, metric)
            return {dimension: name for dimension, name in named.items() if dimension in _KINDS}
        if low >= start:
            break
        start = low
    return {}
