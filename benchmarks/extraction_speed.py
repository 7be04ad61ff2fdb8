"""How long reading PDFs takes, beside reading their bare page text with pypdfium2 in the same run.

    benchmarks/extraction_speed.py FILE_OR_FOLDER... [--repeat N] [--jobs N] [--pictures]

For each PDF: pages; processor seconds of bare page text; and as multiples of that the text layer (lines and words with
boxes, drawings), quantities, quantities with statements; pages a second; the most memory a process held. Processor time
is taken, so that other work on the machine matters little; the best of N counts. Then one report is read again with its
pages once, twice and four times (is time linear, is memory bounded?), and all files, then all three times over, with
one process and with --jobs (by the clock: only on idle cores does it tell). Pictures are left out of all this;
--pictures reports apart what recognising them takes. The last line is one JSON object with every figure.
"""

import argparse
import json
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pypdfium2
from threadpoolctl import threadpool_limits

from cnesg.engine import LocalEngine
from cnesg.errors import CnesgError
from cnesg.extraction.quantities import extract_quantities
from cnesg.framework import load_methodology
from cnesg.pipeline.reports.extracting import ExtractionOptions, extract_file, extract_files, prepare_process
from cnesg.pipeline.reports.gathering import gather
from cnesg.text import read_document

AIM = 6.0
COPIES = (1, 2, 4)
BATCHES = (1, 3)  # how many times over the files are read by one process and by several
YEAR = 2023  # any: the year is found once a report, and finding none is no measure of speed


@dataclass(frozen=True)
class Figures:
    """Of one report: processor seconds of bare text, and multiples of it."""

    report: str
    pages: int
    bare: float
    text: float
    quantities: float
    both: float
    pages_a_second: float


def bare_text(path: Path) -> int:
    """Read all page text and nothing else; the number of pages."""
    with closing(pypdfium2.PdfDocument(path)) as document:
        for page in document:
            with closing(page), closing(page.get_textpage()) as textpage:
                textpage.get_text_range()
        return len(document)


def text_layer(path: Path) -> None:
    """Lines and words with boxes."""
    for _ in read_document(path, recognise=False).pages():
        pass


def quantities(path: Path) -> None:
    """All quantities."""
    extract_quantities(read_document(path, recognise=False), load_methodology(), year=YEAR)


def both(path: Path) -> None:
    """Quantities and statements, as `cnesg extract` does."""
    extract_file(path, ExtractionOptions(year=YEAR, pictures=False))


def seconds(work: Callable[[Path], object], path: Path, repeat: int) -> float:
    """Processor seconds, the best of several times."""
    times = []
    for _ in range(repeat):
        start = time.process_time()
        work(path)
        times.append(time.process_time() - start)
    return min(times)


def measure(path: Path, repeat: int) -> Figures:
    """The figures of one report."""
    pages = bare_text(path)  # also warms the disk
    bare = seconds(bare_text, path, 3 * repeat)
    text, found, all_of_it = (seconds(work, path, repeat) for work in (text_layer, quantities, both))
    return Figures(
        path.name, pages, round(bare, 4), round(text / bare, 2), round(found / bare, 2), round(all_of_it / bare, 2),
        round(pages / found, 1),
    )  # fmt: skip


def copied(path: Path, times: int, target: Path) -> Path:
    """A PDF with the pages of a report several times over."""
    with closing(pypdfium2.PdfDocument(path)) as source, closing(pypdfium2.PdfDocument.new()) as document:
        for _ in range(times):
            document.import_pages(source)
        document.save(target)
    return target


