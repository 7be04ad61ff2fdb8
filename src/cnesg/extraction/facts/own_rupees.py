"""Rupees under `Rs.` are those of the country that a document names: of Sri Lanka, Pakistan, Nepal or Mauritius.

What reads a number takes `Rs.` for rupees of India. A document that names one of the others, and that one more often
than India, means its own; `₹` and INR stay what they are.
"""

from collections.abc import Iterable
from dataclasses import replace

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.facts.own_currency import is_in
from cnesg.framework.regexes import regex

_TAKEN = "INR"
_COUNTRIES = {
    "LKR": regex(r"\bSri Lankan?\b|\bColombo\b|\bCeylon\b|\bLKR\b"),
    "PKR": regex(r"\bPakistani?\b|\bKarachi\b|\bLahore\b|\bIslamabad\b|\bPKR\b"),
    "NPR": regex(r"\bNepal(?:ese|i)?\b|\bKathmandu\b|\bNPR\b"),
    "MUR": regex(r"\bMauriti(?:us|an)\b|\bPort Louis\b|\bMUR\b"),
}
_INDIA = regex(r"\bIndian?\b|\bMumbai\b|\bDelhi\b|\bBengaluru\b|\bINR\b|₹")
_SAYS_INDIAN = regex(r"₹|\bINR\b|(?i:\bindian\b)")


def in_own_rupees(facts: list[Candidate], lines: Iterable[str]) -> list[Candidate]:
    """Facts, rupees under a bare `Rs.` in those of the document's country.

    Args:
        facts: the facts of a document.
        lines: its first lines, folded.
    """
    if not any(_is_in_rupees(one) for one in facts):
        return facts
    text = list(lines)
    named = {own: sum(len(country.findall(line)) for line in text) for own, country in _COUNTRIES.items()}
    own = max(named, key=lambda one: named[one])
    if named[own] <= sum(len(_INDIA.findall(line)) for line in text):
        return facts
    return [replace(one, unit=one.unit.replace(_TAKEN, own, 1)) if _is_in_rupees(one) else one for one in facts]


def _is_in_rupees(one: Candidate) -> bool:
    return is_in(one.unit, _TAKEN) and _SAYS_INDIAN.search(one.place.quote) is None
