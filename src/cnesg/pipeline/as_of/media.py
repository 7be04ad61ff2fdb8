"""The media registry as it was known at an instant: what ships, and above it what the workspace's users imported."""

import re
from datetime import UTC, datetime
from typing import Any

import polars as pl

from cnesg.framework.definitions import Name
from cnesg.framework.media import MediaRegistry, Outlet
from cnesg.framework.media_files import load_media
from cnesg.pipeline.workspace import Workspace


def media_registry(workspace: Workspace, as_of: datetime | None = None, at: int | None = None) -> MediaRegistry:
    """The registry at an instant and a position of the store, now by default.

    Of several rows of a domain the one that was published last by then counts, then the one imported last.
    """
    rows = (
        workspace.store.read("media", at=at)
        .filter(pl.col("available_at") <= (as_of or datetime.now(UTC)))
        .sort("domain", "available_at", "position")
        .unique("domain", keep="last", maintain_order=True)
    )
    return load_media(workspace.methodology.folder).extended(_outlet(row) for row in rows.iter_rows(named=True))


def _outlet(row: dict[str, Any]) -> Outlet:
    either = row["name_en"] or row["name_zh"]
    aliases = (part.strip() for part in re.split("[;；]", row["aliases"] or ""))
    return Outlet(
        domains=(row["domain"],),
        name=Name(en=row["name_en"] or either, zh=row["name_zh"] or either) if either else None,
        aliases=tuple(alias for alias in aliases if alias),
        tier=row["tier"],
        language=row["language"],
    )
