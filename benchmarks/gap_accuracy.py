"""How well the gap report judges the items of the older Hong Kong guide on labelled reports.

    benchmarks/gap_accuracy.py --reports DIR --gold DIR [--scorer PATH] [--jobs N] [--only PART] [--out DIR]

DIR of --gold holds a folder with `disclosures.json` for each labelled report and maybe `split.csv` (columns report,
part, document); without it all reports are one part, `all`, and each is found under --reports by its folder's name.
Prints for each part the averages over its reports; the last line is one JSON object with every figure. Rows of single
reports are printed for the part `tune` only, because the others are to stay unread.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from cnesg.engine import LocalEngine
from cnesg.pipeline.gap_reports.gaps import GapOptions, gaps_of_files
from extraction_accuracy import Report, find_reports

FIGURES = ("accuracy", "macro_f1", "addressed_accuracy", "evidence_place")
STANDARD = "hkex-app27"


def score(scorer: Path, result: Path, report: Report) -> dict[str, Any]:
    """The scorer's figures for one report."""
    run = subprocess.run(
        [sys.executable, str(scorer), str(result), str(report.gold)], capture_output=True, text=True, check=True
    )
    figures: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return figures


def averages(rows: list[dict[str, Any]]) -> dict[str, float]:
    """Means over reports of every figure, how many reports there are, and the worst accuracy."""
    means = {name: round(sum(row[name] for row in rows) / len(rows), 4) for name in FIGURES}
    return {"reports": len(rows), **means, "worst_accuracy": min(row["accuracy"] for row in rows)}


def main() -> int:
    """Run and score every labelled report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True)
    default = Path(__file__).resolve().parents[2] / "shared" / "tools" / "score_gap.py"
    parser.add_argument("--scorer", type=Path, default=default)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", help="a part (tune, check) or the beginning of a report's name")
    parser.add_argument("--out", type=Path, help="keep the gap reports here")
    args = parser.parse_args()
    reports = find_reports(args.reports, args.gold, "disclosures.json")
    if args.only:
        reports = [r for r in reports if r.part == args.only or r.name.startswith(args.only)]
    found: dict[str, list[dict[str, Any]]] = {}
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.out or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        results = gaps_of_files(
            [report.document for report in reports], GapOptions(STANDARD), engine=LocalEngine(args.jobs)
        )
        for report, result in zip(reports, results, strict=True):
            if result.gap is None:
                print(f"{report.name}: {'; '.join(p.text('en') for p in result.problems)}", file=sys.stderr)
                continue
            target = folder / f"{report.name}.json"
            target.write_text(json.dumps(result.gap.as_row(), ensure_ascii=False), encoding="utf-8")
            row = score(args.scorer, target, report)
            found.setdefault(report.part, []).append(row)
            if report.part != "check":
                figures = " ".join(f"{row[name]:.3f}" for name in FIGURES)
                print(f"{report.part:6} {report.name:34} {figures} {result.seconds:6.1f} s")
    summary = {part: averages(rows) for part, rows in found.items()}
    for part, means in summary.items():
        print(part, json.dumps(means))
    print(json.dumps(summary))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
