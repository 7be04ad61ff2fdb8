"""Of which part of the company something did not happen: 城东电厂|未发生安全事故."""

from cnesg.extraction.prose.sentences.list_items import in_list
from cnesg.extraction.prose.sentences.narrowing import Narrower
from cnesg.extraction.prose.sentences.sentence import Sentence
from cnesg.extraction.prose.zeros.kinds import Zero

_WHO = {"entity", "site"}
_BUSINESS = ("业务", "板块")


def part_of_zero(narrower: Narrower, sentence: Sentence, zero: Zero) -> dict[str, str]:
    """The part that the clause of a statement of zero begins with, or the nearest clause before that names a subject.

    Args:
        narrower: the patterns of names and the company's own.
        sentence: the sentence of the statement.
        zero: the statement.
    """
    if zero.metric in narrower.words.whole:
        return {}
    at, stop = zero.start, zero.start
    while at >= sentence.start:
        start, end = sentence.clauses.span(at)
        start = max(start, sentence.start)
        if not in_list(sentence, start):
            told = narrower.named_at(sentence.text, start, min(end, stop), zero.metric)
            if told is not None:
                return {k: v for k, v in told.items() if k in _WHO or (k == "segment" and _is_business(sentence, v))}
        at = start - 2
    return _of_figures(sentence, zero)


def _of_figures(sentence: Sentence, zero: Zero) -> dict[str, str]:
    """The part that all figures told before in the sentence are of: 处理污水1.2万吨,实现污水|零排放."""
    read = [sentence.read[n.start][1] for n in sentence.numbers if n.start in sentence.read and n.start < zero.start]
    told = [{k: v for k, v in classes.items() if k in _WHO} for classes in read]
    return told[0] if told and all(one == told[0] for one in told) else {}


def _is_business(sentence: Sentence, name: str) -> bool:
    """Whether a segment is called a business, and is no firm of some kind: 建设环境友好|企业."""
    return any(name + word in sentence.text for word in _BUSINESS)
