"""How many errors that readers marked in labelled reports the arithmetic finds, and how many alarms are false.

    benchmarks/report_errors.py --reports DIR --gold DIR [--scorer PATH] [--only PART] [--show]

A warning is one broken identity. It is true when a row that takes part is a labelled fact that readers marked
(`suspect`). The checks run twice: on the labelled facts themselves (what arithmetic can show at best) and on the rows
that the shipped extractor finds. `found` counts marked facts. The last line is one JSON object.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from cnesg.extraction.consistency import find_inconsistencies
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.quantities import extract_quantities
from cnesg.framework import load_methodology
from cnesg.framework.identities import load_identities
from cnesg.model import Quantity
from cnesg.text import read_document
from extraction_accuracy import Report, find_reports, load_scorer


@dataclass
class Tally:
    """Warnings that readers would share, others, and the marked facts that were found."""

    true: int = 0
    false: int = 0
    found: int = 0


def labelled(report: Report, metrics: set[str]) -> list[dict[str, Any]]:
    """The labelled facts of the metric vocabulary."""
    lines = (report.gold / "quantities.jsonl").read_text(encoding="utf-8").splitlines()
    return [fact for fact in map(json.loads, lines) if fact["key"] in metrics]


def as_row(fact: dict[str, Any]) -> Quantity:
    """A labelled fact as a row of the extractor."""
    target = fact["breakdown"].get("type") == "target"
    return Quantity(
        metric=fact["key"], data_point=None, breakdown=fact["breakdown"], value=float(fact["value"]),
        unit=fact["unit"], canonical_value=None, canonical_unit=None, raw_value=str(fact.get("raw_value") or ""),
        raw_unit="", year=fact["year"], period="", value_kind="target" if target else "actual",
        qualifier=fact.get("qualifier"), boundary="", restated=False, assurance="unknown", scope2_method=None,
        document="", page=fact.get("page"), line=fact.get("line"), bbox=None, quote="", method="text", confidence=1.0,
    )  # fmt: skip


def pair(rows: Sequence[Quantity], facts: list[dict[str, Any]], canonical: Any) -> list[dict[str, Any] | None]:
    """For each row the labelled fact with its metric, year and value, the likest in its classes."""
    by_value: dict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)
    for fact in facts:
        value, *unit = canonical(fact["value"], fact["unit"])
        by_value[fact["key"], fact["year"], round(value, 6), *unit].append(fact)
    paired: list[dict[str, Any] | None] = []
    for row in rows:
        value, *unit = canonical(row.value, row.unit)
        same = by_value.get((row.metric, row.year, round(value, 6), *unit), [])
        own = set(row.breakdown.values())
        paired.append(max(same, key=lambda fact: len(own & set(map(str, fact["breakdown"].values()))), default=None))
    return paired


def main() -> int:
    """Entry point."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True)
    default = Path(__file__).resolve().parents[2] / "shared" / "tools" / "score_extraction.py"
    parser.add_argument("--scorer", type=Path, default=default)
    parser.add_argument("--only", default="tune", help="a part (tune, check)")
    parser.add_argument("--show", action="store_true", help="print every warning; for the part that may be read")
    args = parser.parse_args()
    canonical = load_scorer(args.scorer).canonical
    know = Knowledge.of(load_methodology())
    tallies = {"labels": Tally(), "extracted": Tally()}
    marked = 0
    for report in find_reports(args.reports, args.gold):
        if report.part != args.only:
            continue
        facts = labelled(report, set(know.metrics))
        marked += sum(1 for fact in facts if fact.get("suspect"))
        rows = extract_quantities(read_document(report.document), know)
        _count(tallies["labels"], [as_row(fact) for fact in facts], facts, know, show=False, name=report.name)
        _count(tallies["extracted"], rows, pair(rows, facts, canonical), know, show=args.show, name=report.name)
    print(f"{'rows':10} {'true':>5} {'false':>6} {'marked facts found':>19}")
    for name, tally in tallies.items():
        print(f"{name:10} {tally.true:5} {tally.false:6} {tally.found:19}")
    print(f"marked facts of all kinds, most of them not arithmetic: {marked}")
    print(json.dumps({"marked": marked} | {name: vars(tally) for name, tally in tallies.items()}))
    return 0


def _count(
    tally: Tally, rows: Sequence[Quantity], facts: Sequence[Any], know: Knowledge, *, show: bool, name: str
) -> None:
    found = set()
    for one in find_inconsistencies(rows, load_identities(), know.units):
        touched = {index for index in one.rows if facts[index] and facts[index].get("suspect")}
        found |= {id(facts[index]) for index in touched}
        tally.true += bool(touched)
        tally.false += not touched
        if show:
            print("true " if touched else "false", name, rows[one.rows[0]].metric, one.warning())
    tally.found += len(found)


if __name__ == "__main__":
    raise SystemExit(main())
