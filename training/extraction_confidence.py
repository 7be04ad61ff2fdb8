"""Train the model that says how likely an extracted row is right.

    training/extraction_confidence.py --reports DIR --gold DIR [--gold DIR ...] --scorer PATH [--skip PART] [--write]

Each DIR of --gold holds a folder for each labelled report and `split.csv` (columns report, part, document); reports
of the part named by --skip (check) are left out. A row counts as right where the scorer pairs it with a label. The
model is a logistic regression on hashed features (`cnesg.extraction.confidence.describe`), reports weighing alike; it
is calibrated by isotonic regression on scores of reports that it was not trained on (ten folds of whole reports).
Prints what a threshold costs and a reliability table, both on such scores; --write puts model and card into the
methodology data.
"""

import argparse
import hashlib
import io
import json
import sys
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from scipy.sparse import csr_matrix
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

from cnesg.extraction.confidence import BUCKETS, NAME, Features, bucket, describe  # noqa: E402
from cnesg.extraction.knowledge import Knowledge  # noqa: E402
from cnesg.extraction.quantities import traced_quantities  # noqa: E402
from cnesg.framework import load_methodology  # noqa: E402
from cnesg.text import read_document  # noqa: E402
from extraction_accuracy import Report, find_reports, load_scorer  # noqa: E402 - a script beside this folder

MODELS = ROOT / "src" / "cnesg" / "methodology" / "models"
_SMALL = 25  # rows; a report with fewer weighs less than others
_STRENGTH = 0.15  # inverse of the regularisation; chosen by the folds
_KNOTS = 40


@dataclass
class Judged:
    """The rows of a report that the labels judge: features, whether right, and how many facts were asked for."""

    name: str
    features: list[Features]
    right: list[bool]
    asked: int


def judge(report: Report, know: Knowledge, scorer: Any, vocabulary: Path) -> Judged:
    """Extract a report and compare it with its labels as the scorer does."""
    traced = traced_quantities(read_document(report.document), know, least_confidence=0.0)
    described = describe(traced)
    gold = [json.loads(line) for line in (report.gold / "quantities.jsonl").read_text(encoding="utf-8").splitlines()]
    core = {line.partition(",")[0] for line in vocabulary.read_text(encoding="utf-8").splitlines()[1:]}
    gold = [fact | {"metric": fact["key"]} for fact in gold if fact["key"] in core]
    for fact in gold:
        fact["canonical"] = scorer.canonical(float(fact["value"]), str(fact.get("unit", "")))
    years = {fact["year"] for fact in gold}
    pages = report.gold / "pages.json"
    labelled = set(json.loads(pages.read_text(encoding="utf-8"))) if pages.exists() else None
    rows: dict[tuple[Any, ...], dict[str, Any]] = {}
    for index, (quantity, _) in enumerate(traced):
        row = quantity.as_row() | {"index": index}
        if (
            (labelled is not None and row["page"] not in labelled)
            or row["metric"] not in core
            or row["year"] not in years
        ):
            continue
        row["canonical"] = scorer.canonical(float(row["value"]), str(row["unit"]))
        value = float(f"{row['canonical'][0]:.6g}")
        key = (row["metric"], row["year"], value, row["canonical"][1:], json.dumps(row["breakdown"], sort_keys=True))
        rows.setdefault(key, row)
    right = _paired(list(rows.values()), gold, scorer)
    kept = [row for row in rows.values() if row["index"] in right or row["value_kind"] == "actual"]
    return Judged(
        report.name,
        [described[row["index"]] for row in kept],
        [row["index"] in right for row in kept],
        sum(1 for fact in gold if not fact.get("derived")),
    )


