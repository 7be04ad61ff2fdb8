"""What the committed book looks like: a hash of each page, so that a change of the data shows which pages it touched."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

MANIFEST = Path(__file__).with_name("manifest.txt")


def manifest(pages: Mapping[str, str]) -> str:
    """One line a page: the first 16 digits of SHA-256 over its Markdown, and its path; sorted by path."""
    digests = {place: hashlib.sha256(text.encode()).hexdigest()[:16] for place, text in pages.items()}
    return "".join(f"{digests[place]}  {place}\n" for place in sorted(digests))


def write_manifest(pages: Mapping[str, str]) -> None:
    """Write the manifest of these pages."""
    MANIFEST.write_text(manifest(pages), encoding="utf-8")


def stale_pages(pages: Mapping[str, str], written: str) -> tuple[str, ...]:
    """Paths of pages that are new, changed or gone since the manifest was written."""
    before = dict(reversed(row.split("  ", 1)) for row in written.splitlines())
    now = dict(reversed(row.split("  ", 1)) for row in manifest(pages).splitlines())
    return tuple(sorted(place for place in before.keys() | now.keys() if before.get(place) != now.get(place)))
