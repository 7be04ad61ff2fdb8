"""What was added in the year to a stock that was just told: 累计获得专利授权126项,2023年新增|18项."""

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.framework.regexes import regex

_ADDED = regex(
    r"(?:其中|[,，、(（])*(?:(?:19|20)\d\d年度?|本年度?|当年|今年|年内|全年|报告期内?|本?年度)?的?"
    r"(?:新增|新获得?|新取得|净增)(?:授权|专利|专利授权)?(?:共计?|约|了)?"
)


def newly_added(know: Knowledge, sentence: Sentence, number: Number, choice: Choice) -> str | None:
    """The metric of what a year adds to the stock before; None for other numbers.

    Args:
        know: the families of metrics.
        sentence: the sentence of the number.
        number: the number.
        choice: the wording chosen for it, that of the stock.
    """
    if not choice.carried or _ADDED.fullmatch(sentence.own_label(number)) is None:
        return None
    metric = choice.fit.metric
    return next((name for name, one in know.lexicon.families.items() if one.stock == metric != name), None)
