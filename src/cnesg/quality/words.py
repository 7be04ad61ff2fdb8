"""Findings and causes in words, in English or Chinese."""

from collections.abc import Iterator, Mapping, Sequence

from cnesg.errors import Language, current_language, render
from cnesg.framework.quality_rules import QualityRule, load_quality_rules
from cnesg.quality.causes import Cause
from cnesg.quality.findings import MARKET, Finding, ScopeKind
from cnesg.quality.places import Source

Names = Mapping[str, Mapping[str, str]]
"""By scope, what places are called in the reader's language: companies, indicators, industries."""


def told(
    finding: Finding,
    language: Language | None = None,
    rules: Mapping[str, QualityRule] | None = None,
    names: Names | None = None,
) -> str:
    """A finding in one sentence: the rule's name, the place, what was measured and what it was held against."""
    rule = (rules or load_quality_rules())[finding.rule]
    name = getattr(rule.name, language or current_language())
    return f"{name}. {measured(finding, rule, language, names)}"


def measured(finding: Finding, rule: QualityRule, language: Language | None = None, names: Names | None = None) -> str:
    """Where a rule did not hold, by what number."""
    place = place_name(finding.scope, finding.place, language, names)
    if finding.before is not None and rule.against is not None:
        when = render(f"quality.when_{rule.against}", language)
        now, before = plain(finding.measure), plain(finding.before)
        return render("quality.said_against", language, place=place, measure=now, when=when, before=before)
    if rule.test == "reaches" and finding.threshold == 1:  # counts of what should not be there at all
        return place if finding.measure == 1 else f"{place}: {plain(finding.measure)}"
    said = "said_below" if rule.test == "below" else "said_reaches"
    limit = plain(finding.threshold)
    return render(f"quality.{said}", language, place=place, measure=plain(finding.measure), limit=limit)


def place_name(scope: ScopeKind, place: str, language: Language | None = None, names: Names | None = None) -> str:
    """A place as a reader knows it, with its id."""
    if place == MARKET:
        return render("quality.whole_market", language)
    if scope == "market":
        return render(f"quality.market_{place}", language)
    called = (names or {}).get(scope, {}).get(place)
    return f"{called} ({place})" if called and called != place else place


def cause_words(cause: Cause, language: Language | None = None, names: Names | None = None) -> Iterator[str]:
    """A cause: what happened, how much it explains, and what was seen of it."""
    details = {"before": "-", "weights": "-", "moved": "-", **cause.details}
    share = details["measure"]
    if float(share) <= 1:
        share = f"{float(share):.0%}"
    place = place_name(cause.scope, cause.place, language, names)
    kind = "moved-company" if (cause.kind, cause.scope) == ("shifted-industry", "company") else cause.kind
    yield render(f"quality.cause_{kind}", language, place=place, share=share, **details)
    yield render("quality.explains", language, share=f"{cause.explains:.0%}", also=cause.also)
    for seen in ("files", "example"):
        if seen in cause.details:
            yield render(f"quality.seen_{seen}", language, told=cause.details[seen])
    yield from sources_words(cause.sources, language)


def sources_words(sources: Sequence[Source], language: Language | None = None) -> Iterator[str]:
    """In which documents or news evidence stands, as one line; none where it stands in none."""
    if sources:
        yield render("quality.seen_documents", language, told="; ".join(one.words(language) for one in sources))


def plain(number: float) -> str:
    """A number for readers: whole ones with separators, others with three digits."""
    return f"{number:,.0f}" if float(number).is_integer() or abs(number) >= 1000 else f"{number:.3g}"
