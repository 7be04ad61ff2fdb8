"""Meetings of a subsidiary's own board and shareholders: 子公司长明生物召开股东会3次,董事会|5次."""

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.prose.sentences.narrowing import Narrower
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.framework.regexes import regex

_OF_SUBSIDIARY = regex(
    r"(?:[\s•●■♦]|本?公司|集团|其中|此外|同时|报告期内|(?:19|20)\d\d年度?|[,，])*"
    r"(?:下属|所属|控股|全资|旗下|的)*子公司(?=[\u4e00-\u9fff“\"]{3})"
)


def subsidiary_that_met(narrower: Narrower, sentence: Sentence, number: Number, choice: Choice) -> dict[str, str]:
    """The subsidiary that a sentence on meetings begins with; empty for other metrics and where it begins with none.

    Args:
        narrower: the patterns of names and the company's own.
        sentence: the sentence of the number.
        number: the number.
        choice: the wording chosen for it.
    """
    metric = choice.fit.metric
    if metric not in sentence.roles.meetings:
        return {}
    if _OF_SUBSIDIARY.match(sentence.text, sentence.start, number.start) is None:
        return {}
    _, end = sentence.clauses.span(sentence.start)
    told = narrower.named_at(sentence.text, sentence.start, min(end, number.start), metric) or {}
    return told if "entity" in told else {}
