"""Names of classes without what names none: the reporting company's own name before them, figures, a form's wording."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.documents.company_names import CompanyNames
from cnesg.extraction.gates import needs_class
from cnesg.extraction.knowledge import Knowledge
from cnesg.framework.regexes import regex
from cnesg.text.language import is_latin

_FREE = frozenset({"type", "item", "purpose", "project", "programme"})  # dimensions named in a report's own words
_GROUP = regex(r"[\u4e00-\u9fff]{2,8}?(?:集团|股份|控股)(?!股份|有限|公司|集团)(?=[\u4e00-\u9fff]{2})")
_ASKED = regex(r"(?:描述|阐述|概述)[\u4e00-\u9fff]")  # 描述减低排放量的措施: what a form asks to be told
_TITLES = frozenset({"heading", "caption", "passage"})
_STANDARD = regex(r"(?i)(?<![a-z])(?:gb|gbz|iso|ohsas|sa)\s?(?:/\s?[a-z])?\s?\d{3,}")  # 照GB/T24001-2004标准
_FIGURE = regex(r"\d{3}|\d[,.]\d")  # a programme may be called 2+1
_TRAINED_ON = regex(  # employees trained on |data privacy
    r"(?:.*\s)?(?:train(?:ed|ing)|courses?) (?:on|in|about) (?:the )?(\S[^()]{1,60}[^()\s])(?:\s?\([^()]*\))?"
)
_TOPIC = "topic"
_BY_WHAT = regex(r"^按[\u4e00-\u9fff]{1,8}?(?:划分|劃分|分类|分類|分)的?\s?[:：]\s?(?=\S)")  # 按地区划分:|中国内地
_AGE_OF = regex(r"^(?:by )?age(?: group)?s? (?=[<>≤≥\d])")
_LETTER = regex(r"[^\W\d_]")


def with_class_names(know: Knowledge, told: Iterable[Candidate], names: CompanyNames) -> Iterator[Candidate]:
    """Candidates whose classes are named by words of their own: 东江智能集团污水处理 is 污水处理, 3,064,795 is none.

    A share of the staff below a title, of which no class is known, says nothing, and is left out.

    Args:
        know: which metrics are of a class alone.
        told: the candidates of a document.
        names: what the document calls its company.
    """
    for one in told:
        if one.unit == "%" and one.role in _TITLES and not one.breakdown and needs_class(know, one.metric):
            continue
        kept = {dimension: _named(dimension, name, names) for dimension, name in one.breakdown.items()}
        kept = _without_said_twice({dimension: name for dimension, name in kept.items() if name})
        if one.metric in know.lexicon.roles.training and _TOPIC not in kept:
            label = kept.get("type", one.named if one.role == "row" else "")
            if topic := _topic(know, one.metric, label.lower()):
                kept = {**{dimension: name for dimension, name in kept.items() if dimension != "type"}, _TOPIC: topic}
        yield one if kept == one.breakdown else replace(one, breakdown=kept)


def _topic(know: Knowledge, metric: str, label: str) -> str:
    """What courses are about that an English label names; empty where it names none."""
    if not is_latin(label):
        return ""
    if (found := _TRAINED_ON.fullmatch(label)) is not None:
        return found[1]
    of_topics = (p for one, metrics, p in know.lexicon.patterns if one.dimension == _TOPIC and metric in metrics)
    return next((found[1] for pattern in of_topics if (found := pattern.search(label))), "")


def _without_said_twice(classes: dict[str, str]) -> dict[str, str]:
    """Classes without a type that says what another does: energy from renewable sources, below Renewable sources.

    An age says no more for the title of its column: Age | <30.
    """
    said = {name for dimension, name in classes.items() if dimension != "type"}
    kind = _AGE_OF.sub("", classes.get("type", ""))
    return {dimension: name for dimension, name in classes.items() if dimension != "type" or kind not in said}


def _named(dimension: str, name: str, names: CompanyNames) -> str:
    """The name of a class; empty where it names none."""
    name = _BY_WHAT.sub("", name)
    if dimension not in _FREE:
        return name
    if (
        (_LETTER.search(name) is None and _FIGURE.search(name))
        or _ASKED.match(name)
        or (dimension == "type" and _STANDARD.search(name))
    ):
        return ""
    own = _GROUP.match(name)
    return name[own.end() :] if own is not None and names.mean(own[0]) else name
