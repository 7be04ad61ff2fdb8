"""How well the shipped extractor finds the quantities of labelled reports.

    benchmarks/extraction_accuracy.py --reports DIR --gold DIR [--scorer PATH] [--jobs N] [--out DIR]

DIR of --gold holds a folder for each labelled report and maybe `split.csv` (columns report, part, document); without
it all reports are one part, `all`, and each is found under --reports by its folder's name. Prints a row for each
report, then for each part the macro average and the worst, with --reliability also how often rows of some confidence
are right; the last line is one JSON object with every figure.
"""

import argparse
import csv
import importlib.util
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from row_verdicts import labels_of, reliability, verdicts

FIGURES = ("value_recall", "strict_recall", "precision", "strict_precision", "place_accuracy", "quote_accuracy")
_SUFFIXES = (".txt", ".pdf", ".TXT", ".PDF")


@dataclass(frozen=True)
class Report:
    """A labelled report."""

    name: str
    part: str
    document: Path
    gold: Path
    year: int | None


def find_reports(reports: Path, gold: Path, labels: str = "quantities.jsonl") -> list[Report]:
    """The reports of a gold folder with labels of a kind, by part and name; a note on those without a document."""
    split: dict[str, dict[str, str]] = {}
    if (gold / "split.csv").exists():
        with (gold / "split.csv").open(encoding="utf-8") as file:
            split = {row["report"]: row for row in csv.DictReader(file)}
    found = []
    for folder in sorted(p for p in gold.iterdir() if (p / labels).exists()):
        row = split.get(folder.name, {})
        document = _document(reports, folder.name, row.get("document", ""))
        if document is None:
            print(f"no document for {folder.name} under {reports}", file=sys.stderr)
            continue
        year = int(row["year"]) if row.get("year", "").isdigit() else None
        found.append(Report(folder.name, row.get("part", "all"), document, folder, year))
    return sorted(found, key=lambda r: (r.part != "tune", r.part, r.name))


def _document(reports: Path, name: str, given: str) -> Path | None:
    if given:
        for path in (reports.parent / given, reports / given):
            if path.exists():
                return path
    return next((p for p in sorted(reports.rglob(f"{name}.*")) if p.suffix in _SUFFIXES), None)


_knowledge: Any = None


def extract(report: Report, target: Path, *, given_year: bool) -> float:
    """Run the shipped extractor on one report and write its rows; the seconds it took."""
    global _knowledge  # noqa: PLW0603 - one load for a worker process
    from cnesg.extraction.knowledge import Knowledge
    from cnesg.extraction.quantities import extract_quantities
    from cnesg.framework import load_methodology
    from cnesg.text import read_document

    if _knowledge is None:
        _knowledge = Knowledge.of(load_methodology())
    start = time.perf_counter()
    rows = extract_quantities(read_document(report.document), _knowledge, year=report.year if given_year else None)
    took = time.perf_counter() - start
    with target.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row.as_row(), ensure_ascii=False) + "\n")
    return took


def load_scorer(path: Path) -> Any:
    """The scorer as a module, for its rules of pairing."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"no scorer at {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score(scorer: Path, rows: Path, report: Report) -> dict[str, Any]:
    """The scorer's figures for one report."""
    run = subprocess.run(
        [sys.executable, str(scorer), str(rows), str(report.gold)], capture_output=True, text=True, check=True
    )
    result: dict[str, Any] = json.loads(run.stdout.splitlines()[0])
    return result


def confidences(args: argparse.Namespace, extracted: list[tuple[Report, Path]]) -> list[tuple[float, bool]]:
    """The confidence of each row that the labels judge, and whether it is right."""
    scorer, said = load_scorer(args.scorer), []
    for report, path in extracted:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        gold = labels_of(report.gold, args.vocabulary, scorer)
        judged = verdicts(rows, gold, report.gold, args.vocabulary, scorer)
        said += [(rows[index]["confidence"], right) for index, right in judged]
    return said


def averages(results: Iterable[dict[str, Any]]) -> dict[str, float]:
    """Macro averages of the scorer's figures, and the worst recall and precision."""
    rows = [r for r in results if r["facts"]]
    if not rows:
        return {}
    mean = {name: round(sum(r[name] for r in rows) / len(rows), 4) for name in FIGURES}
    facts = sum(r["facts"] for r in rows)
    micro = round(sum(r["value_recall"] * r["facts"] for r in rows) / facts, 4)
    return mean | {
        "micro_value_recall": micro,
        "worst_recall": min(r["value_recall"] for r in rows),
        "worst_precision": min(r["precision"] for r in rows),
        "reports": len(rows),
    }


def main() -> int:
    """Entry point."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True)
    default = Path(__file__).resolve().parents[2] / "shared" / "tools" / "score_extraction.py"
    parser.add_argument("--scorer", type=Path, default=default)
    parser.add_argument("--reliability", action="store_true", help="tell how often rows of some confidence are right")
    parser.add_argument("--vocabulary", type=Path, default=default.parents[1] / "data" / "gold" / "metrics.csv")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", help="a part (tune, check) or the beginning of a report's name")
    parser.add_argument("--given-year", action="store_true", help="take the fiscal year from split.csv")
    parser.add_argument("--out", type=Path, help="keep the extracted rows here")
    args = parser.parse_args()
    reports = find_reports(args.reports, args.gold)
    if args.only:
        reports = [r for r in reports if r.part == args.only or r.name.startswith(args.only)]
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.out or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        targets = [folder / f"{r.name}.jsonl" for r in reports]
        with ProcessPoolExecutor(max_workers=args.jobs) as pool:
            jobs = [
                pool.submit(extract, r, t, given_year=args.given_year) for r, t in zip(reports, targets, strict=True)
            ]
            seconds = [job.result() for job in jobs]
        results = [score(args.scorer, t, r) for r, t in zip(reports, targets, strict=True)]
        said = {
            part: confidences(args, [(r, t) for r, t in zip(reports, targets, strict=True) if r.part == part])
            for part in dict.fromkeys(r.part for r in reports if args.reliability)
        }
    print(
        f"{'part':6} {'report':34} {'facts':>5} {'rows':>5} {'recall':>7} {'strict':>7} {'prec':>7} {'sprec':>7} "
        f"{'place':>6} {'s':>6}"
    )
    for report, took, row in zip(reports, seconds, results, strict=True):
        print(
            f"{report.part:6} {report.name:34} {row['facts']:5} {row['extracted']:5} {row['value_recall']:7.3f} "
            f"{row['strict_recall']:7.3f} {row['precision']:7.3f} {row['strict_precision']:7.3f} "
            f"{row['place_accuracy']:6.3f} {took:6.2f}"
        )
    summary: dict[str, Any] = {}
    for part in dict.fromkeys(r.part for r in reports):
        summary[part] = averages(row for report, row in zip(reports, results, strict=True) if report.part == part)
        print(part, json.dumps(summary[part]))
        if part in said:
            summary[part]["reliability"] = reliability(said[part])
            print(part, "said and found", json.dumps(summary[part]["reliability"]))
    summary["worst_recall"] = min((v["worst_recall"] for v in summary.values() if v), default=0.0)
    print(json.dumps(summary))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
