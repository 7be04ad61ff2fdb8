"""Records at the edge: one extracted quantity, one extracted statement. Field order is the published JSON order."""

from dataclasses import asdict, dataclass, field
from typing import Any

BoundingBox = tuple[float, float, float, float]


@dataclass(frozen=True)
class Quantity:
    """One quantity that a document states, as `cnesg extract` writes it.

    Attributes:
        metric: name in the metric vocabulary, `electricity`.
        data_point: code of the data point it answers, or None where it is none of those scored.
        breakdown: dimension to class, class names as printed in lower case; `{}` is the whole company.
        value: the number after scale words, in `unit`.
        unit: plain unit (t, tCO2e, kWh, m3, CNY, persons, %).
        canonical_value: the value in the metric's canonical unit, where the unit converts.
        canonical_unit: that unit.
        raw_value: the characters printed.
        raw_unit: the unit as printed, with its scale word.
        year: fiscal year the value is for.
        period: ISO interval the value is about.
        value_kind: actual, target, baseline or forecast.
        qualifier: about, over, under or None.
        boundary: what the figure covers; `reporting company` where the document says nothing else.
        restated: the document says that it corrects an earlier figure.
        assurance: none, limited, reasonable or unknown.
        scope2_method: location, market or unknown; None for all but Scope 2.
        document: SHA-256 of the file.
        page: 1-based page of a PDF; None for text files.
        line: 1-based line of a text file; None for PDFs.
        bbox: box of the printed number in PDF points, origin top left.
        quote: verbatim words around the number, at most 300 characters.
        method: text, table, figure or ocr.
        confidence: 0 to 1.
        warnings: codes with arithmetic.
    """

    metric: str
    data_point: str | None
    breakdown: dict[str, str]
    value: float
    unit: str
    canonical_value: float | None
    canonical_unit: str | None
    raw_value: str
    raw_unit: str
    year: int
    period: str
    value_kind: str
    qualifier: str | None
    boundary: str
    restated: bool
    assurance: str
    scope2_method: str | None
    document: str
    page: int | None
    line: int | None
    bbox: BoundingBox | None
    quote: str
    method: str
    confidence: float
    warnings: list[str] = field(default_factory=list)

    def as_row(self) -> dict[str, Any]:
        """The record as a plain mapping, in the published order."""
        return asdict(self)


@dataclass(frozen=True)
class Statement:
    """One statement that a document makes on an item of the methodology.

    Attributes:
        item: data point code.
        level: none, mention, policy, system, target, action, result or assurance.
        target_year: the year a target is to be reached, if the level is target and a year is named.
        negated: the sentence says that something is not done, not applicable or not disclosed.
        vague: no number, date, body, system, law, place or project in it.
        document: SHA-256 of the file.
        page: 1-based page of a PDF; None for text files.
        line: 1-based line of a text file; None for PDFs.
        bbox: box of the sentence in PDF points, origin top left.
        quote: the sentence verbatim, at most 600 characters.
        language: en or zh.
        confidence: 0 to 1.
    """

    item: str
    level: str
    target_year: int | None
    negated: bool
    vague: bool
    document: str
    page: int | None
    line: int | None
    bbox: BoundingBox | None
    quote: str
    language: str
    confidence: float

    def as_row(self) -> dict[str, Any]:
        """The record as a plain mapping, in the published order."""
        return asdict(self)
