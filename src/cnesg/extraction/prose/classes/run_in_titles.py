"""Kinds told by the title of a paragraph or by the heading of a course."""

from cnesg.extraction.prose.sentences.heading_names import NUMBERING, name_in
from cnesg.extraction.prose.sentences.narrowing import Narrower
from cnesg.extraction.prose.sentences.sentence import Sentence
from cnesg.framework.regexes import regex

_TAUGHT = regex(
    r"([\u4e00-\u9fff]{1,10}(?:人员|员工|干部|骨干|经理|主管|班组长|工人|管理者|新人|学员))(?:的)?培训(?:班)?"
)
_OF_ALL = regex(r"(?:公司|集团|全行|全员|员工)[\u4e00-\u9fff]{0,4}(?:共|累计|合计|总)")
# a course of the company's own by its name: 远航计划, “启明”训练营, 国金公开课
_COURSE = (
    r"[“\"]?(?!培训|教育|学习|人才|员工|职工|年度|发展|培养|培育|重点|工作|年|未来|实施|推进|专项|行动|考核|招聘|投资|经营|本|该|此|这)"
    r"(?P<name>[\u4e00-\u9fff]{2,6}[”\"]?(?:计划|训练营|特训营|公开课|大?讲堂|大?讲坛|研修班|特训班))[”\"]?"
)
_PROGRAMME = regex(_COURSE)
# 远航计划|是公司定制的培育计划
_INTRODUCED = regex(rf"[\s■●◆•▲◎]*{_COURSE}(?:是|旨在|面向|针对|聚焦|致力于|定位于)")
_MARKS = regex(r"[“”\"]")
_SENTENCES = 4  # that a course which is introduced goes on for
_RUN_IN = regex(r"\s*([^,，。;；!！?？\t]{4,24}?)[。:：]")

_OF_ITEM = regex(r"\s*([^,，。;；!！?？\t]{4,24}?)[:：]")


def titled(narrower: Narrower, sentence: Sentence, metric: str) -> dict[str, str]:
    """What the title of the paragraph says of a number of a metric that such titles divide.

    Args:
        narrower: what is no name; the grammar's endings of such titles.
        sentence: the sentence of the number.
        metric: its metric.
    """
    endings = [ending for ending, metrics in narrower.words.run_in.items() if metric in metrics]
    topic = (_run_in(narrower, sentence.text, sentence.start) or _run_in(narrower, sentence.text)) if endings else ""
    for ending in endings if topic else ():
        if topic.endswith(ending):
            known = narrower.narrows(topic.removesuffix(ending))
            return {"project" if metric in narrower.words.projects else "type": topic} if known else {}
    if metric in sentence.roles.training and (course := _course_above(narrower, sentence)):
        return {"programme": course}
    return _taught_below(narrower, sentence) if endings else {}


def _run_in(narrower: Narrower, text: str, start: int = 0) -> str:
    """The title that a paragraph begins with: 季度安全检查。查出隐患591条; (2)冷水机变频改造项目。通过变频.

    Further down a colon ends the title of an item: ...;电机改造项目:|年节电70万千瓦时.
    """
    title = (_OF_ITEM if start else _RUN_IN).match(text, start)
    name = NUMBERING.sub("", title[1]).strip(' :：“”"') if title else ""
    known = name and not (narrower.breaks.search(name) or narrower.no_name.search(name) or narrower.names.mean(name))
    return name.lower() if known else ""


def _course_above(narrower: Narrower, sentence: Sentence) -> str:
    """The company's own course that the heading names or a sentence before introduces; empty for a sum over all."""
    if _OF_ALL.search(sentence.text, sentence.start, sentence.end):
        return ""
    named = _PROGRAMME.fullmatch(name_in(sentence.headings[-1])) if sentence.headings else None
    one: Sentence | None = sentence
    for _ in range(_SENTENCES):
        if named or one is None or one.text != sentence.text:
            break
        named, one = _INTRODUCED.match(one.text, one.start, one.end), one.previous
    name = _MARKS.sub("", named["name"]) if named else ""
    return name if name and narrower.narrows(name) and not narrower.names.mean(name) else ""


def _taught_below(narrower: Narrower, sentence: Sentence) -> dict[str, str]:
    """Whom the heading of a course names, for what stands below it: 专业技术人员培训; not of a sum over all."""
    name = NUMBERING.sub("", sentence.headings[-1]).strip(" :：") if sentence.headings else ""
    taught = _TAUGHT.fullmatch(name)
    if taught is None or _OF_ALL.search(sentence.text, sentence.start, sentence.end):
        return {}
    known = narrower.narrows(taught[1]) and not any(
        one.search(taught[1]) for one in (narrower.breaks, narrower.no_name)
    )
    return {"function": taught[1].lower()} if known else {}
