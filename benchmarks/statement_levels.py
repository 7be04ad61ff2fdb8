"""Accuracy of the level, flags and pillar of statements.

    python benchmarks/statement_levels.py --gold FILE [--scorer SCRIPT] [--predictions OUT]

FILE holds one sentence a line as JSON: `id`, `source`, `language`, `sentence`, its neighbours `before` and `after`,
and the labels. The shipped judge reads each sentence between its neighbours; the company's own name and the fiscal
year are taken from the sentences of its source, as they are from a whole report. The model that ships was trained on
`levels.jsonl`: on that file the figures are too good, and those of `python -m training.levels` (five-fold by report)
are the ones to expect. The last line printed is one JSON object with every figure.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from functools import partial
from pathlib import Path
from typing import Any

from cnesg.disclosure.company import own_names, report_year
from cnesg.disclosure.level_model import shipped_level_model
from cnesg.disclosure.reader import SentenceReader
from cnesg.framework.statements import load_statement_phrases
from cnesg.text.document import LanguageCode

SCORER = Path(__file__).resolve().parents[2] / "shared" / "tools" / "score_levels.py"


def predict(rows: list[dict[str, Any]], *, rules: bool = False) -> list[dict[str, Any]]:
    """The judgement on each sentence, as the scorer reads it; with `rules` that of the rules alone."""
    phrases = load_statement_phrases()
    languages: tuple[LanguageCode, ...] = ("en", "zh")
    readers = {
        language: SentenceReader(phrases, language, model=None if rules else shipped_level_model(language))
        for language in languages
    }
    texts: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        texts[row["source"]] += [row.get("before") or "", row["sentence"], row.get("after") or ""]
    names = {source: own_names(lines) for source, lines in texts.items()}
    years = {source: report_year(lines) for source, lines in texts.items()}
    predictions = []
    for language, reader in readers.items():
        asked = [row for row in rows if row["language"] == language]
        seen = []
        for row in asked:
            by_rules = partial(reader.by_rules, year=years[row["source"]], own_names=names[row["source"]])
            beside = [by_rules(row[side]) if row.get(side) else None for side in ("before", "after")]
            seen.append(by_rules(row["sentence"]).between(*beside))
        for row, reading in zip(asked, reader.judged_each(seen), strict=True):
            judgement = reading.judgement
            predictions.append(
                {
                    "id": row["id"],
                    "level": judgement.level,
                    "negated": judgement.negated,
                    "vague": judgement.vague,
                    "quantitative": judgement.quantitative,
                    "pillar": judgement.pillar,
                }
            )
    return predictions


def main() -> int:
    """Runs the judge over the file and the scorer over its answers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--scorer", type=Path, default=SCORER)
    parser.add_argument("--predictions", type=Path, help="keep the answers in this file")
    parser.add_argument("--rules", action="store_true", help="by the rules alone, without the trained model")
    arguments = parser.parse_args()
    lines = arguments.gold.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    started = time.perf_counter()
    predictions = predict(rows, rules=arguments.rules)
    seconds = time.perf_counter() - started
    with tempfile.TemporaryDirectory() as folder:
        path = arguments.predictions or Path(folder) / "predictions.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in predictions), encoding="utf-8")
        scorer = subprocess.run(
            [sys.executable, str(arguments.scorer), str(path), str(arguments.gold)],
            check=True,
            capture_output=True,
            text=True,
        )
    figures = json.loads(scorer.stdout.splitlines()[-1])
    for name, value in figures.items():
        print(f"{name:20} {value}")
    print(f"{'seconds':20} {seconds:.2f} (with compiling the phrases and reading the models)")
    print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
