"""A gap as words and rows in one language, for every form in which it is shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cnesg.disclosure import Talk
from cnesg.errors import Language, current_language, render
from cnesg.framework import load_methodology
from cnesg.framework.requirements import load_requirements
from cnesg.framework.standards import Standard, load_standards
from cnesg.gap import Evidence, Gap, ItemGap

_HEADS = (
    *(
        "item",
        "items",
        "title",
        "status",
        "quality",
        "place",
        "quote",
        "claim",
        "peers",
        "missing_list",
        "overclaimed_list",
    ),
    *("summary", "evidence", "disclosed", "explained", "missing", "claimed_only", "vague"),
    *("talk_legend", "like_peers_head", "yes", "no"),
    *("by_aspect", "share", "year", "made_by", "legend", "kind_policy", "kind_measure", "kind_number", "standard"),
)


@dataclass(frozen=True)
class View:
    """What a page shows.

    Attributes:
        language: of all words.
        words: fixed words by name.
        name: the report's file name.
        standard: what the standard is called, with its edition.
        year: fiscal year, or None.
        counts: items by status.
        share: disclosed and explained items as a share of all, 0 to 1.
        notes: why nothing is shown as disclosed.
        groups: the standard's headings with their items.
        missing: items that are missing.
        overclaimed: items that the index claims and the content does not show.
        has_claims: the report has an index table of this standard.
        has_peers: shares of peers are known.
        talk: how much of the report is talk, in one sentence; empty where it says nothing.
    """

    language: Language
    words: Mapping[str, str]
    name: str
    standard: str
    year: int | None
    counts: Mapping[str, int]
    share: float
    notes: tuple[str, ...]
    groups: tuple[dict[str, Any], ...]
    missing: tuple[dict[str, Any], ...]
    overclaimed: tuple[dict[str, Any], ...]
    has_claims: bool
    has_peers: bool
    talk: str

    @property
    def items(self) -> tuple[dict[str, Any], ...]:
        """All items in order."""
        return tuple(item for group in self.groups for item in group["items"])


def view_of(gap: Gap, language: Language | None = None) -> View:
    """A gap in a language, the user's by default."""
    language = language or current_language()
    standard = load_standards().named(gap.standard)
    kinds = {key: entry.kind for key, entry in load_requirements().of(gap.standard).items()}
    groups: dict[str, dict[str, Any]] = {}
    for key, item in gap.items.items():
        head = _heading(standard, key)
        group = groups.setdefault(head, {"id": head, "title": _title(standard, head, language), "items": []})
        group["items"].append(_row(standard, item, kinds.get(key), language))
    for group in groups.values():
        group["counts"] = {
            s: sum(i["status"] == s for i in group["items"]) for s in ("disclosed", "explained", "missing")
        }
    rows = [row for group in groups.values() for row in group["items"]]
    counts = gap.counts()
    total = len(gap.items) or 1
    return View(
        language=language,
        words={head: render(f"gap.{head}", language=language) for head in _HEADS},
        name=gap.name,
        standard=f"{getattr(standard.name, language)} ({standard.edition})",
        year=gap.year,
        counts=counts,
        share=(counts["disclosed"] + counts["explained"]) / total,
        notes=tuple(render(f"gap.note_{note}", language=language) for note in gap.notes),
        groups=tuple(groups.values()),
        missing=tuple(row for row in rows if row["status"] == "missing"),
        overclaimed=tuple(row for row in rows if row["overclaimed"]),
        has_claims=any(row["claimed"] is not None for row in rows),
        has_peers=any(row["peers"] is not None for row in rows),
        talk=_talk(gap.talk, language),
    )


def percent(share: float | None) -> str:
    """A share as a whole per cent, a dash where it is not known."""
    return "–" if share is None else f"{share:.0%}"


def _talk(found: Sequence[Talk], language: Language) -> str:
    """Talk of the whole report and of each pillar it says something on."""
    said = {one.pillar: one for one in found if one.sentences}
    whole = said.get(None)
    if whole is None:
        return ""
    pillars = ", ".join(f"{pillar} {percent(one.share)}" for pillar, one in said.items() if pillar)
    return render(
        "gap.talk", language=language, share=percent(whole.share), sentences=f"{whole.sentences:,}", pillars=pillars
    )


def _peers(item: ItemGap, language: Language) -> str:
    """The share of peers, and whether this report does the same by the same measure.

    The status has a requirement of its own: an item can be missing of which a data point is answered, and the reverse.
    """
    if item.like_peers is None:
        return percent(item.peers)
    if item.status == "missing":
        answer = "partly_like_peers" if item.like_peers else "unlike_peers"
    else:
        answer = "like_peers" if item.like_peers else "otherwise_than_peers"
    return f"{percent(item.peers)} ({render(f'gap.{answer}', language=language)})"


def _heading(standard: Standard, key: str) -> str:
    """The entry that an item stands under: of a general disclosure its own aspect."""
    item = standard.by_id[key]
    return key if item.kind == "aspect" else item.parent or key


def _title(standard: Standard, key: str, language: Language) -> str:
    return str(getattr(standard.by_id[key].title, language))


def _row(standard: Standard, item: ItemGap, kind: str | None, language: Language) -> dict[str, Any]:
    own = f"{item.item} General Disclosure"
    return {
        "id": item.item,
        "title": _title(standard, own if own in standard.by_id else item.item, language),
        "kind": render(f"gap.kind_{kind}", language=language) if kind else "",
        "status": item.status,
        "status_text": render(f"gap.{item.status}", language=language),
        "evidence": [_evidence(evidence, language) for evidence in item.evidence],
        "claimed": item.claimed,
        "claim": item.claim or "",
        "overclaimed": item.overclaimed,
        "peers": item.peers,
        "like_peers": item.like_peers,
        "peers_text": _peers(item, language),
    }


def _evidence(evidence: Evidence, language: Language) -> dict[str, Any]:
    place = (
        render("gap.on_page", language=language, number=evidence.page)
        if evidence.page is not None
        else render("gap.on_line", language=language, number=evidence.line)
    )
    quality = render(f"gap.quality_{evidence.quality}", language=language)
    if evidence.metric:
        metric = load_methodology().metrics.get(evidence.metric)
        label = getattr(metric.label, language) if metric else evidence.metric
        quality = f"{quality}: {label}"
    return {"place": place, "quote": evidence.quote, "quality": quality, "vague": evidence.vague}