def _paired(rows: list[dict[str, Any]], gold: list[dict[str, Any]], scorer: Any) -> set[int]:
    """Indices of the rows that the scorer pairs with a label."""
    slots: dict[tuple[str, int], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        slots[row["metric"], row["year"]].append(row)
    used: set[int] = set()
    waiting = gold
    for strict in (True, False):
        rest = []
        for fact in waiting:
            fitting = [
                row
                for row in slots[fact["metric"], fact["year"]]
                if row["index"] not in used
                and scorer.same_value(row, fact)
                and (not strict or scorer.same_breakdown(row, fact))
            ]
            if fitting:
                used.add(max(fitting, key=lambda row: scorer.same_place(row, fact))["index"])
            else:
                rest.append(fact)
        waiting = rest
    return used


def matrix(features: list[Features]) -> Any:
    """Rows of hashed features."""
    starts, places, values = [0], [], []
    for one in features:
        places += [bucket(name) for name in one]
        values += list(one.values())
        starts.append(len(places))
    return csr_matrix((values, places, starts), shape=(len(features), BUCKETS))


def fit(rows: Any, right: Any, weights: Any) -> Any:
    """A logistic regression; its intercept is the weight of the feature `bias`."""
    model = LogisticRegression(C=_STRENGTH, solver="liblinear", fit_intercept=False, max_iter=500, random_state=0)
    return model.fit(rows, right, sample_weight=weights)


def main() -> int:
    """Entry point."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=Path, required=True)
    parser.add_argument("--gold", type=Path, action="append", required=True)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--vocabulary", type=Path, required=True, help="metrics.csv of the labels")
    parser.add_argument("--skip", default="check")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    scorer = load_scorer(args.scorer)
    know = Knowledge.of(load_methodology())
    reports = [r for gold in args.gold for r in find_reports(args.reports, gold) if r.part != args.skip]
    judged = [judge(report, know, scorer, args.vocabulary) for report in reports]
    judged = [one for one in judged if one.features]
    rows = matrix([features for one in judged for features in one.features])
    right = np.array([value for one in judged for value in one.right], dtype=float)
    group = np.array([number for number, one in enumerate(judged) for _ in one.right])
    weights = np.array([1 / max(_SMALL, len(one.right)) for one in judged for _ in one.right])
    weights /= weights.mean()
    scores = np.zeros(len(right))
    for train, held in GroupKFold(10).split(rows, right, group):
        scores[held] = fit(rows[train], right[train], weights[train]).decision_function(rows[held])
    calibration = IsotonicRegression(out_of_bounds="clip", y_min=0.01, y_max=0.99).fit(scores, right)
    shares = calibration.predict(scores)
    _print_thresholds(judged, right, group, shares)
    reliability = _print_reliability(right, shares)
    if args.write:
        knots = np.unique(np.quantile(scores, np.linspace(0, 1, _KNOTS)))
        arrays = {
            "weights": fit(rows, right, weights).coef_[0].astype(np.float16),
            "scores": knots.astype(np.float32),
            "shares": calibration.predict(knots).astype(np.float32),
        }
        _write(arrays)
    print(
        json.dumps(
            {"reports": len(judged), "rows": len(right), "right": float(right.mean()), "reliability": reliability}
        )
    )
    return 0


def _print_thresholds(judged: list[Judged], right: Any, group: Any, shares: Any) -> None:
    print("averages over reports, each scored by a model that did not see it")
    print(f"{'threshold':>9} {'recall':>7} {'precision':>9}")
    for least in (0.0, 0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7):
        recall, precision = [], []
        for number, one in enumerate(judged):
            kept = (group == number) & (shares >= least)
            recall.append(right[kept].sum() / one.asked if one.asked else 0.0)
            precision.append(right[kept].mean() if kept.any() else 0.0)
        print(f"{least:9.2f} {np.mean(recall):7.3f} {np.mean(precision):9.3f}")


def _print_reliability(right: Any, shares: Any) -> list[dict[str, float]]:
    print(f"{'said':>12} {'rows':>6} {'right':>7}")
    table = []
    edges = [0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.96, 1.01]
    for low, high in pairwise(edges):
        inside = (shares >= low) & (shares < high)
        if inside.any():
            table.append({"from": low, "rows": int(inside.sum()), "right": round(float(right[inside].mean()), 4)})
            print(f"{low:5.2f}-{min(high, 1.0):5.2f}  {inside.sum():6} {right[inside].mean():7.3f}")
    return table


def _write(arrays: dict[str, Any]) -> None:
    MODELS.mkdir(exist_ok=True)
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **arrays)
    (MODELS / f"{NAME}.npz").write_bytes(buffer.getvalue())
    card = {
        "name": NAME,
        "file": f"{NAME}.npz",
        "sha256": hashlib.sha256(buffer.getvalue()).hexdigest(),
        "trained": datetime.now(UTC).date().isoformat(),
        "trained_on": ["labels of our own on public reports of 53 companies; features hashed"],
        "script": "training/extraction_confidence.py",
        "card": f"docs/models/{NAME}.md",
    }
    (MODELS / f"{NAME}.yaml").write_text(
        "# Written by the training script.\n" + yaml.safe_dump(card, sort_keys=False, allow_unicode=True),
        encoding="utf-8",
    )
    print(f"{len(buffer.getvalue()):,} bytes")


if __name__ == "__main__":
    raise SystemExit(main())
