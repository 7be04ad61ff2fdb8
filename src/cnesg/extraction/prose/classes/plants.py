"""Plants and firms in whose name the wording of their output begins: 石岭|风电场上网电量."""

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.prose.sentences.narrowing import Narrower
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence


def plant_of_output(narrower: Narrower, sentence: Sentence, number: Number, choice: Choice) -> dict[str, str]:
    """The plant or firm that a clause begins with, where the wording chosen for its output begins inside the name.

    Args:
        narrower: the patterns of names and the company's own.
        sentence: the sentence of the number.
        number: the number.
        choice: the wording chosen for it.
    """
    at, metric = choice.hit.start, choice.fit.metric
    if metric not in sentence.roles.of_plants or choice.role != "clause" or at >= number.start:
        return {}
    start = max(sentence.start, sentence.clauses.span(at)[0])
    told = narrower.named_at(sentence.text, start, number.start, metric) or {}
    if not set(told) & {"entity", "site"}:
        return {}
    name = next(iter(told.values()))
    begin = sentence.text.lower().find(name, start)
    return told if begin <= at < begin + len(name) else {}
