"""Kinds told by the title of a paragraph or by the heading of a course."""

import re

from cnesg.extraction.prose.sentences.heading_names import NUMBERING
from cnesg.extraction.prose.sentences.narrowing import Narrower
from cnesg.extraction.prose.sentences.sentence import Sentence

_TAUGHT = re.compile(
    r"([\u4e00-\u9fff]{1,10}(?:人员|员工|干部|骨干|经理|主管|班组长|工人|管理者|新人|学员))(?:的)?培训(?:班)?"
)
_OF_ALL = re.compile(r"(?:公司|集团|全行|全员|员工)[\u4e00-\u9fff]{0,4}(?:共|累计|合计|总)")
_RUN_IN = re.compile(r"\s*([^,，。;；!！?？\t]{4,24}?)[。:：]")

_OF_ITEM = re.compile(r"\s*([^,，。;；!！?？\t]{4,24}?)[:：]")


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
    return _taught_below(narrower, sentence) if endings else {}


def _run_in(narrower: Narrower, text: str, start: int = 0) -> str:
    """The title that a paragraph begins with: 季度安全检查。查出隐患591条; (2)冷水机变频改造项目。通过变频.

    Further down a colon ends the title of an item: ...;电机改造项目:|年节电70万千瓦时.
    """
    title = (_OF_ITEM if start else _RUN_IN).match(text, start)
    name = NUMBERING.sub("", title[1]).strip(' :：“”"') if title else ""
    known = name and not (narrower.breaks.search(name) or narrower.no_name.search(name) or narrower.names.mean(name))
    return name.lower() if known else ""


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
