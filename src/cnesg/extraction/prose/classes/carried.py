"""The class of a number whose wording stands in an earlier clause or sentence."""

from cnesg.extraction.breakdowns import class_words
from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.leaning.bracketed_parts import is_bracketed_part
from cnesg.extraction.prose.leaning.shares import leans, part_leaning
from cnesg.extraction.prose.meanings.unnamed import names_group, own_name
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence, width
from cnesg.extraction.prose.wordings.subjects import goes_on_from
from cnesg.extraction.prose.years.asides import BRACKET

_LONGEST_CLASS = 18.0


def carried_class(know: Knowledge, sentence: Sentence, number: Number, choice: Choice, begin: int) -> dict[str, str]:
    """The class of a number whose wording stands in an earlier clause: its own label, or for a share the part's.

    Args:
        know: vocabulary and wording.
        sentence: the sentence of the number.
        number: the number.
        choice: the wording chosen for it.
        begin: where the number's own label begins.
    """
    if leans(sentence, number):
        return part_leaning(know, sentence, number, choice.fit.metric)
    taken = sentence.used.get((choice.hit.start, choice.hit.end))
    if taken and "percent" in number.kinds:
        return {k: v for k, v in taken[1].items() if k not in {"period", "status"}}
    label = sentence.text[begin : number.start].strip() or sentence.before_bracket(number, choice.hit.end)
    own = own_name(know, sentence, number, label)
    if not own and not taken and goes_on_from(sentence, number, choice, label):
        return _of_its_label(know, sentence, choice)
    if not own and choice.role == "sentence":
        hit, text, metric = choice.hit, sentence.text, choice.fit.metric
        inside = class_words(know, sentence.found, text, hit.start, hit.end, metric)
        named = {k: v for k, v in inside.items() if k == "type"}  # 安排职业健康体检,人数为...
        if aside := BRACKET.match(text, hit.end, number.start):  # 范围二排放量(市场法)为...
            named = class_words(know, sentence.found, text, aside.start(), aside.end(), metric) | named
        return named
    listed = taken or is_bracketed_part(know, sentence, number, choice)
    if not own or not listed or width(own) > _LONGEST_CLASS or not names_group(know, own):
        return {}
    return {"type": _whole_name(own, sentence.own_label(number) or label).lower()}


def _of_its_label(know: Knowledge, sentence: Sentence, choice: Choice) -> dict[str, str]:
    """The classes that stand beside a wording of an earlier clause or sentence: 公司统计男性员工,该数据为|21人."""
    hit, told = choice.hit, sentence.previous if choice.hit.start < sentence.start else sentence
    if told is None:
        return {}
    begin, _ = told.clauses.span(hit.start)
    begin = max([begin, *(n.unit_end for n in told.numbers if n.unit_end <= hit.start)])
    aside = BRACKET.match(sentence.text, hit.end)
    end = aside.end() if aside else hit.end
    return class_words(know, sentence.found, sentence.text, begin, end, choice.fit.metric)


def _whole_name(name: str, label: str) -> str:
    """A part's name with the 公司 that fillers took away: 基地分公司."""
    at = label.find(name) + len(name)
    return name + "公司" if label.find(name) >= 0 and label.startswith("公司", at) else name
