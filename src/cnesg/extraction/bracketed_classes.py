"""A class in brackets behind a label: 二氧化硫排放量（发电）, `NOx emissions (hotels)`, in texts and on pages."""

import re
from collections.abc import Mapping, Sequence

from cnesg.extraction.breakdowns import age_of_cell
from cnesg.extraction.grids import is_latin
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.references import abbreviates, is_count, is_remark
from cnesg.framework.phrase_table import matching_form

BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
UNIT_WORD = re.compile(r"(?i)^(?:单位|unit|in\b)\s?[:：]?\s*")
OF_PEOPLE = frozenset({
    "employees", "employees_total", "employees_share", "new_hires", "new_hire_rate", "new_hires_share", "turnover_rate",
    "turnover_count", "trained_share", "trained_employees_share", "training_hours_avg", "training_hours",
    "training_people",
})  # fmt: skip
_NOTE = re.compile(r"[借贷]方|含税|税前|税后|注|同比|单位|合计|总计|\bmillions?\b")
_SCOPE = re.compile(  # what a scope is called
    r"(?i)(?:other |energy )?(?:in)?direct(?: emissions?)?|(?:其他|能源)?[直间]接(?:排放)?"
)
_SO_FAR = frozenset({"累计", "累计数", "累计值", "cumulative", "accumulated", "accumulative", "to date"})
_OF = re.compile(r"(?i)^of (?:the |our )?(?=[a-z])")
_SHORT = 20  # characters of a name that needs no further proof
_NAME = re.compile(  # of a part: a few words that begin with none that tells how, when or by what a figure is counted
    r"(?i)(?!(?:in|ex)cl|based|as |see|from|per |by |at |of |mainly|e\.?g|i\.?e|such|note|re-?stated|vs|compar|chang"
    r"|under|over |with|equity|average|annual|total|number|only|not )[a-z][a-z&'’/ -]{2,39}(?<!discharge)(?<!emissions)"
)
_MOST_WORDS = 5
_LONGEST_OF_PEOPLE = 40  # characters of what people are called: Turnover rate (Warehouse and delivery staff)
_LISTED = re.compile(r"\s*[,;/]\s*")


def bracketed(label: str, wordings: Sequence[tuple[int, int]], know: Knowledge, metric: str) -> dict[str, str]:
    """The class that a label has in brackets; not the metric's other name (NOx, 范畴一), a unit or a remark.

    Args:
        label: the row's label.
        wordings: where it names the metric: a bracket within is no class, 烟(粉)尘.
        know: vocabulary and wording.
        metric: the metric.
    """
    for found in BRACKETS.finditer(label):
        inner = _OF.sub("", UNIT_WORD.sub("", found[1].strip()))
        if inner.lower() in _SO_FAR:
            return {} if metric in know.lexicon.stocks else {"period": "cumulative"}
        if (
            inner
            and not any(start <= found.start() and found.end() <= end for start, end in wordings)
            and not know.units.whole(inner)
            and not inner.startswith("%")
            and not _NOTE.search(inner)
            and not is_remark(inner)
            and not is_remark(found[1])
            and not is_count(inner)
            and not abbreviates(inner, label[: found.start()])
            and not (metric.startswith(("ghg_scope", "energy_")) and _SCOPE.fullmatch(inner))
            and not _names(know, inner, metric)
            and not _holds_class(know, inner, metric)
            and not re.search(r"\d|scope|范围", inner, re.IGNORECASE)
        ):
            return {"type": inner.strip().lower()} if _is_name(know, inner, metric) else {}
    return {}


def with_bracketed_age(label: str, metric: str, classes: Mapping[str, str]) -> dict[str, str]:
    """Classes with the age that an English label of people has in brackets: `Female (full-time, 31-50)`."""
    if "age" in classes or metric not in OF_PEOPLE or not is_latin(label):
        return dict(classes)
    parts = (part for found in BRACKETS.finditer(label) for part in _LISTED.split(found[1].strip()))
    age = next((told for part in parts if (told := age_of_cell(part))), None)
    return {**classes, "age": age} if age else dict(classes)


def _is_name(know: Knowledge, text: str, metric: str) -> bool:
    """Whether a text is the name of a part: `paper-making department`, not what is counted or how."""
    latin = is_latin(text)
    if latin and _NAME.fullmatch(text) is None:
        return False
    if latin and metric in OF_PEOPLE:
        return len(text) <= _LONGEST_OF_PEOPLE
    if len(text) <= _SHORT or not latin or len(text.split()) > _MOST_WORDS:
        return len(text) <= _SHORT
    found = know.find(text)
    return not found.marks.get("total") and all(hit.label_only for hit in found.hits)


def _holds_class(know: Knowledge, text: str, metric: str) -> bool:
    """Whether a text is a class of the metric that the reader knows: not `property management`, though managers are."""
    found = (end - start for start, end, index in know.find(text).classes if _divides(know, index, metric))
    return 2 * sum(found) > 1.4 * len(text)


def _divides(know: Knowledge, index: int, metric: str) -> bool:
    """Whether a class is one that figures of the metric come in."""
    one = know.lexicon.classes[index]
    return (not one.metrics or metric in one.metrics) and metric not in one.not_metrics


def _names(know: Knowledge, text: str, metric: str) -> bool:
    """Whether a text is nothing but wording of the metric."""
    hits = know.lexicon.find(matching_form(text)).hits
    return any(h.end - h.start == len(text) and know.lexicon.entries[h.entry].metric == metric for h in hits)
