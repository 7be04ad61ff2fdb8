"""Pictures of the pages on which numbers stand, with boxes of number, label, unit and year: made once, kept on disk."""

import io
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any

from cnesg.errors import UnreadableDocumentError
from cnesg.extraction.tracing import PageTracer, Sought, Trace
from cnesg.framework import Methodology
from cnesg.framework.lexicon import load_lexicon, matching_form
from cnesg.framework.units import load_units
from cnesg.model.records import BoundingBox
from cnesg.pipeline.debug_pictures import rendered_pages
from cnesg.store.durable import write_atomically
from cnesg.text.pdf import PdfPages, page_size

_QUALITY = 82
_LABEL = re.compile(r"^[^\d]{2,80}?(?=[\s:：]*[-(（]?\d)")
_PDFIUM = Lock()
"""pdfium is one for the whole process and not made for threads."""


@dataclass(frozen=True)
class PageSize:
    """A page's measures in PDF points."""

    width: float
    height: float


class PagePictures:
    """Pictures of pages in a folder of one's own.

    Args:
        folder: gets them; it is only a cache and may be deleted at any time.
        methodology: whose wording tells labels.
    """

    def __init__(self, folder: Path, methodology: Methodology) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._folder = folder
        self._methodology = methodology

    def picture(self, snapshot: Path, page: int) -> Path:
        """A file with the picture (WebP) of a page of a report.

        Args:
            snapshot: the report, named by its SHA-256.
            page: 1-based.

        Raises:
            UnreadableDocumentError: there is no such page, or it can't be drawn.
        """
        target = self._folder / snapshot.name / f"{page:04}.webp"
        if not target.is_file():
            self._draw(snapshot, page, target)
        return target

    def size(self, snapshot: Path, page: int) -> PageSize:
        """A page's measures, without drawing it.

        Raises:
            UnreadableDocumentError: there is no such page, or it can't be read.
        """
        told = self._folder / snapshot.name / f"{page:04}.json"
        if not told.is_file():
            try:
                with _PDFIUM:
                    width, height = page_size(snapshot, page)
            except IndexError as error:
                raise UnreadableDocumentError.of("text.damaged_page", path=snapshot.name[:12], page=page) from error
            _keep(told, json.dumps(asdict(PageSize(width, height))).encode())
        return PageSize(**json.loads(told.read_text("utf-8")))

    def around(self, snapshot: Path, row: Mapping[str, Any], *, wait: bool = True) -> Trace | None:
        """The boxes of a number's label, unit and year on its page, as far as they are found there again.

        Args:
            snapshot: the report.
            row: of OBSERVATIONS, with `page` and `bbox`.
            wait: look for them if nobody has yet, which takes a tenth of a second; else None then.
        """
        asked = (
            f"{row['bbox']}{row['concept']}{row['fiscal_year']}{row['unit']}"  # a planted error may change some of it
        )
        kept = self._folder / snapshot.name / f"{row['page']:04}-{sha256(asked.encode()).hexdigest()[:24]}.json"
        if not kept.is_file():
            if not wait:
                return None
            try:
                with _PDFIUM:
                    page = PdfPages(snapshot, recognise=False).page(row["page"])
                units = load_units(self._methodology.folder)
                found = PageTracer(page, units).find(self._sought(row))
            except (UnreadableDocumentError, IndexError):
                found = Trace()
            _keep(kept, json.dumps(asdict(found)).encode())
        told = json.loads(kept.read_text("utf-8"))
        return Trace(**{name: tuple(_box(box) for box in boxes) for name, boxes in told.items()})

    def _sought(self, row: Mapping[str, Any]) -> Sought:
        quote = row["quote"] or ""
        in_table = row["method"] == "table"
        own = _LABEL.match(quote)
        named = [own.group().strip()] if own and in_table else []
        lexicon, text = load_lexicon(self._methodology.folder), matching_form(quote)
        hits = [hit for hit in lexicon.find(text).hits if lexicon.entries[hit.entry].metric == row["concept"]]
        named += [quote[hit.start : hit.end] for hit in sorted(hits, key=lambda hit: hit.start - hit.end)]
        return Sought(
            number=_box(row["bbox"]),
            role="row" if in_table else "sentence",
            named=tuple(named),
            raw_unit=row["raw_unit"] or "",
            unit=row["unit"] or "",
            year=row["fiscal_year"],
        )

    def _draw(self, snapshot: Path, page: int, target: Path) -> None:
        try:
            with _PDFIUM:
                _, drawn = next(rendered_pages(snapshot, [page]))
        except Exception as error:  # pdfium's own errors and a page that is not there
            raise UnreadableDocumentError.of("text.damaged_page", path=snapshot.name[:12], page=page) from error
        buffer = io.BytesIO()
        drawn.image.save(buffer, "WEBP", quality=_QUALITY, method=2)
        _keep(target, buffer.getvalue())


def _keep(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_atomically(path, [content])


def _box(box: Any) -> BoundingBox:
    x0, y0, x1, y1 = (float(value) for value in box)
    return x0, y0, x1, y1
