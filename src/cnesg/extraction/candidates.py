"""One number that may be one fact, with all that was found out about it."""

from dataclasses import dataclass, field, replace
from typing import Literal

from cnesg.extraction.figures.numbers import Number
from cnesg.framework.metric_roles import MetricRoles
from cnesg.model.records import BoundingBox

Role = Literal["row", "header", "parent", "caption", "heading", "beside", "clause", "sentence", "passage", "zero"]
Method = Literal["text", "table", "ocr"]


@dataclass(slots=True, unsafe_hash=True)
class Place:
    """Where a number stands. `line` is 1-based: in the file for text files, on its page for PDFs.

    Not frozen for speed alone, a report has many thousands; nothing changes one.
    """

    page: int | None
    line: int
    bbox: BoundingBox | None
    quote: str


@dataclass(slots=True, unsafe_hash=True)
class Candidate:
    """A number with the metric that it most likely measures. Not frozen for speed alone, as `Place`.

    Attributes:
        metric: name in the vocabulary.
        value: the number after scale words, in `unit`.
        unit: plain unit.
        raw_value: the characters printed.
        raw_unit: the unit as printed.
        qualifier: about, over, under or None.
        breakdown: dimension to class.
        year: fiscal year.
        value_kind: actual, target, baseline or forecast.
        role: where the metric's name stood relative to the number.
        method: text, table, or ocr where the number was recognised in a picture.
        place: where the number stands.
        order: sorting key within the document: page, line, offset.
        warnings: codes with arithmetic.
        standing: how many values the table has that it stands in, 0 for prose; of repeated figures the one in the
            fullest table is the clearest place.
        named: the text that names the metric, folded; traces look for it on the page. Empty where the number's own
            words do.
        cost: how far from the number its wording stood, as the ranking counts it; 0 in tables.
        repeats: how often else the document states the same.
        among_aims: whether it stands in a table of targets, in words: heads say there what it is.
    """

    metric: str
    value: float
    unit: str
    raw_value: str
    raw_unit: str
    qualifier: str | None
    breakdown: dict[str, str]
    year: int
    value_kind: str
    role: Role
    method: Method
    place: Place
    order: tuple[int, int, int]
    warnings: tuple[str, ...] = field(default=())
    standing: int = 0
    named: str = ""
    cost: float = 0.0
    repeats: int = 0
    among_aims: bool = False

    @classmethod
    def of_number(  # noqa: PLR0913 - one keyword a field
        cls,
        number: Number,
        roles: MetricRoles,
        *,
        metric: str,
        unit: str,
        breakdown: dict[str, str],
        year: int,
        value_kind: str,
        role: Role,
        method: Method,
        place: Place,
        offset: int,
        named: str = "",
    ) -> "Candidate":
        """A candidate of a printed number; `unit` may differ from the number's own (from a header, or from a label)."""
        if "产值" in number.raw_unit or "增加值" in number.raw_unit or "元产值" in named or "元增加值" in named:
            metric = roles.per_output_value.get(metric, metric)  # 千克标煤/万元产值
        return cls(
            metric, number.value, unit, number.raw_value, number.raw_unit, number.qualifier, breakdown, year,
            value_kind, role, method, place, (place.page or 0, place.line, offset), named=named,
        )  # fmt: skip

    def named_by(self, text: str) -> "Candidate":
        """The same, with the text that names its metric."""
        return replace(self, named=text)

    def at_cost(self, cost: float) -> "Candidate":
        """The same, with what the ranking of its wording cost."""
        return replace(self, cost=cost)

    def repeated(self) -> "Candidate":
        """The same, stated once more."""
        return replace(self, repeats=self.repeats + 1)

    def standing_among(self, values: int) -> "Candidate":
        """The same, in a table with so many values."""
        return replace(self, standing=values)

    def with_breakdown(self, **more: str) -> "Candidate":
        """The same with further classes."""
        return replace(self, breakdown={**self.breakdown, **more})

    def of_class(self, metric: str, breakdown: dict[str, str]) -> "Candidate":
        """The same as a fact of a class, for which the metric may be another."""
        return replace(self, metric=metric, breakdown=breakdown)
