"""Sheets of extracted rows for readers who judge them one by one against the report, some of them spoilt on purpose.

    benchmarks/row_sheets.py make --reports DIR --gold DIR --rows DIR --part check --out DIR --key FILE
    benchmarks/row_sheets.py tally --key FILE VERDICTS [VERDICTS ...]

Labels list what their guide asks for; a row that they lack may still be true. Whether sure rows are right is told by
readers who see rows and reports, but neither labels nor confidence. `make` takes the rows (as the accuracy benchmark
keeps them with --out) that the labels judge, from --least on, and writes for each report a folder with a sheet
(`rows.jsonl`) and the report beside it. To see that readers look, it adds rows that are spoilt in one thing: metric,
value, unit's scale or year; they are made of less sure rows, so that none stands beside its true self. What each row is
(confidence, spoilt or not, in the labels or not) stands in --key alone, which readers don't get.

A reader writes one JSON object a row: `id`, `right` (true, false, or null where the report does not tell), `classes`.
`tally` prints totals and nothing of any row: spoilt rows that were told, rows right from some confidence on with the
lower end of a Wilson interval at 95 %, for each reader and for all of them at once, and how often readers agree.
"""

import argparse
import csv
import json
import random
import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from extraction_accuracy import find_reports, load_scorer
from row_verdicts import labels_of, lower_bound, verdicts

Row = dict[str, Any]
SHOWN = (
    "page",
    "line",
    "metric",
    "value",
    "unit",
    "year",
    "breakdown",
    "value_kind",
    "qualifier",
    "raw_value",
    "quote",
)
FROM = (0.85, 0.9, 0.93, 0.96)
_NUMBER = re.compile(r"\d[\d,]*\.?\d*")
_SCALES = (1000, 0.001, 10000)
_SPOILT_OF = 0.5  # of the less sure rows
_SEED = 20261125


def spoilt(row: Row, vocabulary: Mapping[str, Row], rng: random.Random) -> Row | None:
    """A row with one thing wrong in it, or None where nothing near is at hand.

    Args:
        row: a row that is right.
        vocabulary: the metrics by name, with `unit`.
        rng: what is drawn from.
    """
    kind = rng.choice(("metric", "metric", "metric", "year", "unit", "value"))
    if kind == "year":
        return row | {"year": row["year"] + rng.choice((-1, 1)), "spoilt": kind}
    if kind == "unit" and row["value"]:
        return row | {"value": row["value"] * rng.choice(_SCALES), "spoilt": kind}
    if kind == "value":
        others = [text for text in _NUMBER.findall(row["quote"]) if text != row["raw_value"]]
        values = [
            (text, float(text.replace(",", ""))) for text in others if float(text.replace(",", "")) != row["value"]
        ]
        if values:
            text, value = rng.choice(values)
            return row | {"raw_value": text, "value": value, "spoilt": kind}
    own = set(row["metric"].split("_"))
    unit = vocabulary[row["metric"]]["unit"]
    near = [m for m in vocabulary if m != row["metric"] and vocabulary[m]["unit"] == unit and own & set(m.split("_"))]
    return row | {"metric": rng.choice(near), "spoilt": "metric"} if near else None


def sheet(
    rows: Sequence[Row], judged: Sequence[tuple[int, bool]], vocabulary: Mapping[str, Row], least: float, rng: Any
) -> tuple[list[Row], list[Row]]:
    """What readers of one report get, by place, and the key to it.

    Args:
        rows: the report's rows.
        judged: of those that the labels judge the index and whether it is in them.
        vocabulary: the metrics by name.
        least: confidence from which on a row is on the sheet; those below are what spoilt ones are made of.
        rng: what ids and spoilt rows are drawn from.
    """
    shown, key = [], []
    for index, listed in judged:
        row = rows[index]
        one: Row | None = row
        if row["confidence"] < least:
            one = spoilt(row, vocabulary, rng) if listed and rng.random() < _SPOILT_OF else None
        if one is None:
            continue
        name = f"{rng.getrandbits(40):010x}"
        metric = vocabulary[one["metric"]]
        shown.append({"id": name, **{field: one.get(field) for field in SHOWN}, "definition": metric["definition"]})
        told = {"confidence": row["confidence"], "listed": listed, "spoilt": one.get("spoilt")}
        key.append({"id": name, **told})
    return sorted(shown, key=lambda r: (r["page"] or r["line"] or 0, r["id"])), key


