"""Where deliveries lie: `PRODUCT/2025-06/edition-1/`. An edition appears whole or not at all, and never changes."""

import json
import re
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cnesg.errors import InputError
from cnesg.store.durable import flush_file, flush_folder

MANIFEST = "manifest.json"
_EDITION = re.compile(r"edition-([1-9]\d*)")
_MONTH = re.compile(r"\d{4}-\d\d")


@dataclass(frozen=True)
class Edition:
    """One delivery of a product and month.

    Attributes:
        folder: where its files lie.
        month: `2025-06`.
        number: 1, 2 ...; a correction has the next number.
    """

    folder: Path
    month: str
    number: int

    def manifest(self) -> dict[str, Any]:
        """Its manifest.

        Raises:
            InputError: it is missing or damaged.
        """
        return read_manifest(self.folder)


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest in a folder.

    Raises:
        InputError: there is none, or it is no JSON object.
    """
    try:
        content = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise InputError.of("delivery.no_manifest", folder=folder) from error
    except (OSError, ValueError) as error:
        raise InputError.of("delivery.bad_manifest", path=folder / MANIFEST, what=error) from error
    if not isinstance(content, dict):
        raise InputError.of("delivery.bad_manifest", path=folder / MANIFEST, what="-")
    return content


def editions(out: Path, product: str) -> list[Edition]:
    """All editions of a product, by month and number."""
    found = []
    for folder in (out / product).glob("*/edition-*"):
        match = _EDITION.fullmatch(folder.name)
        if match and _MONTH.fullmatch(folder.parent.name) and (folder / MANIFEST).is_file():
            found.append(Edition(folder, folder.parent.name, int(match[1])))
    return sorted(found, key=lambda edition: (edition.month, edition.number))


def latest(out: Path, product: str, month: str) -> Edition | None:
    """The newest edition of a product and month."""
    return next((e for e in reversed(editions(out, product)) if e.month == month), None)


def before(out: Path, product: str, month: str) -> Edition | None:
    """What a new edition is compared with: the newest of the month, else of the last month before it."""
    return next((e for e in reversed(editions(out, product)) if e.month <= month), None)


def put(out: Path, product: str, month: str, number: int, files: Mapping[str, bytes]) -> Path:
    """Write an edition: into a temporary folder beside its place, forced to the disk, then renamed.

    Raises:
        InputError: the place can't be written to, or somebody else made the edition meanwhile.
    """
    place = out / product / month / f"edition-{number}"
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(dir=place.parent, prefix=f".{place.name}."))
        try:
            for name, content in files.items():
                (temporary / name).write_bytes(content)
                (temporary / name).chmod(0o644)
                flush_file(temporary / name)
            temporary.chmod(0o755)
            flush_folder(temporary)
            temporary.rename(place)  # fails where a folder with files stands already: editions are never replaced
        except BaseException:
            shutil.rmtree(temporary, ignore_errors=True)
            raise
        flush_folder(place.parent)
    except OSError as error:
        raise InputError.of("pipeline.unwritable", path=place, reason=error.strerror) from error
    return place
