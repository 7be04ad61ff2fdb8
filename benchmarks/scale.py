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
import json
import pickle
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import asdict
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

import pikepdf

import cnesg
from cnesg.bench.history import history_of
from cnesg.bench.news import measure_news
from cnesg.bench.score import market_companies, market_facts
from cnesg.bench.timing import Measure
from cnesg.engine import Engine, Limits, LocalEngine, Outcome, open_engine
from cnesg.errors import CnesgError
from cnesg.framework import load_methodology
from cnesg.framework.profiles import find_profile
from cnesg.model import available_instant
from cnesg.pipeline import Workspace
from cnesg.pipeline.extracting import ExtractionOptions, extract_each
from cnesg.pipeline.importing import import_table
from cnesg.pipeline.ingesting import Report, ingest
from cnesg.pipeline.running import keep_run, run_rows

FULL = {"months": 120, "pages": 100_000, "items": 1_000_000}
_COMPANIES = 5_500
_PAGES_A_REPORT = 50
_MIB = 2**20
_CPU_ALLOWED = 1800.0
_MEMORY_ALLOWED = 8192.0
_TASKS = 200
_REPORTS = Path(cnesg.__file__).parent / "demo" / "reports"


def scoring(folder: Path, months: int) -> Iterator[Measure]:
    """A history in which one company in a hundred says all its figures anew each month, in a process of its own."""
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
    yield Measure(
        f"processor time of {months} months", sum(seconds), "s", _CPU_ALLOWED if months == FULL["months"] else None
    )
    yield Measure("of 120 months, if they go on so", first + 119 * median(later), "s", _CPU_ALLOWED)
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


def storing(folder: Path, count: int = 40) -> Iterator[Measure]:
    """What the one writer does for each report that others have read, and what travels to it."""
    text = (
        "Lanting Spirits 2023 ESG Report\n\nEnergy\n\nIn 2023, our total electricity consumption was {0},000 kWh.\n\n"
        "Employees\n\nAs of December 31, 2023, the Company had {0} employees in total.\n"
    )
    rows = "company_id,name_en,market,industry,valid_from,published\nL01,Liquor,a-share,340500,2015-01-01,2015-01-01\n"
    (folder / "companies.csv").write_text(rows, encoding="utf-8")
    with Workspace.create(folder / "workspace") as workspace:
        import_table(workspace, "companies", folder / "companies.csv")
        reports = []
        for number in range(count):
            path = folder / f"{number}.txt"
            path.write_text(text.format(400 + number), encoding="utf-8")
            reports.append(Report(path, "L01", 2023, date(2024, 4, 30)))
        ready = dict(extract_each([one.path for one in reports], ExtractionOptions("L01", 2023), engine=LocalEngine()))
        engine = _Given([ready[n] for n in range(count)])
        begun, used = time.perf_counter(), time.process_time()
        ingest(workspace, reports, engine)
        yield Measure("storing one report, by the clock", (time.perf_counter() - begun) / count * 1000, "ms")
        yield Measure("storing one report, processor time", (time.process_time() - used) / count * 1000, "ms")


class _Given:
    """An engine that has done its tasks already."""

    name = "given"

    def __init__(self, results: Sequence[Any]) -> None:
        self._results = results

    def run(self, *_: Any, **__: Any) -> Iterator[Outcome]:
        for index, result in enumerate(self._results):
            yield Outcome(index, result)

    def close(self) -> None:
        """Nothing is open."""


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


def month_travels(folder: Path, companies: int = 300) -> Iterator[Measure]:
    """What goes back to the command when a month was computed elsewhere, and what storing it takes there."""
    methodology = load_methodology()
    with Workspace.create(folder / "small") as workspace:
        workspace.store.commit({"companies": market_companies(methodology, companies)}, note="companies")
        workspace.store.commit({"observations": market_facts(methodology, companies)}, note="facts")
        chosen, position = find_profile(methodology, "default"), workspace.store.position
        instant = available_instant(date(2024, 5, 31))
        used = time.process_time()
        computed = run_rows(workspace, chosen, instant, position)
        yield Measure(f"a month of {companies} companies, computed", time.process_time() - used, "s")
        packed = pickle.dumps(computed)
        yield Measure("what travels back from a month, a company", len(packed) / companies / 1024, "KiB")
        used = time.process_time()
        keep_run(workspace, chosen, pickle.loads(packed), instant, position)
        yield Measure(f"a month of {companies} companies, unpacked and stored", time.process_time() - used, "s")


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
