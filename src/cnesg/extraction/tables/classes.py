"""Which part of the company a table's value is about: what labels and headers say besides the metric's name."""

import re
from collections.abc import Sequence
from typing import Protocol

from cnesg.extraction.breakdowns import age_of_cell, class_words, residual
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.years import header_year
from cnesg.framework.lexicon import Found, Hit

_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_DIMENSION = re.compile(
    r"^(?:by|per|according to|按|依)\b|^按|分布$|构成$|^(?:其中|of which|including|分类|类别)[:：]?$", re.IGNORECASE
)
_EMPTY = re.compile(
    r"^(?:数值|数据|数量|金额|指标|项目|名称|内容|年度|年份|单位|人数|比例|占比|类别|类型|情况|绩效|本年|本期|报告期|实际|完成值|值|例|度"
    r"|合计|总计|小计|共计|总数|公司|集团|本|全|sum|units?|indicators?|index|items?|totals?|overall|group|amount|value|data"
    r"|numbers?|no\.|percentage|category|metrics?|kpis?|performance|description|actual|all|company|figures?|results?|rate"
    r"|the|\W)+$",
    re.IGNORECASE,
)
_LONGEST_CLASS = 70


_WORKERS = re.compile(
    r"^(?:number of |total )?(?:employees?|contractors?|staff|workforce|workers?|员工|承包商|外包员工|劳务派遣工)$",
    re.IGNORECASE,
)


def names_class(text: str, found: Found, hit: Hit) -> bool:
    """Whether a label that holds a metric's wording may as well be a class of what its group measures.

    `Third-party water`, `Electricity (purchased)`: the wording lies inside the words of a class, or names the workers.
    """
    if _WORKERS.match(text.strip()):
        return True
    return any(a <= hit.start and hit.end <= b for a, b, _ in found.classes)


class Around(Protocol):
    """A text around a value."""

    @property
    def role(self) -> str: ...  # noqa: D102 - see the class

    @property
    def text(self) -> str: ...  # noqa: D102

    @property
    def found(self) -> Found: ...  # noqa: D102


class Classes:
    """Names the classes of values."""

    def __init__(self, know: Knowledge, year: int) -> None:
        self._know = know
        self._year = year

    def of(self, contexts: Sequence[Around], at: int, metric: str) -> dict[str, str]:
        """The breakdown of a value.

        Args:
            contexts: the texts around the value, nearest first.
            at: which of them names the metric.
            metric: the metric.
        """
        classes: dict[str, str] = {}
        for index, context in enumerate(contexts):
            if context.role in {"caption", "heading"}:
                continue
            named = class_words(self._know, context.found, context.text, 0, len(context.text), metric)
            if index != at and (age := age_of_cell(context.text)):
                named["age"] = age
            if index < at and _WORKERS.match(context.text.strip()):
                named["worker"] = context.text.strip().lower()
            if not named and index < at:
                named = self._printed(context)
            classes = {**named, **classes}
        return classes

    def is_plain(self, text: str, found: Found) -> bool:
        """Whether a label is a class, a total, a year or nothing at all, so that a title may say what is measured."""
        bare = _BRACKETS.sub("", text).strip(" -–—•:*")
        if len(bare) > _LONGEST_CLASS:
            return False
        return bool(
            not bare
            or _EMPTY.match(bare)
            or found.classes
            or age_of_cell(bare)
            or header_year(bare, self._year)
            or _is_total(found, text)
            or _WORKERS.match(bare)
        )

    def _printed(self, context: Around) -> dict[str, str]:
        """A label that is no known class is one as printed, unless it says nothing, a total, a year or a unit."""
        bare = _BRACKETS.sub("", context.text).strip(" -–—•:*")
        if not bare or len(bare) > _LONGEST_CLASS or _EMPTY.match(bare) or _DIMENSION.search(bare):
            return {}
        if header_year(bare, self._year) or self._know.units.whole(bare) or _is_total(context.found, context.text):
            return {}
        left = residual(self._know, bare)
        return {"type": left.lower()} if left else {}


def _is_total(found: Found, text: str) -> bool:
    """Whether a label means the whole: `Total`, 合计, `Group total`, but not `Total of contractors`."""
    spans = found.marks.get("total", [])
    return sum(b - a for a, b in spans) >= 0.6 * len(text.strip())