def growth(path: Path, folder: Path) -> dict[str, Any]:
    """Processor seconds a page and the peak of memory with a report's pages once, twice and four times."""
    paths = [copied(path, times, folder / f"{times}.pdf") for times in COPIES]
    options = ExtractionOptions(year=YEAR, statements=False, pictures=False)
    warm = [paths[0]] * 2  # a process takes its memory for good with its first report
    done = [extract_files([*warm, one], options)[-1] for one in paths]
    pages = [read.document.page_count if read.document else 0 for read in done]
    return {
        "report": path.name,
        "pages": pages,
        "cpu_seconds": [round(read.cpu_seconds, 3) for read in done],
        "a_page_relative": round(done[-1].cpu_seconds / pages[-1] / (done[0].cpu_seconds / pages[0]), 3),
        "peak_mib": [read.peak_memory // 1024**2 for read in done],
    }


def side_by_side(paths: list[Path], jobs: int) -> dict[str, Any]:
    """Seconds by the clock with one process and with several, and how many times faster that is.

    The seconds in which a process starts are no shorter beside another: the more files, the less they weigh.
    """
    options = ExtractionOptions(year=YEAR, pictures=False)
    taken = []
    for count in (1, jobs):
        start = time.perf_counter()
        results = extract_files(paths, options, LocalEngine(count))
        taken.append(time.perf_counter() - start)
    peak = max(result.peak_memory for result in results) // 1024**2
    return {
        "files": len(paths),
        "jobs": jobs,
        "seconds": [round(t, 2) for t in taken],
        "faster": round(taken[0] / taken[1], 2),
        "peak_mib": peak,
    }


def with_pictures(paths: list[Path]) -> list[dict[str, Any]]:
    """Processor seconds that recognising pictures adds, for each report that has any worth it."""
    rows = []
    plain, full = (
        extract_files(paths, ExtractionOptions(year=YEAR, statements=False, pictures=pictures))
        for pictures in (False, True)
    )
    for without, read in zip(plain, full, strict=True):
        added = read.cpu_seconds - without.cpu_seconds
        if read.document and added > 0.5:
            rows.append({"report": read.path.name, "pages": read.document.page_count, "added_seconds": round(added, 2)})
    return rows


def interpreter() -> dict[str, str]:
    """Which Python runs this, and the compiler and the day it was built with.

    Most of the time is the interpreter's own and bare text's is not: one built without profile-guided optimisation has
    greater multiples than one as distributions build it.
    """
    return {
        "python": platform.python_version(),
        "built": " ".join((platform.python_compiler(), *platform.python_build())),
    }


def readable(paths: Iterable[Path]) -> list[Path]:
    """The PDFs with a text layer; the others are named."""
    found = []
    for path in paths:
        if path.suffix.lower() != ".pdf":
            continue
        try:
            read_document(path, recognise=False)
        except CnesgError as error:
            print(f"left out: {error}", file=sys.stderr)
        else:
            found.append(path)
    return found


def main() -> int:
    """Entry point."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", nargs="+")
    parser.add_argument("--repeat", type=int, default=2)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--pictures", action="store_true")
    args = parser.parse_args()
    prepare_process()  # as in every process that reads reports: once, outside of every figure
    threadpool_limits(1)  # likewise: threads that wait for a busy core would count as processor time
    paths = readable(gather(args.reports).paths)
    rows = []
    python = interpreter()
    print(f"Python {python['python']} ({python['built']})")
    print(f"{'report':38} {'pages':>5} {'bare s':>7} {'text':>6} {'quant.':>6} {'both':>6} {'pages/s':>8}")
    for path in paths:
        row = measure(path, args.repeat)
        rows.append(row)
        print(
            f"{row.report[:38]:38} {row.pages:5} {row.bare:7.3f} {row.text:6.2f} {row.quantities:6.2f} {row.both:6.2f} "
            f"{row.pages_a_second:8.1f}",
            flush=True,
        )
    bare = sum(row.bare for row in rows)
    totals = {
        name: round(sum(getattr(row, name) * row.bare for row in rows) / bare, 2)
        for name in ("text", "quantities", "both")
    }
    print(f"all together, as multiples of bare text: {totals}; the aim for quantities is {AIM}")
    summary: dict[str, Any] = {"reports": [asdict(row) for row in rows], "totals": totals, "aim": AIM, **python}
    with tempfile.TemporaryDirectory() as folder:
        middling = sorted(zip(paths, rows, strict=True), key=lambda pair: pair[1].pages)[len(paths) // 2][0]
        summary["growth"] = growth(middling, Path(folder))
    print("pages once, twice, four times:", summary["growth"])
    summary["side_by_side"] = [side_by_side(paths * times, args.jobs) for times in BATCHES]
    for batch in summary["side_by_side"]:
        print("one process and several:", batch)
    if args.pictures:
        summary["pictures"] = with_pictures([p for p in gather(args.reports).paths if p.suffix.lower() == ".pdf"])
        print("recognising pictures:", summary["pictures"])
    print(json.dumps(summary))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
