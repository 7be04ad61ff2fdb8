"""A comparison in words: the causes with their points, and what moved the score most."""

from collections.abc import Iterator, Sequence

from cnesg.errors import Language, current_language
from cnesg.explanation.comparison import CAUSES, Comparison, Effect, Moment
from cnesg.explanation.tree import Explanation, ScoredInput
from cnesg.explanation.words import Words, day_of, measured, number, percent
from cnesg.framework.definitions.indicators import LEVELS

_MOST_PEERS = 3
# What has a name of its own among the messages; factors are called by their series and year.
_NAMED = {
    "methodology",
    "reference",
    "rules",
    "dated",
    "numbers",
    "industry",
    "market",
    "incorporation",
    "ownership",
    "issuer_kind",
    "admin_level",
    "region",
}


def comparison_lines(comparison: Comparison, language: Language | None = None) -> list[str]:
    """The comparison as lines of text: the change, the two instants, causes, and the largest effects.

    Args:
        comparison: what was compared.
        language: of names and wording; the reader's by default.
    """
    words = Words(language or current_language())
    before, after = comparison.before, comparison.after
    lines = [
        words.say(
            "compared",
            name=words.own(comparison.name_en, comparison.name_zh),
            code=comparison.code,
            company=comparison.company_id,
            kind=words.say(comparison.kind),
            then=f"{before.score:.2f}",
            now=f"{after.score:.2f}",
            change=_points(comparison.change),
        ),
        *(f"  {line}" for moment in (before, after) for line in _moment(moment, words)),
        "",
        *_causes(comparison, words),
    ]
    if comparison.method_changes:
        lines += [
            "",
            words.say("method_changes"),
            *(f"  {_difference(one, words)}" for one in comparison.method_changes),
        ]
    if comparison.largest:
        lines += ["", words.say("largest")]
    for effect in comparison.largest:
        lines += _effect(effect, words)
    return lines


def _points(points: float) -> str:
    """Points with their sign; what rounds to nothing has none."""
    text = f"{points:+.2f}"
    return "0.00" if text in {"+0.00", "-0.00"} else text


def _moment(moment: Moment, words: Words) -> Iterator[str]:
    yield words.say(
        "moment",
        as_of=day_of(moment.as_of),
        year=moment.fiscal_year,
        profile=moment.profile,
        version=moment.methodology_version,
        run=words.say("moment_run", run=moment.run_id) if moment.run_id else words.say("moment_computed"),
        position=moment.store_position,
    )
    if moment.stored_score is not None:
        yield words.say("moment_other", stored=f"{moment.stored_score:.4f}", score=f"{moment.score:.4f}")


def _causes(comparison: Comparison, words: Words) -> Iterator[str]:
    for cause in CAUSES:
        points = comparison.causes[cause]
        line = f"  {_points(points):>7}  {words.say('cause_' + cause)}"
        count = comparison.data_points[cause]
        yield line + (words.say("over", count=count) if count else "")
    yield f"  {_points(comparison.change):>7}  {words.say('cause_sum')}"


def _effect(effect: Effect, words: Words) -> Iterator[str]:
    name = words.own(effect.name_en, effect.name_zh)
    cause = words.say("cause_" + effect.cause)
    told = words.say("effect", cause=cause, code=effect.code, name=name, what=_what(effect, words))
    yield f"  {_points(effect.points):>7}  {told}"
    indent = " " * 11
    if effect.cause in ("own", "estimates", "verification") and effect.itself:
        for label, explained in (("then", effect.before), ("now", effect.after)):
            yield indent + words.say(label, what=_source(explained, words))
    elif effect.peers is not None:
        for label in ("entered", "left", "changed"):
            companies: Sequence[str] = getattr(effect.peers, label)
            if companies:
                yield indent + words.say(f"peers_{label}", count=len(companies), companies=_listed(companies, words))


def _what(effect: Effect, words: Words) -> str:
    """What changed, in a few words."""
    if effect.cause == "weights":
        then, now = percent(effect.share_before), percent(effect.share_after)
        return words.say("share_changed", then=then, now=now)
    if effect.cause == "peers":
        then, now = (_boundaries(one, words) for one in (effect.before, effect.after))
        return words.say("boundaries_changed", then=then, now=now)
    if effect.cause == "method":
        then, now = (_scored(one) for one in (effect.before, effect.after))
        return words.say("rules_changed", then=then, now=now) if then != now else words.say("others_changed")
    if not effect.itself:
        others = "; ".join(_difference(one, words) for one in effect.particulars)
        return others or words.say("others_changed")
    then, now = (_value(one, words) for one in (effect.before, effect.after))
    if then == now:
        then, now = (f"{value} ({_state(one, words)})" for value, one in ((then, effect.before), (now, effect.after)))
    return words.say("value_changed", then=then, now=now)


def _used(explained: Explanation | None) -> ScoredInput | None:
    return explained.inputs[0] if explained and explained.inputs else None


def _value(explained: Explanation | None, words: Words) -> str:
    if explained is not None and explained.inapplicable_en:
        return words.say("not_applicable")
    used = _used(explained)
    if used is None or used.value is None:
        return words.say("nothing")
    if used.text and not used.unit:
        return words.say(f"level_{used.text}") if used.text in LEVELS else used.text
    return measured(used.value, used.unit)


def _state(explained: Explanation | None, words: Words) -> str:
    """Where the value comes from, and whether a person confirmed it."""
    used = _used(explained)
    if used is None:
        return words.say("nothing")
    origin = words.say(f"origin_{used.origin}")
    return origin if used.review == "unreviewed" else f"{origin}, {words.say('review_' + used.review)}"


def _scored(explained: Explanation | None) -> str:
    return "–" if explained is None or explained.score is None else f"{explained.score:.2f}"


def _boundaries(explained: Explanation | None, words: Words) -> str:
    rule = explained.rule if explained else None
    if rule is None or rule.boundaries is None:
        return words.say("no_boundaries")
    return words.say(
        "boundaries",
        boundaries=" / ".join(number(one) for one in rule.boundaries),
        count=rule.peer_count,
        group=words.group(rule.peer_group, rule.peer_group_en, rule.peer_group_zh),
    )


def _source(explained: Explanation | None, words: Words) -> str:
    """Where a value comes from, and the first printed number, sentence or step behind it."""
    used = _used(explained)
    if used is None:
        return words.say("nothing")
    return " · ".join([words.input(used), *list(words.evidence_lines(used))[:1]])


def _listed(companies: Sequence[str], words: Words) -> str:
    shown = ", ".join(companies[:_MOST_PEERS])
    return shown if len(companies) <= _MOST_PEERS else words.say("and_more", shown=shown)


def _difference(one: tuple[str, str | None, str | None], words: Words) -> str:
    name, then, now = one
    label = words.say(f"differs_{name}") if name in _NAMED else name
    return words.say("differs", what=label, then=then or "–", now=now or "–")
