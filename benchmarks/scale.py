"""What the work costs on one machine, a piece of each kind: what `docs/scale.md` and the simulation rest on.

    benchmarks/scale.py [--only PART ...] [--months N] [--pages N] [--items N] [--full] [--json FILE]

Parts: `scoring` (5,500 companies, 278 data points, a history of months: processor seconds, whether later months cost
more, memory), `pages` (drawn from the packaged reports, read in one warm child process: cost at the beginning and at
the end, memory), `storing` and `month` (what the one writer does for each report and month that others did, and what
travels to it), `news` (made-up items through the whole chain: cost and memory as they go by), `overhead` (the same
tasks here, on Ray and on Spark in one run). `--full` takes what is asked of a whole market: 120 months, 100,000 pages,
a million items. All is drawn from seeds. Processor time is taken where it can be, so that other work on the machine
matters little.
"""

import argparse
import hashlib
import json
import pickle
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from statistics import median

import pikepdf

import cnesg
from cnesg.bench.history import history_of, said_anew
from cnesg.bench.news import measure_news
from cnesg.bench.score import market_companies, market_facts
from cnesg.bench.timing import Measure
from cnesg.engine import Engine, Limits, LocalEngine, open_engine
from cnesg.errors import CnesgError
from cnesg.framework import load_methodology
from cnesg.framework.profiles import find_profile
from cnesg.model import available_instant
from cnesg.pipeline import Workspace
from cnesg.pipeline.imports.importing import import_table
from cnesg.pipeline.months.elsewhere import ComputedMonth, MonthsTask, computed_months
from cnesg.pipeline.months.monthly import month_ends
from cnesg.pipeline.reports.extracting import Extraction, ExtractionOptions, extract_each
from cnesg.pipeline.reports.storing import Ready, Report, ReportStorage
from cnesg.pipeline.runs.running import keep_run, pinned_versions

FULL = {"months": 120, "pages": 100_000, "items": 1_000_000}
_COMPANIES = 5_500
_PAGES_A_REPORT = 50
_MIB = 2**20
_CPU_ALLOWED = 1800.0
_MEMORY_ALLOWED = 8192.0
_TASKS = 200
_REPORTS = Path(cnesg.__file__).parent / "demo" / "reports"


