"""What the committed book looks like: a hash of each page, so that a change of the data shows which pages it touched.

Only pages made from data are in it. Hand-written ones can't be stale, and the title page repeats the others and prints
version hashes that change with every comma.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path

MANIFEST = Path(__file__).with_name("manifest.txt")
_BY_HAND = ("decisions/", "handbook/")


def manifest(pages: Mapping[str, str]) -> str:
    """One line a page: the first 16 digits of SHA-256 over its Markdown, and its path; sorted by path."""
    digests = {
        place: hashlib.sha256(text.encode()).hexdigest()[:16]
        for place, text in pages.items()
        if place != "index.md" and not place.startswith(_BY_HAND)
    }
    return "".join(f"{digests[place]}  {place}\n" for place in sorted(digests))


def write_manifest(pages: Mapping[str, str]) -> None:
    """Write the manifest of these pages."""
    MANIFEST.write_text(manifest(pages), encoding="utf-8")


def stale_pages(pages: Mapping[str, str], written: str) -> tuple[str, ...]:
    """Paths of pages that are new, changed or gone since the manifest was written."""
    before, now = _read(written), _read(manifest(pages))
    return tuple(sorted(place for place in before.keys() | now.keys() if before.get(place) != now.get(place)))


def _read(written: str) -> dict[str, str]:
    """Digests by path."""
    rows = (row.split("  ", 1) for row in written.splitlines())
    return {place: digest for digest, place in rows}
