"""A bond's label against its substance: what the proceeds are for, by the catalogue and the rule of its day."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from cnesg.framework.product_rules import ProceedsShare, ProductRules
from cnesg.products.matching import Matcher

USE_OF_PROCEEDS = {
    "none": None,
    "green": True,
    "carbon-neutral": True,
    "blue": True,
    "transition": True,
    "sustainability-linked": False,
}
"""Whether a label binds the proceeds; sustainability-linked bonds bind the issuer's targets instead."""

_GREEN = {"green", "carbon-neutral", "blue"}


def green_bond(
    uses: Sequence[Mapping[str, Any]],
    matcher: Matcher | None,
    required: ProceedsShare | None,
    as_of: date,
    rules: ProductRules,
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """One bond, and its uses.

    Args:
        uses: rows of BONDS of one ISIN, the newest of each use; rows without `use` tell of the bond alone.
        matcher: of the catalogue in force on the day of issue; None before there was one.
        required: the share of proceeds asked for then.
        as_of: the day of the delivery.
        rules: thresholds.

    Returns:
        The row of the bond: shares of the amount issued, impact a year, `verdict` and `findings` (parted by
        semicolons); and a row for each use with the entry that it belongs to.
    """
    bond = uses[0]
    told = [_use(use, matcher) for use in uses if use["use"] is not None and use["proceeds"] is not None]
    proceeds = sum(use["proceeds"] for use in told)
    eligible = sum(use["proceeds"] for use in told if use["entry"] is not None)
    allocated = [use for use in told if use["allocated"] is not None]
    share = eligible / bond["amount"] if told else None
    replaced = [use for use in told if use["refinancing"] is not None]
    refinanced = _mean(replaced, "refinancing")
    row = {
        "binds_proceeds": USE_OF_PROCEEDS[bond["label"]],
        "catalogue": matcher.catalogue.catalogue if matcher else None,
        "uses": len(told),
        "told_share": proceeds / bond["amount"] if told else None,
        "eligible_share": share,
        "required_share": required.share if required else None,
        "required_by": required.document if required else None,
        "allocated_share": sum(u["allocated"] for u in allocated) / bond["amount"] if allocated else None,
        "refinancing_share": refinanced / 100 if refinanced is not None else None,
        "tco2_avoided": _sum(told, "tco2_avoided"),
        "mwh": _sum(told, "mwh"),
    }
    avoided = row["tco2_avoided"]
    row["tco2_per_million"] = avoided / (bond["amount"] / 1e6) if avoided is not None else None
    row["verdict"] = _verdict(bond["label"], share, required)
    row["findings"] = "; ".join(_findings(bond, row, as_of, rules)) or None
    return row, told


def _use(use: Mapping[str, Any], matcher: Matcher | None) -> dict[str, Any]:
    found = matcher.matches(str(use["use"])) if matcher else ()
    best = found[0] if found else None
    return {
        **{name: use[name] for name in ("use", "proceeds", "allocated", "refinancing", "tco2_avoided", "mwh")},
        "entry": best.entry.id if best else None,
        "entry_zh": best.entry.name.zh if best else None,
        "entry_en": best.entry.name.en if best else None,
        "word": best.word if best else None,
        "confidence": best.confidence if best else None,
    }


def _verdict(label: str, share: float | None, required: ProceedsShare | None) -> str:
    asked = required.share if required else 1.0
    enough = share is not None and share >= asked - 1e-9
    if label == "sustainability-linked":
        return "not-use-of-proceeds"
    if label == "none":
        return "unlabelled-green" if enough else "none"
    if share is None:
        return "unproven"
    if label == "transition":
        return "transition"
    return "consistent" if enough else "below-required"


def _findings(bond: Mapping[str, Any], row: Mapping[str, Any], as_of: date, rules: ProductRules) -> list[str]:
    found = []
    binds = row["binds_proceeds"]
    if binds and row["told_share"] is None:
        found.append("no-proceeds")
    if binds and row["told_share"] is not None and row["told_share"] < 0.999:
        found.append("proceeds-not-all-told")
    months = (as_of.year - bond["issued"].year) * 12 + as_of.month - bond["issued"].month
    if binds and months > rules.allocation_months.value and (row["allocated_share"] or 0.0) < 0.999:
        found.append("late-allocation")
    if row["refinancing_share"] is not None and row["refinancing_share"] * 100 > rules.refinancing_high.value:
        found.append("mostly-refinancing")
    if bond["label"] in _GREEN and row["tco2_avoided"] is None and row["mwh"] is None:
        found.append("no-impact-told")
    return found


def _sum(uses: Sequence[Mapping[str, Any]], name: str) -> float | None:
    values = [use[name] for use in uses if use[name] is not None]
    return float(sum(values)) if values else None


def _mean(uses: Sequence[Mapping[str, Any]], name: str) -> float | None:
    whole = sum(use["proceeds"] for use in uses)
    return float(sum(use["proceeds"] * use[name] for use in uses) / whole) if whole > 0 else None
