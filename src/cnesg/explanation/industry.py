"""Why an issue weighs more or less in a company's industry."""

from collections.abc import Mapping
from typing import Any

from cnesg.explanation.tree import IndustryShift
from cnesg.framework.materiality_ratings import Materiality
from cnesg.framework.methodology import Methodology


def industry_shift(
    part: Mapping[str, Any], industry: str | None, methodology: Methodology, materiality: Materiality | None
) -> IndustryShift | None:
    """How an industry shifts the weight of a part, None where it does not rate it.

    Of a Level II indicator only a shift that there is is worth saying: most have the rating of their Level I indicator
    and siblings with the same.

    Args:
        part: a row of table PARTS.
        industry: the company's Level I industry.
        methodology: names of industries.
        materiality: reasons; a run of another edition may have had another rating, which then stands without one.
    """
    rating = part["materiality"]
    if rating is None or industry is None:
        return None
    if part["part"] in methodology.level2 and part["industry_weight"] == part["weight"]:
        return None
    entry = methodology.industries.get(industry)
    known = materiality.ratings(industry, [part["part"]]).get(part["part"]) if materiality else None
    if known is not None and known.rating != rating:
        known = None
    step = materiality.scale.steps[rating].name if materiality and known else None
    return IndustryShift(
        weight=part["weight"],
        industry_weight=part["industry_weight"],
        industry=industry,
        industry_en=entry.name.en if entry else None,
        industry_zh=entry.name.zh if entry else None,
        rating=rating,
        rating_en=step.en if step else None,
        rating_zh=step.zh if step else None,
        reason_en=known.reason.en if known else None,
        reason_zh=known.reason.zh if known else None,
        reference=known.reference if known else None,
        rated=known.code if known else None,
    )
