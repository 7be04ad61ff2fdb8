"""Train the model that says how likely an extracted row is right.

    training/extraction_confidence.py --reports DIR --gold DIR [--gold DIR ...] --scorer PATH --vocabulary CSV
        --judged CSV [--towards NPZ] [--skip PART] [--write]

Each DIR of --gold holds a folder for each labelled report and `split.csv` (columns report, part, document); reports
of the part named by --skip (check) are left out. A row counts as right where the scorer pairs it with a label.
--judged is a table of rows that readers judged (`training/judged_rows.py`). The model is a logistic regression on
hashed features (`cnesg.extraction.confidence.describe`) whose weights are drawn towards those of an earlier model
(--towards; else the one that is shipped), so that what that learnt from rows which are gone is kept. Reports weigh
alike; labelled ones less, since rules were mended on their misses and their rows are more often right than those of a
report that nobody has seen. It is calibrated by isotonic regression on scores of judged rows of reports that the
regression did not see (ten folds of whole reports). Prints what a threshold costs and a reliability table, both on such
scores; --write puts model and card into the methodology data.
"""

import argparse
import hashlib
import io
import json
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, vstack
from scipy.special import expit
from sklearn.isotonic import IsotonicRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from cnesg.extraction.confidence import BUCKETS, NAME, Features, bucket, describe  # noqa: E402
from cnesg.extraction.knowledge import Knowledge  # noqa: E402
from cnesg.extraction.quantities import traced_quantities  # noqa: E402
from cnesg.framework import load_methodology  # noqa: E402
from cnesg.framework.models import load_model  # noqa: E402
from cnesg.text import read_document  # noqa: E402
from extraction_accuracy import Report, find_reports, load_scorer  # noqa: E402 - a script beside this folder
from row_verdicts import above, labels_of, reliability, sure_from, verdicts  # noqa: E402 - likewise
from training.judged_rows import Judged, read_judged  # noqa: E402 - the root has to be found first

MODELS = ROOT / "src" / "cnesg" / "methodology" / "models"
_SMALL = 25  # rows; a report with fewer weighs less than others
_PULL = 0.02  # towards the earlier weights, which know English and PDFs: none of the judged reports is one
_KNOTS = 40
_LABELLED = 0.3  # weight of a report of the labels, as a share of a judged one; chosen by the folds
_SURE = 0.98  # of rows that need no person


def judge(report: Report, know: Knowledge, scorer: Any, vocabulary: Path) -> Judged:
    """Extract a report and compare it with its labels as the scorer does."""
    traced = traced_quantities(read_document(report.document), know, least_confidence=0.0)
    described = describe(traced)
    gold = labels_of(report.gold, vocabulary, scorer)
    judged = verdicts([row.as_row() for row, _ in traced], gold, report.gold, vocabulary, scorer)
    return Judged(
        report.name,
        [described[index] for index, _ in judged],
        [right for _, right in judged],
        sum(1 for fact in gold if not fact.get("derived")),
    )


def matrix(features: list[Features]) -> Any:
    """Rows of hashed features."""
    starts, places, values = [0], [], []
    for one in features:
        places += [bucket(name) for name in one]
        values += list(one.values())
        starts.append(len(places))
    return csr_matrix((values, places, starts), shape=(len(features), BUCKETS))


@dataclass
class Learned:
    """Rows to learn from: hashed features, whether right, weights, and the report of each."""

    rows: Any
    right: Any
    weights: Any
    group: Any


def learned(judged: list[Judged], share: float = 1.0) -> Learned:
    """Rows of reports, each of which weighs `share`."""
    return Learned(
        matrix([features for one in judged for features in one.features]),
        np.array([value for one in judged for value in one.right], dtype=float),
        np.array([share / max(_SMALL, len(one.right)) for one in judged for _ in one.right]),
        np.array([number for number, one in enumerate(judged) for _ in one.right]),
    )


