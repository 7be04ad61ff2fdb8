"""Whether a fund that calls itself green is: name, mandate, and what its holdings sell and emit."""

from collections.abc import Iterable, Mapping
from typing import Any

from cnesg.framework.product_rules import ProductRules, ProductWording, Words
from cnesg.products.look_through import Holding


def green_fund(
    fund: Mapping[str, Any],
    look: Mapping[str, Any],
    holdings: Iterable[Holding],
    green: Mapping[str, float],
    median_carbon: float | None,
    rules: ProductRules,
    wording: ProductWording,
) -> dict[str, Any]:
    """The tests on one fund.

    Args:
        fund: its row of FUNDS.
        look: figures of `look_through` on the same report.
        holdings: positions of the report.
        green: share of green revenue by company, 0 to 1, of those whose segments are known.
        median_carbon: of the funds of the month.
        rules: thresholds.
        wording: words of names and mandates.

    Returns:
        The words found, the figures of each test, and `verdict`: `green` (called so and holds it), `doubtful` (called
        so, some test fails), `unproven` (called so, too little is known), `unlabelled` (holds it without the name), or
        `other`.
    """
    name_word = _word(wording.green_names, fund["name_zh"], fund["name_en"])
    mandate_word = _word(wording.green_mandates, fund["mandate"], fund["mandate"])
    equity = [one for one in holdings if one.kind == "equity" and one.weight > 0]
    known = [(one, green[one.owner]) for one in equity if one.owner is not None and one.owner in green]
    whole, seen = sum(one.weight for one in equity), sum(one.weight for one, _ in known)
    coverage = seen / whole if whole > 0 else 0.0
    share = sum(one.weight * part for one, part in known) / seen if seen > 0 else None
    carbon = look.get("carbon_intensity")
    against = carbon / median_carbon if carbon is not None and median_carbon else None
    laggards = look.get("laggards_share")
    held = laggards * look["rated_share"] if laggards is not None else None
    tests = {
        "holdings_test": share >= rules.green_fund_share.value / 100 if share is not None else None,
        "carbon_test": against <= rules.green_fund_carbon.value if against is not None else None,
        "laggards_test": held <= rules.green_fund_laggards.value / 100 if held is not None else None,
    }
    if coverage < rules.fund_floor.value:
        tests["holdings_test"] = None
    return {
        "name_word": name_word,
        "mandate_word": mandate_word,
        "green_share": share,
        "green_coverage": coverage,
        "carbon_against_median": against,
        "laggards_share": held,
        **tests,
        "verdict": _verdict(name_word, tests),
    }


def _word(words: Words, chinese: str | None, english: str | None) -> str | None:
    lowered = (english or "").lower()
    found = [word for word in words.zh if word in (chinese or "")]
    found += [word for word in words.en if word.lower() in lowered]
    return found[0] if found else None


def _verdict(name_word: str | None, tests: Mapping[str, bool | None]) -> str:
    if name_word is None:
        return "unlabelled" if tests["holdings_test"] and tests["carbon_test"] is not False else "other"
    if any(result is False for result in tests.values()):
        return "doubtful"
    return "green" if tests["holdings_test"] else "unproven"
