"""Reports into the workspace: extracted, and committed with their snapshots."""

import hashlib
from collections.abc import Callable, Hashable, Iterator, Sequence

from cnesg.engine import Engine, Limits
from cnesg.errors import InputError, UnreadableDocumentError
from cnesg.framework.definitions import Profile
from cnesg.framework.profiles import for_reading
from cnesg.pipeline.in_groups import InGroups
from cnesg.pipeline.reports.extracting import ExtractionOptions, content_hash, extract_each
from cnesg.pipeline.reports.storing import MOST_ROWS, ROOM, WAIT, Ingested, Ready, Report, ReportStorage, companions
from cnesg.pipeline.workspace import Workspace

__all__ = ["DOCUMENT_KINDS", "Ingested", "Report", "ingest"]

DOCUMENT_KINDS = ("esg", "annual", "interim", "quarterly", "announcement", "other")


def ingest(
    workspace: Workspace,
    reports: list[Report],
    engine: Engine | None = None,
    limits: Limits | None = None,
    profile: Profile | None = None,
    on_read: Callable[[], None] = lambda: None,
) -> list[Ingested]:
    """Extract the reports and commit each with its snapshot, document row and observations.

    A report that the workspace holds for the same company is noticed before it is read, and left as it is. Files that
    can't be read are reported in their place and do not stop the others. What was read is stored at once, all that is
    ready in one commit, while the others are being read: what is broken off goes on where it stopped when it is started
    again. Which are stored together changes nothing but positions and instants
    (`cnesg.pipeline.reports.storing.companions`).

    Args:
        workspace: where they go.
        reports: what to take in.
        engine: what reads; one child process of this machine by default.
        limits: on time and memory of a report.
        profile: its overrides of what reading uses are in force, and the rows name them. All data points are asked for,
            whatever it chooses: a workspace serves every profile.
        on_read: called for each report that was read, or is known, on whatever machine; for progress bars.

    Returns:
        One result a report, in the order given.

    Raises:
        InputError: an unknown company or kind of document; nothing is stored then.
        UnreadableDocumentError: none of the files can be read.
    """
    ids = checked_ids(workspace, reports)
    known = _known(workspace, reports, ids)
    results = {index: Ingested(reports[index].path, known=True) for index in known}
    rest = [index for index in range(len(reports)) if index not in known]
    for _ in known:
        on_read()
    read_with, version = reading(workspace, profile)
    options = [ExtractionOptions(ids[reports[i].company], reports[i].year, profile=read_with) for i in rest]
    storage = ReportStorage(workspace, version)

    def store(group: Sequence[Ready]) -> None:
        results.update((one.number, done) for one, done in zip(group, storage.store(group), strict=True))

    order = _Order([companions(reports[i], ids[reports[i].company]) for i in rest])
    each = extract_each([reports[i].path for i in rest], options, engine=engine, limits=limits, largest_first=False)
    with InGroups[Ready](store, wait=WAIT, most=MOST_ROWS, size=lambda one: one.rows, room=ROOM) as ready:
        for place, extraction in each:
            one = Ready(rest[place], reports[rest[place]], ids[reports[rest[place]].company], extraction)
            for following in order.now(place, one):
                ready.put(following)
            on_read()
    done = [results[index] for index in range(len(reports))]
    if all(result.extraction and result.extraction.problems for result in done):
        raise UnreadableDocumentError(*(p for r in done if r.extraction for p in r.extraction.problems))
    return done


def checked_ids(workspace: Workspace, reports: Sequence[Report]) -> dict[str, str]:
    """The id of each company that reports name.

    Raises:
        InputError: an unknown company or kind of document.
    """
    finder = workspace.finder()
    ids = {company: finder.find(company) for company in dict.fromkeys(report.company for report in reports)}
    for report in reports:
        if report.kind not in DOCUMENT_KINDS:
            raise InputError.of("pipeline.document_kind", kind=report.kind, kinds=", ".join(DOCUMENT_KINDS))
    return ids


class _Order:
    """Lets companions pass in the order given, whichever is read first, and everything else at once.

    Args:
        keys: of each report; equal for companions.
    """

    def __init__(self, keys: Sequence[Hashable]) -> None:
        self._next: dict[int, int] = {}
        last: dict[Hashable, int] = {}
        for place, key in enumerate(keys):
            if key in last:
                self._next[last[key]] = place
            last[key] = place
        self._held_up = set(self._next.values())
        self._waiting: dict[int, Ready] = {}

    def now(self, place: int, one: Ready) -> Iterator[Ready]:
        """What may pass now that the report at a place is ready."""
        self._waiting[place] = one
        at: int | None = place
        while at is not None and at not in self._held_up and at in self._waiting:
            yield self._waiting.pop(at)
            at = self._next.get(at)
            self._held_up.discard(at if at is not None else -1)


def _known(workspace: Workspace, reports: list[Report], ids: dict[str, str]) -> set[int]:
    """Which reports the workspace holds for their company already, or that are given twice."""
    documents = workspace.store.read("documents").select("document", "company_id")
    seen: set[tuple[str, str]] = set(documents.iter_rows())
    known = set()
    for index, report in enumerate(reports):
        document = content_hash(report.path)
        if document is None:
            continue
        if (document, ids[report.company]) in seen:
            known.add(index)
        seen.add((document, ids[report.company]))
    return known


def reading(workspace: Workspace, profile: Profile | None) -> tuple[str | None, str]:
    """The part of a profile that reading uses, as JSON, and what observations name as the version that read them."""
    version = workspace.methodology.versions.extraction
    used = for_reading(profile) if profile else None
    if used is None or not used.overrides:
        return None, version
    content = used.model_dump_json()
    return content, f"{version}@{hashlib.sha256(content.encode()).hexdigest()[:8]}"
