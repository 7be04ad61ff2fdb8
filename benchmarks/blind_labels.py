"""Labels of reports that readers made from text and guide alone, kept without a word of the reports.

    benchmarks/blind_labels.py pack GOLD_DIR TABLE --part PART   (adds the labels of a folder to a table)
    benchmarks/blind_labels.py unpack TABLE DIR [--part PART]    (a folder that extraction_accuracy.py --gold takes)

A table has a row for each fact: `report` (its file's name), `line`, `also` (other lines, parted by blanks), `metric`,
`value`, `unit`, `year`, `classes` (how many classes it has), `derived` and `part`: `sight` where rules were mended on
what was missed there, `held` where never. Class names and quotes are the reports' words and are left out: what is
measured on an unpacked folder is value recall, precision and place, and of classes only whether there are any.
"""

import argparse
import csv
import json
from pathlib import Path
from typing import Any

COLUMNS = ("report", "line", "also", "metric", "value", "unit", "year", "classes", "derived", "part")
_SCORED = "quantities.jsonl"


def packed(report: str, fact: dict[str, Any], part: str) -> dict[str, object]:
    """A label as a row of the table."""
    return {
        "report": report,
        "line": fact["line"],
        "also": " ".join(map(str, fact.get("also") or ())),
        "metric": fact["key"],
        "value": f"{float(fact['value']):.12g}",
        "unit": fact["unit"],
        "year": fact["year"],
        "classes": len(fact["breakdown"]),
        "derived": int(bool(fact.get("derived"))),
        "part": part,
    }


def unpacked(row: dict[str, str]) -> dict[str, Any]:
    """A row of the table as a label; classes have no names there."""
    return {
        "key": row["metric"],
        "breakdown": {str(number): "?" for number in range(int(row["classes"]))},
        "value": float(row["value"]),
        "unit": row["unit"],
        "raw_value": "",
        "year": int(row["year"]),
        "line": int(row["line"]),
        "also": [int(line) for line in row["also"].split()],
        "quote": "",
    } | ({"derived": True} if row["derived"] == "1" else {})


def read_table(table: Path) -> list[dict[str, str]]:
    """The rows of a table."""
    with table.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def pack(gold: Path, table: Path, part: str) -> int:
    """Write a folder's labels behind those of a table, in place of those of the same reports; how many they are."""
    rows = [
        packed(folder.name, json.loads(line), part)
        for folder in sorted(gold.iterdir())
        for line in (folder / _SCORED).read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    anew = {row["report"] for row in rows}
    kept = [row for row in read_table(table) if row["report"] not in anew] if table.exists() else []
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows([*kept, *rows])
    return len(rows)


def unpack(table: Path, target: Path, part: str | None = None) -> list[str]:
    """Write a folder of labels for each report of a table; their names."""
    by_report: dict[str, list[str]] = {}
    for row in read_table(table):
        if part is None or row["part"] == part:
            by_report.setdefault(row["report"], []).append(json.dumps(unpacked(row)))
    for report, facts in by_report.items():
        folder = target / report
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _SCORED).write_text("\n".join(facts) + "\n", encoding="utf-8")
    return sorted(by_report)


def main() -> int:
    """Entry point."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True)
    one = verbs.add_parser("pack")
    one.add_argument("gold", type=Path)
    one.add_argument("table", type=Path)
    one.add_argument("--part", choices=("sight", "held"), required=True)
    other = verbs.add_parser("unpack")
    other.add_argument("table", type=Path)
    other.add_argument("target", type=Path)
    other.add_argument("--part", choices=("sight", "held"))
    args = parser.parse_args()
    if args.verb == "pack":
        print(f"{pack(args.gold, args.table, args.part)} labels written to {args.table}")
    else:
        print(f"{len(unpack(args.table, args.target, args.part))} reports written to {args.target}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