def scoring(folder: Path, months: int) -> Iterator[Measure]:
    """A history in a process of its own: each April all tell another year's figures, each month one in a hundred."""
    methodology = load_methodology()
    with Workspace.create(folder / "workspace") as workspace:
        workspace.store.commit({"companies": market_companies(methodology, _COMPANIES)}, note="companies")
        facts = market_facts(methodology, _COMPANIES)
        workspace.store.commit({"observations": facts}, note="facts")
    seconds, peak = history_of(folder / "workspace", facts, months)
    first, later = seconds[0], seconds[1:]
    third = max(1, len(later) // 3)
    growth = median(later[-third:]) / median(later[:third])
    yield Measure("the first month, stored", first, "s")
    yield Measure("a later month, stored, the middle", median(later), "s")
    yield Measure("company-months a processor second, a whole month", _COMPANIES / first, "company-months/s")
    yield Measure("a month of the last third / of the first", growth, "times", 1.25)
    whole = months == FULL["months"]
    yield Measure(f"processor time of {months} months", sum(seconds), "s", _CPU_ALLOWED if whole else None)
    if not whole:
        yield Measure("of 120 months, if all cost as much as these on average", 120 * sum(seconds) / months, "s")
    yield Measure("memory", peak, "MiB", _MEMORY_ALLOWED)


def drawn_reports(folder: Path, pages: int, seed: int = 1) -> list[Path]:
    """Reports of fifty pages, each drawn from the pages of the packaged reports."""
    draw, made = random.Random(seed), []
    with ExitStack() as stack:
        sources = [stack.enter_context(pikepdf.open(path)) for path in sorted(_REPORTS.glob("*.pdf"))]
        for number in range(-(-pages // _PAGES_A_REPORT)):
            report = pikepdf.new()
            for _ in range(_PAGES_A_REPORT):
                report.pages.append(draw.choice(draw.choice(sources).pages))
            made.append(folder / f"{number:05}.pdf")
            report.save(made[-1])
    return made


def pages(folder: Path, count: int) -> Iterator[Measure]:
    """Pages through the reader in one warm child process; a hundred reports at most are drawn, and read again."""
    options, rates, peaks = ExtractionOptions(year=2023, pictures=False), list[float](), list[int]()
    whole = drawn_reports(folder, min(count, 5_000))
    paths = [whole[n % len(whole)] for n in range(-(-count // _PAGES_A_REPORT))]
    begun = time.perf_counter()
    for _, extraction in extract_each(paths, options, engine=LocalEngine(), limits=Limits(), largest_first=False):
        assert not extraction.problems, extraction.problems
        rates.append(extraction.cpu_seconds / _PAGES_A_REPORT * 1000)
        peaks.append(extraction.peak_memory)
    clock = time.perf_counter() - begun
    quarter = max(1, len(rates) // 4)
    first, last = median(rates[:quarter]), median(rates[-quarter:])
    yield Measure("pages read", float(len(rates) * _PAGES_A_REPORT), "pages")
    yield Measure("a page, processor time", median(rates), "ms")
    yield Measure("a report of fifty pages, processor time", median(rates) * _PAGES_A_REPORT / 1000, "s")
    yield Measure("pages a second by the clock", len(rates) * _PAGES_A_REPORT / clock, "pages/s")
    yield Measure("a page of the last quarter / of the first", last / first, "times", 1.1)
    yield Measure("most memory of the first quarter", max(peaks[:quarter]) / _MIB, "MiB")
    yield Measure("most memory of the last quarter", max(peaks[-quarter:]) / _MIB, "MiB")


def storing(folder: Path, count: int = 120) -> Iterator[Measure]:
    """What the one writer does for each report that others have read: each by itself, and those that are ready at once.

    Reports of different companies, so that none has to wait for another (`cnesg.pipeline.reports.storing.companions`).
    """
    companies = [f"L{number:03}" for number in range(count)]
    rows = "".join(f"{one},{one} Liquor,a-share,340500,2015-01-01,2015-01-01\n" for one in companies)
    header = "company_id,name_en,market,industry,valid_from,published\n"
    (folder / "companies.csv").write_text(header + rows, encoding="utf-8")
    reports = []
    for number, company in enumerate(companies):
        path = folder / f"{number}.txt"
        path.write_text(f"report {number}", encoding="utf-8")
        reports.append(Report(path, company, 2023, date(2024, 4, 30)))
    _, read = next(extract_each([next(_REPORTS.glob("*.pdf"))], ExtractionOptions(year=2023), engine=LocalEngine()))
    ready = [_as_if_from(read, one.path) for one in reports]
    yield Measure("rows of a report", float(len(read.quantities) + len(read.statements)), "rows")
    for together in (1, 10, count):
        with Workspace.create(folder / f"workspace-{together}") as workspace:
            import_table(workspace, "companies", folder / "companies.csv")
            storage = ReportStorage(workspace, "measured")
            groups = [
                [Ready(n, reports[n], companies[n], ready[n]) for n in range(first, min(first + together, count))]
                for first in range(0, count, together)
            ]
            storage.store([replace(groups[0][0], report=replace(reports[0], published=date(2023, 4, 30)))])
            begun, used = time.perf_counter(), time.process_time()
            for group in groups[1:] if together == 1 else groups:
                storage.store(group)
            stored = count - 1
            clock, processor = time.perf_counter() - begun, time.process_time() - used
            yield Measure(f"storing a report, {together} in a commit, by the clock", clock / stored * 1000, "ms")
            yield Measure(f"storing a report, {together} in a commit, processor", processor / stored * 1000, "ms")


def _as_if_from(read: Extraction, path: Path) -> Extraction:
    """The same facts as if another file stated them."""
    assert read.document is not None
    name = hashlib.sha256(path.read_bytes()).hexdigest()
    return replace(
        read,
        path=path,
        document=replace(read.document, sha256=name),
        quantities=tuple(replace(one, document=name) for one in read.quantities),
        statements=tuple(replace(one, document=name) for one in read.statements),
    )


def overhead(folder: Path) -> Iterator[Measure]:
    """The same tasks on each engine that is installed: one that does nothing, and reports to read."""
    reports = drawn_reports(folder, 8 * _PAGES_A_REPORT)
    options = ExtractionOptions(year=2023, pictures=False)
    told: dict[str, list[object]] = {}
    for name in ("local", "ray", "spark"):
        try:
            with closing(open_engine(name, None, 2)) as engine:
                list(engine.run(_nothing, range(8)))  # who starts late is no overhead of a task
                clock = _clock(lambda engine=engine: list(engine.run(_nothing, range(_TASKS))))  # type: ignore[misc]
                yield Measure(f"{name}: a task that does nothing", clock / _TASKS * 1000, "ms")
                found: list[object] = []
                clock = _clock(lambda engine=engine, found=found: found.extend(_facts(engine, reports, options)))  # type: ignore[misc]
                told[name] = found
                yield Measure(f"{name}: eight reports of fifty pages, children started anew", clock, "s")
        except (CnesgError, ImportError) as error:
            sys.stderr.write(f"{name} is left out: {error}\n")
    yield Measure(
        "engines that gave other facts than local", float(sum(one != told["local"] for one in told.values())), "", 0.0
    )
    sizes = [len(pickle.dumps(one)) for _, one in extract_each(reports[:2], options, limits=Limits())]
    yield Measure("what travels back from a report", median(sizes) / 1024, "KiB")


def month_travels(folder: Path, companies: int = 1_000) -> Iterator[Measure]:
    """What goes back to the command when a year was computed elsewhere, and what storing its months takes there."""
    methodology = load_methodology()
    ends = month_ends(date(2024, 5, 1), date(2024, 7, 1))
    with Workspace.create(folder / "small") as workspace:
        workspace.store.commit({"companies": market_companies(methodology, companies)}, note="companies")
        facts = market_facts(methodology, companies)
        workspace.store.commit({"observations": facts}, note="facts")
        for number, end in enumerate(ends[1:], start=1):
            workspace.store.commit({"observations": said_anew(facts, number, end)}, note="figures said anew")
        chosen, position = find_profile(methodology, "default"), workspace.store.position
        versions, instants = pinned_versions(workspace, chosen), [available_instant(end) for end in ends]
        content = chosen.model_dump_json()
        tasks = [
            MonthsTask(workspace.folder, content, tuple(some), position, versions) for some in (instants[:1], instants)
        ]
        computed_months(tasks[0])  # what is loaded once is loaded
        used = time.process_time()
        computed_months(tasks[0])
        first = time.process_time() - used
        found = computed_months(tasks[1])
        whole = time.process_time() - used - first
        yield Measure(f"the first month of a year of {companies} companies, computed", first, "s")
        yield Measure("a later one, in which one company in a hundred changed", (whole - first) / (len(ends) - 1), "s")
        sizes, stored = [], []
        for instant, month in zip(instants, found, strict=True):
            assert isinstance(month, ComputedMonth)
            packed = pickle.dumps(month)
            used = time.process_time()
            keep_run(workspace, chosen, pickle.loads(packed).storable, instant, position)
            stored.append(time.process_time() - used)
            sizes.append(len(packed) / companies / 1024)
        yield Measure("what travels back from the first month, a company", sizes[0], "KiB")
        yield Measure("what travels back from a later one, a company", median(sizes[1:]), "KiB")
        yield Measure("the first month, unpacked and stored", stored[0], "s")
        yield Measure("a later one, unpacked and stored", median(stored[1:]), "s")


def _facts(engine: Engine, reports: list[Path], options: ExtractionOptions) -> list[object]:
    found = dict(extract_each(reports, options, engine=engine, limits=Limits()))
    return [(found[n].quantities, found[n].statements) for n in range(len(reports))]


def _nothing(task: int) -> int:
    return task


def _clock(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main() -> int:
    """Measure, print a line each, write them down; 1 where a limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parts = ("scoring", "pages", "storing", "month", "news", "overhead")
    parser.add_argument("--only", nargs="*", choices=parts, default=parts)
    parser.add_argument("--months", type=int, default=6)
    parser.add_argument("--pages", type=int, default=2_000)
    parser.add_argument("--items", type=int, default=20_000)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    size = FULL if asked.full else {"months": asked.months, "pages": asked.pages, "items": asked.items}
    work: dict[str, Callable[[Path], Iterator[Measure]]] = {
        "scoring": lambda folder: scoring(folder, size["months"]),
        "pages": lambda folder: pages(folder, size["pages"]),
        "storing": storing,
        "month": month_travels,
        "news": lambda folder: measure_news(folder, size["items"]),
        "overhead": overhead,
    }
    measures: dict[str, list[Measure]] = {}
    for part in parts:
        if part not in asked.only:
            continue
        measures[part] = []
        with tempfile.TemporaryDirectory(prefix="cnesg-scale-") as folder:
            for one in work[part](Path(folder)):
                measures[part].append(one)
                limit = f" (limit {one.limit:g})" if one.limit is not None else ""
                print(
                    f"{part}: {one.name}: {one.value:.4g} {one.unit}{limit}{'' if one.kept else ' MISSED'}", flush=True
                )
    if asked.json:
        told = {part: [asdict(one) for one in found] for part, found in measures.items()}
        asked.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    return int(any(not one.kept for found in measures.values() for one in found))


if __name__ == "__main__":
    sys.exit(main())
