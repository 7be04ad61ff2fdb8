"""What the comparison of a report with a standard gives."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from cnesg.disclosure.talk import Talk
from cnesg.model.records import BoundingBox
from cnesg.text.unread import Reason

Status = Literal["disclosed", "explained", "missing"]
Quality = Literal["figure", "assurance", "result", "action", "target", "system", "policy", "mention", "reason"]
Note = Literal["third_language", "index_only", "no_esg_content", "no_text"]


@dataclass(frozen=True)
class Evidence:
    """A place that shows an item.

    Attributes:
        page: 1-based page of a PDF; None for text files.
        line: 1-based line of a text file; None for PDFs.
        bbox: box in PDF points, origin top left; None for text files.
        quote: the words, at most 600 characters.
        quality: what the place amounts to: an extracted figure, the level of a statement, or the reason of an
            explanation.
        vague: it names no number, date, body, system, law, place or project.
        metric: for a figure, the metric.
    """

    page: int | None
    line: int | None
    bbox: BoundingBox | None
    quote: str
    quality: Quality
    vague: bool = False
    metric: str | None = None


@dataclass(frozen=True)
class ItemGap:
    """One item against one report.

    Attributes:
        item: the standard's id.
        status: disclosed, explained or missing.
        evidence: at most three places, the best first; empty where missing.
        claimed: what the report's own index table says: True a place, False not applicable or blank, None nothing.
        claim: the words of the index table.
        peers: share of the peers in the workspace that answer a data point mapped to the item, 0 to 1; None without a
            workspace or a mapping.
        like_peers: whether this report answers one of those data points; None as for `peers`. `status` is judged by
            the item's own requirement, so that the two may differ; only this one compares with `peers`.
    """

    item: str
    status: Status
    evidence: tuple[Evidence, ...] = ()
    claimed: bool | None = None
    claim: str | None = None
    peers: float | None = None
    like_peers: bool | None = None

    @property
    def overclaimed(self) -> bool:
        """Whether the index claims the item and the content does not show it."""
        return bool(self.claimed) and self.status == "missing"


@dataclass(frozen=True)
class Gap:
    """A report against a standard.

    Attributes:
        standard: the standard's code.
        document: SHA-256 of the report.
        name: the report's file name.
        items: by id, in the order of the standard.
        notes: why nothing is shown as disclosed, where that is due to the kind of document.
        year: the fiscal year that the report is about.
        talk: how much of what it says holds no number, no date and no act: whole, then E, S and G; empty where that
            was not asked.
        answered: the data points that the report's figures and statements answer.
        areas: how many sentences speak to each Level II indicator, by code.
        unread: the pages that were not read, or not wholly, with the reason: what is missing may be disclosed there.
    """

    standard: str
    document: str
    name: str
    items: dict[str, ItemGap]
    notes: tuple[Note, ...] = ()
    year: int | None = None
    talk: tuple[Talk, ...] = ()
    answered: frozenset[str] = frozenset()
    areas: Mapping[str, int] = field(default_factory=dict)
    unread: Mapping[int, Reason] = field(default_factory=dict)

    def counts(self) -> dict[str, int]:
        """How many items are disclosed, explained and missing."""
        found = Counter(item.status for item in self.items.values())
        return {status: found[status] for status in ("disclosed", "explained", "missing")}

    def as_row(self) -> dict[str, Any]:
        """The report as plain data, as `--format json` writes it."""
        return {
            "standard": self.standard,
            "document": self.document,
            "name": self.name,
            "year": self.year,
            "notes": list(self.notes),
            "pages_not_read": [{"page": page, "reason": reason} for page, reason in sorted(self.unread.items())],
            "counts": self.counts(),
            "talk": [{**asdict(talk), "share": talk.share} for talk in self.talk],
            "areas": dict(self.areas),
            "items": {
                key: {
                    "status": item.status,
                    "evidence": [asdict(evidence) for evidence in item.evidence],
                    "claimed": item.claimed,
                    "claim": item.claim,
                    "overclaimed": item.overclaimed,
                    "peers": item.peers,
                    "like_peers": item.like_peers,
                }
                for key, item in self.items.items()
            },
        }
