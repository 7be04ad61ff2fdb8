"""Classes in the brackets of a row's label: 二氧化硫排放量（发电）, `Turnover rate (Warehouse staff)`."""

import re
from collections.abc import Mapping

from cnesg.extraction.breakdowns import age_of_cell
from cnesg.extraction.grids import is_latin
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.references import abbreviates, is_count, is_remark
from cnesg.framework.lexicon import Hit
from cnesg.framework.phrase_table import matching_form

BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
UNIT_WORD = re.compile(r"(?i)^(?:单位|unit|in\b)\s?[:：]?\s*")
OF_PEOPLE = frozenset({
    "employees", "employees_total", "employees_share", "new_hires", "new_hire_rate", "new_hires_share", "turnover_rate",
    "turnover_count", "trained_share", "trained_employees_share", "training_hours_avg", "training_hours",
    "training_people",
})  # fmt: skip
_NOTE = re.compile(r"[借贷]方|含税|税前|税后|注|同比|单位|合计|总计|\bmillions?\b")
_SO_FAR = frozenset({"累计", "累计数", "累计值"})
_LONGEST, _LONGEST_LATIN = 20, 40  # characters
_LISTED = re.compile(r"\s*[,;/]\s*")
_SCOPE = re.compile(  # what a scope is called
    r"(?i)(?:other |energy )?(?:in)?direct(?: emissions?)?|(?:其他|能源)?[直间]接(?:排放)?"
)


def bracketed(label: str, hit: Hit, know: Knowledge, metric: str) -> dict[str, str]:
    """A class in brackets behind a label, not the metric's other name (NOx, 范畴一).

    Args:
        label: the row's label.
        hit: the wording of the metric in it.
        know: vocabulary, wording and units.
        metric: the metric.
    """
    for found in BRACKETS.finditer(label):
        inner = UNIT_WORD.sub("", found[1].strip())
        if inner in _SO_FAR:
            return {} if metric in know.lexicon.stocks else {"period": "cumulative"}
        if (
            inner
            and not (hit.start <= found.start() and found.end() <= hit.end)  # 烟(粉)尘
            and not know.units.whole(inner)
            and not inner.startswith("%")
            and not _NOTE.search(inner)
            and not is_remark(inner)
            and not is_count(inner)
            and not abbreviates(inner, label[: found.start()])
            and not (metric.startswith("ghg_scope") and _SCOPE.fullmatch(inner))
            and not _names(know, inner, metric)
            and not any(_divides(know, index, metric) for _, _, index in know.find(inner).classes)
            and not re.search(r"\d|scope|范围", inner, re.IGNORECASE)
        ):
            longest = _LONGEST_LATIN if metric in OF_PEOPLE and is_latin(inner) else _LONGEST
            return {"type": inner.strip().lower()} if len(inner) <= longest else {}
    return {}


def with_bracketed_age(label: str, metric: str, classes: Mapping[str, str]) -> dict[str, str]:
    """Classes with the age that an English label of people has in brackets: `Female (full-time, 31-50)`."""
    if "age" in classes or metric not in OF_PEOPLE or not is_latin(label):
        return dict(classes)
    parts = (part for found in BRACKETS.finditer(label) for part in _LISTED.split(found[1].strip()))
    age = next((told for part in parts if (told := age_of_cell(part))), None)
    return {**classes, "age": age} if age else dict(classes)


def _divides(know: Knowledge, index: int, metric: str) -> bool:
    """Whether a class is one that figures of the metric come in."""
    one = know.lexicon.classes[index]
    return (not one.metrics or metric in one.metrics) and metric not in one.not_metrics


def _names(know: Knowledge, text: str, metric: str) -> bool:
    """Whether a text is nothing but wording of the metric."""
    hits = know.lexicon.find(matching_form(text)).hits
    return any(h.end - h.start == len(text) and know.lexicon.entries[h.entry].metric == metric for h in hits)
