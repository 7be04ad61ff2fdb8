"""Whether the words around a number say that it counts another thing than its wording: blood donors, quotas."""

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.sentence import Sentence
from cnesg.framework.exclusions import CompiledExclusion


def is_excluded(know: Knowledge, sentence: Sentence, number: Number, metric: str) -> bool:
    """Whether an exclusion of the methodology keeps a number from being a fact of a metric.

    Args:
        know: vocabulary and wording.
        sentence: the sentence of the number.
        number: the number.
        metric: the metric of the wording chosen for it.
    """
    exclusions = know.exclusions.of(metric)
    if not exclusions:
        return False
    label = sentence.own_label(number)
    return any(_excludes(one, sentence, number, label) for one in exclusions)


def _excludes(one: CompiledExclusion, sentence: Sentence, number: Number, label: str) -> bool:
    text, whole = sentence.text, (sentence.start, sentence.end)
    if (one.unless and one.unless.search(label)) or (one.lacking and one.lacking.search(text, *whole)):
        return False
    return (
        (one.before is None or one.before.search(label) is not None)
        and (one.behind is None or one.behind.match(text, number.unit_end) is not None)
        and (one.around is None or one.around.search(text, *sentence.clauses.span(number.start)) is not None)
        and (one.said is None or one.said.search(text, *whole) is not None)
        and (one.earlier is None or one.earlier.search(text[sentence.start : number.start]) is not None)
    )