def tally(key: Sequence[Row], readers: Mapping[str, Mapping[str, Row]]) -> dict[str, Any]:
    """Totals of what readers said; a row without a verdict, or with null, is not right.

    Args:
        key: as `sheet` gives it.
        readers: for each reader the verdicts by row.
    """
    said = {name: {i: one.get("right") is True for i, one in given.items()} for name, given in readers.items()}
    said["all"] = {row["id"]: all(one.get(row["id"], False) for one in said.values()) for row in key}
    rows = [row for row in key if not row["spoilt"]]
    planted = [row["id"] for row in key if row["spoilt"]]
    given = [[readers[name].get(row["id"], {}).get("right") for name in readers] for row in key]
    return {
        "rows": len(rows),
        "planted": len(planted),
        "planted told": {name: sum(not one.get(i, True) for i in planted) for name, one in said.items()},
        "agree": sum(len(set(each)) == 1 for each in given),
        "from": [_from(least, rows, said) for least in FROM],
    }


def _from(least: float, rows: Sequence[Row], said: Mapping[str, Mapping[str, bool]]) -> dict[str, Any]:
    inside = [row for row in rows if row["confidence"] >= least]
    right = {name: sum(one.get(row["id"], False) for row in inside) for name, one in said.items()}
    right["labels"] = sum(row["listed"] for row in inside)
    return {
        "confidence": least,
        "rows": len(inside),
        "right": right,
        "at least": {name: round(lower_bound(count, len(inside)), 4) for name, count in right.items()},
    }


def make(args: argparse.Namespace) -> int:
    """Write sheets and key; how many rows there are."""
    scorer, rng = load_scorer(args.scorer), random.Random(_SEED)
    with args.vocabulary.open(encoding="utf-8") as lines:
        vocabulary = {row["metric"]: row for row in csv.DictReader(lines)}
    key: list[Row] = []
    for report in find_reports(args.reports, args.gold):
        if report.part != args.part:
            continue
        lines = (args.rows / f"{report.name}.jsonl").read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines]
        gold = labels_of(report.gold, args.vocabulary, scorer)
        judged = verdicts(rows, gold, report.gold, args.vocabulary, scorer)
        shown, of_sheet = sheet(rows, judged, vocabulary, args.least, rng)
        key += of_sheet
        folder = args.out / report.name
        folder.mkdir(parents=True, exist_ok=True)
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in shown)
        (folder / "rows.jsonl").write_text(text, encoding="utf-8")
        shutil.copy(report.document, folder / f"report{report.document.suffix.lower()}")
    args.key.write_text(json.dumps(key), encoding="utf-8")
    return len(key)


def read_verdicts(path: Path) -> dict[str, Row]:
    """A reader's verdicts by row."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return {one["id"]: one for one in map(json.loads, filter(None, lines))}


def main() -> int:
    """Entry point."""
    default = Path(__file__).resolve().parents[2] / "shared"
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True)
    one = verbs.add_parser("make")
    for name in ("reports", "gold", "rows", "out", "key"):
        one.add_argument(f"--{name}", type=Path, required=True)
    one.add_argument("--scorer", type=Path, default=default / "tools" / "score_extraction.py")
    one.add_argument("--vocabulary", type=Path, default=default / "data" / "gold" / "metrics.csv")
    one.add_argument("--part", default="check")
    one.add_argument("--least", type=float, default=FROM[0])
    other = verbs.add_parser("tally")
    other.add_argument("--key", type=Path, required=True)
    other.add_argument("verdicts", type=Path, nargs="+")
    args = parser.parse_args()
    if args.verb == "make":
        print(f"{make(args)} rows on sheets in {args.out}")
    else:
        key = json.loads(args.key.read_text(encoding="utf-8"))
        print(json.dumps(tally(key, {path.stem: read_verdicts(path) for path in args.verdicts}), indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
