"""The arithmetic of signals in words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cnesg.errors import render
from cnesg.errors.catalogue import Language
from cnesg.framework.whitewash import INDUSTRY, Whitewash, base
from cnesg.whitewash.digits import DIGITS

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_FUNCTIONS = {"min", "max", "abs", "sum", "count"}


def arithmetic(ratio: str, figures: Mapping[str, Any], definition: Whitewash) -> str:
    """A ratio's formula, the same with its figures, and what it gives: `revenue / prior_revenue = 110 / 100 = 1.1`."""
    formula = " ".join(definition.ratios[ratio].formula.split())
    filled = _NAME.sub(lambda found: _figure(found[0], figures), formula)
    return f"{formula} = {filled} = {figures[ratio]:.6g}"


def _figure(name: str, figures: Mapping[str, Any]) -> str:
    if name in _FUNCTIONS:
        return name
    text = f"{figures[name]:.12g}"
    return f"({text})" if text.startswith("-") else text


def signal_words(
    signal: Mapping[str, Any],
    figures: Mapping[str, Any],
    digits: Mapping[str, Any] | None,
    definition: Whitewash,
    language: Language,
) -> str:
    """One signal in a sentence: its name, arithmetic, threshold and what follows; or why it could not be judged.

    Args:
        signal: a row of SIGNALS.
        figures: the company's row of `ratios_of`.
        digits: its row of `digit_tests`, if it has one.
        definition: the signals.
        language: of the words; names in formulas are those of the file.
    """
    if signal["signal"] == DIGITS:
        return _digit_words(signal, digits, definition, language)
    told = definition.signals[signal["signal"]]
    name = getattr(definition.ratios[told.ratio].name, language)
    if signal["raised"] is None:
        return _not_judged(name, signal, language)
    values = {
        "name": name,
        "arithmetic": arithmetic(told.ratio, figures, definition),
        "sign": ">" if told.raised == "above" else "<",
        "threshold": f"{signal['threshold']:g}",
        "peers": _peers(told.ratio, figures, definition, language),
        "weight": f"{signal['weight']:g}",
        "why": getattr(told.why, language),
    }
    return render("whitewash.raised" if signal["raised"] else "whitewash.clear", language, **values)


def component_words(ratio: str, figures: Mapping[str, Any], definition: Whitewash, language: Language) -> Iterator[str]:
    """The ratios that a ratio is made of, each with its arithmetic."""
    for name in definition.ratios[ratio].parsed.names:
        if name in definition.ratios and figures[name] is not None:
            label = getattr(definition.ratios[name].name, language)
            yield render("whitewash.component", language, name=label, arithmetic=arithmetic(name, figures, definition))


def _peers(ratio: str, figures: Mapping[str, Any], definition: Whitewash, language: Language) -> str:
    """Whose median it is, for ratios that are held against peers."""
    compared = [name for name in definition.ratios[ratio].parsed.names if base(name)[0] == INDUSTRY]
    told = (
        render("whitewash.peers", language, group=figures[f"{name}_group"], count=figures[f"{name}_count"])
        for name in compared
    )
    return "".join(told)


def _not_judged(name: str, signal: Mapping[str, Any], language: Language) -> str:
    missing: Sequence[str] = signal["missing"]
    if missing:
        return render("whitewash.missing", language, name=name, missing=", ".join(missing))
    return render("whitewash.divisor", language, name=name)


def _digit_words(
    signal: Mapping[str, Any], digits: Mapping[str, Any] | None, definition: Whitewash, language: Language
) -> str:
    test = definition.digits
    name = getattr(test.name, language)
    amounts = digits["amounts"] if digits else 0
    if digits is None or signal["raised"] is None:
        return render("whitewash.few_amounts", language, name=name, amounts=amounts, least=f"{test.least.value:g}")
    values = {
        "name": name,
        "amounts": amounts,
        "lines": digits["lines"],
        "chi_square": f"{digits['chi_square']:.2f}",
        "limit": f"{test.chi_square.value:g}",
        "deviation": f"{digits['deviation']:.4f}",
        "marginal": f"{test.conformity.limits[-1]:g}",
        "conformity": render(f"whitewash.conformity_{digits['conformity']}", language),
        "weight": f"{signal['weight']:g}",
        "why": getattr(test.why, language),
    }
    return render("whitewash.digits_raised" if signal["raised"] else "whitewash.digits_clear", language, **values)


def result_words(result: Mapping[str, Any], definition: Whitewash, language: Language) -> str:
    """The result in a sentence: weight raised over weight judged, or why there is none."""
    values = {name: f"{result[name]:g}" for name in ("weight_raised", "weight_judged", "weight")}
    if result["value"] is None:
        share = f"{definition.least_judged.value:.0%}"
        return render("whitewash.no_result", language, share=share, **values)
    return render("whitewash.result", language, value=f"{result['value']:.4f}", **values)