def fit(earlier: Any, *parts: Learned) -> Any:
    """Weights of a logistic regression, drawn towards earlier ones; that of the feature `bias` is its intercept."""
    rows = vstack([part.rows for part in parts]).tocsr()
    right = np.concatenate([part.right for part in parts])
    weights = np.concatenate([part.weights for part in parts])
    weights = weights / weights.sum()

    def loss(moved: Any) -> tuple[float, Any]:
        scores = rows @ (earlier + moved)
        off = weights * (expit(scores) - right)
        value = float(weights @ (np.logaddexp(0, scores) - right * scores)) + _PULL / 2 * float(moved @ moved)
        return value, rows.T @ off + _PULL * moved

    return earlier + minimize(loss, np.zeros(BUCKETS), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x


def unseen_scores(earlier: Any, known: Learned, more: Learned) -> Any:
    """The score of each judged row from a regression that did not see its report."""
    scores = np.zeros(len(known.right))
    for train, held in GroupKFold(10).split(known.rows, known.right, known.group):
        part = Learned(known.rows[train], known.right[train], known.weights[train], known.group[train])
        scores[held] = known.rows[held] @ fit(earlier, part, more)
    return scores


def main() -> int:
    """Entry point."""
    args = _arguments()
    scorer = load_scorer(args.scorer)
    know = Knowledge.of(load_methodology())
    reports = [r for gold in args.gold for r in find_reports(args.reports, gold) if r.part != args.skip]
    labels = [one for one in (judge(r, know, scorer, args.vocabulary) for r in reports) if one.features]
    judged = [one for one in read_judged(args.judged, args.reports, know) if one.features]
    earlier = _earlier(args.towards)
    known, more = learned(judged), learned(labels, _LABELLED)
    scores = unseen_scores(earlier, known, more)
    calibration = IsotonicRegression(out_of_bounds="clip", y_min=0.01, y_max=0.99)
    calibration.fit(scores, known.right, sample_weight=known.weights)
    shares = calibration.predict(scores)
    _print_thresholds(judged, known, shares)
    reliability = _print_reliability(known.right, shares)
    if args.write:
        knots = np.unique(np.quantile(scores, np.linspace(0, 1, _KNOTS)))
        arrays = {
            "weights": fit(earlier, known, more).astype(np.float16),
            "scores": knots.astype(np.float32),
            "shares": calibration.predict(knots).astype(np.float32),
        }
        _write(arrays, len(labels), len(judged))
    print(
        json.dumps(
            {
                "judged": len(judged),
                "rows": len(known.right),
                "right": float(known.right.mean()),
                "labelled": len(labels),
                "labelled rows": len(more.right),
                "area under the curve": round(float(roc_auc_score(known.right, scores)), 4),
                "reliability": reliability,
            }
        )
    )
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=Path, required=True)
    parser.add_argument("--gold", type=Path, action="append", required=True)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--vocabulary", type=Path, required=True, help="metrics.csv of the labels")
    parser.add_argument("--judged", type=Path, required=True, help="a table of judged rows")
    parser.add_argument("--towards", type=Path, help="an earlier model's weights (npz)")
    parser.add_argument("--skip", default="check")
    parser.add_argument("--write", action="store_true")
    return parser.parse_args()


def _earlier(towards: Path | None) -> Any:
    arrays = np.load(towards) if towards else load_model(NAME)
    return np.asarray(arrays["weights"], dtype=np.float64)


def _print_thresholds(judged: list[Judged], known: Learned, shares: Any) -> None:
    print("averages over reports, each scored by a model that did not see it")
    print(f"{'threshold':>9} {'recall':>7} {'precision':>9}")
    for least in (0.0, 0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7):
        recall, precision = [], []
        for number, one in enumerate(judged):
            kept = (known.group == number) & (shares >= least)
            recall.append(known.right[kept].sum() / one.asked if one.asked else 0.0)
            precision.append(known.right[kept].mean() if kept.any() else 0.0)
        print(f"{least:9.2f} {np.mean(recall):7.3f} {np.mean(precision):9.3f}")


def _print_reliability(right: Any, shares: Any) -> list[dict[str, float]]:
    said = [(float(share), bool(verdict)) for share, verdict in zip(shares, right, strict=True)]
    table = reliability(said)
    print(f"{'said from':>9} {'rows':>6} {'right':>7}")
    for row in table:
        print(f"{row['from']:9.2f} {row['rows']:6} {row['right']:7.3f}")
    sure = sure_from(said, _SURE)
    print("from no confidence on" if sure is None else above(said, sure), f"{_SURE:.0%} are right by the lower bound")
    return table


def _write(arrays: dict[str, Any], labelled_reports: int, others: int) -> None:
    MODELS.mkdir(exist_ok=True)
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **arrays)
    (MODELS / f"{NAME}.npz").write_bytes(buffer.getvalue())
    card = {
        "name": NAME,
        "file": f"{NAME}.npz",
        "sha256": hashlib.sha256(buffer.getvalue()).hexdigest(),
        "trained": datetime.now(UTC).date().isoformat(),
        "trained_on": [
            f"labels of our own on public reports of {labelled_reports} companies; features hashed",
            f"rows of {others} other public reports judged by readers",
        ],
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
