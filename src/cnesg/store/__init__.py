"""The workspace on disk: an append-only log of rows with three dates, and the documents they came from.

Nothing is overwritten. Readers see whole commits only, as of a date and at a position; a crash at any point loses
nothing that was acknowledged. What is promised, and how, is told in `docs/store.md`.
"""

from cnesg.store.check import Finding
from cnesg.store.commit_log import Commit
from cnesg.store.snapshots import Snapshots
from cnesg.store.store import Store

__all__ = ["Commit", "Finding", "Snapshots", "Store"]
