"""The accuracy script runs the shipped extractor on reports nobody here has seen: without a split, found by name."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "extraction_accuracy.py"
SCORER = """
import json, sys
rows = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
gold = [json.loads(line) for line in open(sys.argv[2] + "/quantities.jsonl", encoding="utf-8")]
hits = sum(any(r["metric"] == g["key"] and r["value"] == g["value"] for r in rows) for g in gold)
share = hits / len(gold)
print(json.dumps({"facts": len(gold), "extracted": len(rows), "value_recall": share, "strict_recall": share,
    "precision": hits / len(rows), "strict_precision": hits / len(rows), "place_accuracy": 1.0, "quote_accuracy": 1.0}))
"""


@pytest.mark.heavy
def test_unseen_reports_are_found_scored_and_averaged(tmp_path: Path) -> None:
    reports, gold, scorer = tmp_path / "reports", tmp_path / "gold", tmp_path / "scorer.py"
    scorer.write_text(SCORER, encoding="utf-8")
    for name, right in (("one", 50000), ("two", 1)):
        (reports / "sub").mkdir(parents=True, exist_ok=True)
        (reports / "sub" / f"{name}.txt").write_text("2021年度社会责任报告\n\n公司用电量5万千瓦时。", encoding="utf-8")
        (gold / name).mkdir(parents=True)
        fact = {"key": "electricity", "value": right}
        (gold / name / "quantities.jsonl").write_text(json.dumps(fact) + "\n", encoding="utf-8")
    command = [sys.executable, str(SCRIPT), "--reports", reports, "--gold", gold, "--scorer", scorer, "--jobs", "1"]
    run = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True)
    last = json.loads(run.stdout.splitlines()[-1])
    assert last["all"]["value_recall"] == 0.5
    assert last["all"]["reports"] == 2
    assert last["worst_recall"] == 0.0
