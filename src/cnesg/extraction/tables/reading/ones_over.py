"""Labels that say of one of what their figure is, where its unit does not: Hours per FTE, 吨钢二氧化硫排放量."""

import re

from cnesg.extraction.figures.ratios import product_below
from cnesg.extraction.gates import PER, Fit
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.tables.rows.denominators import denominator
from cnesg.framework.lexicon import Hit
from cnesg.framework.regexes import regex

_ITS_UNIT = regex(r"\s\([^()]*\)$")
_EACH = regex(r"每(?:个|一)?(?![年月日天周季次股份])[^每]{1,8}?的?")  # 每吨公里|二氧化碳排放


def over_what(know: Knowledge, how: Fit, text: str, hit: Hit) -> Fit | None:
    """The metric where the label alone says that it is one per something; None where such a figure is of no metric.

    Args:
        know: the families, which say what a metric is per something.
        how: what the wording fits.
        text: the label, folded.
        hit: the wording in it.
    """
    ratio = "/" in how.unit or "per " in how.unit or how.metric in know.lexicon.roles.ratios
    if not ratio and (below := product_below(text[: hit.start])):
        return _over(know, how, "production", below) or how
    if not ratio and _EACH.fullmatch(text[: hit.start]):
        return None  # 每吨公里二氧化碳排放, in a unit of another row
    per = PER.search(text)
    if per is None or ratio or hit.start <= per.start() < hit.end:
        return how
    return _over(know, how, *told_below(per))


def told_below(per: re.Match[str]) -> tuple[str, str]:
    """The family of what a match of `PER` says a figure is one of, and its name in a unit."""
    return denominator(_ITS_UNIT.sub("", per[1]))


def _over(know: Knowledge, how: Fit, family: str, below: str) -> Fit | None:
    """What a metric is for one of something; None where nothing is called so."""
    relatives = know.lexicon.families.get(how.metric)
    over = relatives.per if relatives is not None else {}
    name = over.get(family) or (over.get("other") if family in {"area", "other"} else None)
    return Fit(name, f"{how.unit}/{below}", how.weak) if name else None
