"""Ratings of materiality: how much an issue matters in an industry, why, and the documents that say so."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import fsum
from typing import NamedTuple

from pydantic import Field

from cnesg.framework.definitions.base import Definition, Name, Sourced, Whole
from cnesg.framework.incidents import Scale

FOLDER = "materiality"
SCALE_FILE = "scale.yaml"
DOCUMENTS_FILE = "documents.yaml"
_ISSUE = 3  # characters of a Level I code
_DIFFERENT = 2  # ratings there must be for weights to shift


class Document(Definition):
    """A law, rule, standard or policy that ratings cite by its English name.

    Attributes:
        name: the English name is what `reference` fields cite; the Chinese one is official where there is one.
        issuer: who issued it.
        number: the document number, such as `GB 13223-2011`; None where it has none or we do not know it.
        year: of issue or, for a revised one, of the revision meant.
        verified: its name or number was seen in public text other than our own.
        unverified: ids and articles of it that are cited but were not seen in public text.
    """

    name: Name
    issuer: Name
    number: str | None = Field(default=None, min_length=1)
    year: Whole = Field(ge=1949, le=2100)
    verified: bool
    unverified: tuple[str, ...] = ()


class Citation(NamedTuple):
    """One document of a reference, and the id or article in it; the place is empty where the whole is meant."""

    document: str
    place: str


class MaterialityRating(Sourced):
    """How much an issue matters in an industry.

    Attributes:
        code: the Level I indicator, or a Level II indicator that matters more or less than its Level I indicator.
        rating: a step of the scale, 0 (not material) to 3 (high).
        reason: what in this industry makes it so: the process, product, rule or risk.
        reference: documents of `documents.yaml`, parted by `; `, each with a place in it after `, ` if need be.
    """

    code: str = Field(pattern=r"^[ES]\d{2}(\d{2})?$")
    rating: Whole = Field(ge=0)
    reason: Name

    @property
    def issue(self) -> str:
        """The Level I indicator that it rates or that the rated Level II indicator belongs to."""
        return self.code[:_ISSUE]

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The documents that the rating rests on, as cited."""
        parts = (part.strip().partition(", ") for part in self.reference.split(";"))
        return tuple(Citation(document, place) for document, _, place in parts)


@dataclass(frozen=True)
class Materiality:
    """All ratings, checked. Mappings are in code order; treat them as read-only.

    Attributes:
        scale: what the ratings mean, lowest first.
        documents: by English name.
        industries: ratings by Level I industry, then by Level I indicator.
        level2: by Level I industry the ratings of the Level II indicators that have one of their own.
    """

    scale: Scale
    documents: Mapping[str, Document]
    industries: Mapping[str, Mapping[str, MaterialityRating]]
    level2: Mapping[str, Mapping[str, MaterialityRating]] = field(default_factory=dict)

    def rating(self, industry: str, code: str) -> MaterialityRating:
        """The rating of a Level I indicator (`E03`) or a Level II indicator (`E0302`) in a Level I industry (`740000`).

        A Level II indicator without a rating of its own has that of its Level I indicator; `code` of what is returned
        tells which it is.

        Raises:
            KeyError: there is none; sub-industries have the rating of their Level I industry, governance has none.
        """
        own = self.level2.get(industry, {}).get(code)
        return own or self.industries[industry][code[:_ISSUE]]

    def ratings(self, industry: str, level2: Iterable[str]) -> dict[str, MaterialityRating]:
        """The ratings that hold in an industry by indicator: of Level I, and of those of `level2` own or inherited."""
        issues = self.industries.get(industry, {})
        return dict(issues) | {code: self.rating(industry, code) for code in level2 if code[:_ISSUE] in issues}

    def vector(self, industry: str) -> tuple[int, ...]:
        """An industry's ratings of Level I as plain numbers in the order of the indicators' codes."""
        return tuple(entry.rating for entry in self.industries[industry].values())


def shifted_weights(
    weights: Mapping[str, float], ratings: Mapping[str, int], factors: Sequence[float]
) -> dict[str, float]:
    """The weights of siblings in an industry, in their order; `cnesg.scoring.weights` does the same for all companies.

    What is rated 0 keeps `factors[0]` of its weight. What is rated higher shares the rest of what the rated ones weigh
    together, in proportion to weight times factor. Where all ratings are the same, and without a rating, weights stay.
    """
    rated = {code: weight for code, weight in weights.items() if code in ratings}
    kept = {code: weight * factors[0] for code, weight in rated.items() if ratings[code] == 0}
    raised = {code: weight * factors[ratings[code]] for code, weight in rated.items() if code not in kept}
    whole = fsum(raised.values())
    if whole == 0 or len({ratings[code] for code in rated}) < _DIFFERENT:
        return dict(weights)
    scale = (fsum(rated.values()) - fsum(kept.values())) / whole
    shifted = kept | {code: weight * scale for code, weight in raised.items()}
    return {code: shifted.get(code, weight) for code, weight in weights.items()}


@dataclass
class MaterialityDraft:
    """What the files gave before it is checked.

    Attributes:
        scales: one, if `scale.yaml` is whole.
        documents: in file order.
        ratings: with the industry that each belongs to.
        broken: files that could not be read as a whole, so that nothing which refers to them is reported too.
    """

    scales: list[Scale] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    ratings: list[tuple[str, MaterialityRating]] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
