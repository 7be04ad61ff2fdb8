"""Pages as PDF, set by Typst in a Chinese font of a package: the same words give the same bytes on every machine.

The system's own fonts are left out, so that nothing depends on what a machine has. Both come with the extra `pdf`.
"""

import hashlib
import json
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from cnesg.errors import InputError

_HOUSE = "house.typ"
_PACKAGE = "zhplot"
_FILE = "NotoSansSC-Regular.ttf"


def font_file() -> Path | None:
    """Noto Sans SC (SIL Open Font License) where the extra `pdf` is installed, else None.

    The package that carries it is looked for, never imported: importing would load matplotlib and change its settings.
    """
    found = find_spec(_PACKAGE)
    for folder in (found.submodule_search_locations or ()) if found else ():
        path = Path(folder) / "fonts" / _FILE
        if path.is_file():
            return path
    return None


def can_typeset() -> bool:
    """Whether PDFs can be made here."""
    return find_spec("typst") is not None and font_file() is not None


@cache
def tools() -> dict[str, str]:
    """What decides on a PDF's bytes beside its words: Typst's version and the font.

    Raises:
        InputError: the extra `pdf` is not installed.
    """
    return {
        "typst": version("typst"),
        "font": f"{_FILE} of {_PACKAGE} {version(_PACKAGE)}",
        "font_sha256": hashlib.sha256(_needed_font().read_bytes()).hexdigest(),
    }


def typeset(template: Traversable, data: Mapping[str, Any], stamp: datetime | None = None) -> bytes:
    """A PDF.

    Args:
        template: Typst file, which reads `data.json` and may import `house.typ`.
        data: the words and numbers; `stamp` is added, null or the parts of the instant in UTC.
        stamp: the date of creation that the PDF carries; without one it carries none.

    Raises:
        InputError: the extra `pdf` is not installed.
    """
    font = _needed_font()
    import typst

    house = files("cnesg.pipeline.typesetting") / _HOUSE
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for source in (house, template):
            (work / source.name).write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
        content = json.dumps({**data, "stamp": _parts(stamp)}, ensure_ascii=False)
        (work / "data.json").write_text(content, encoding="utf-8")
        page = work / template.name
        made = typst.compile(str(page), root=str(work), font_paths=[str(font.parent)], ignore_system_fonts=True)
        return bytes(made)


def _needed_font() -> Path:
    font = font_file()
    if font is None or find_spec("typst") is None:
        raise InputError.of("pipeline.needs_typesetting")
    return font


def _parts(stamp: datetime | None) -> dict[str, int] | None:
    if stamp is None:
        return None
    there = stamp.astimezone(UTC)
    return {name: getattr(there, name) for name in ("year", "month", "day", "hour", "minute", "second")}
