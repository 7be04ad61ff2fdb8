"""Labels kept without a word of their reports: what is packed comes back, and the kept table holds nothing else."""

import json
import runpy
from pathlib import Path

from cnesg.framework import load_methodology

SCRIPT = runpy.run_path(str(Path(__file__).resolve().parents[2] / "benchmarks" / "blind_labels.py"))
COLUMNS, pack, read_table, unpack = (SCRIPT[name] for name in ("COLUMNS", "pack", "read_table", "unpack"))
TABLE = Path(__file__).resolve().parents[2] / "training" / "blind_labels_2016.csv"
FACT = {
    "key": "water_total", "breakdown": {"site": "north works"}, "value": 4210.5, "unit": "m3", "raw_value": "4,210.5",
    "year": 2016, "line": 12, "also": [30, 41], "quote": "The north works used 4,210.5 m3 of water.",
}  # fmt: skip


def label(folder: Path, *facts: dict[str, object]) -> Path:
    folder.mkdir(parents=True)
    (folder / "quantities.jsonl").write_text("\n".join(map(json.dumps, facts)) + "\n", encoding="utf-8")
    return folder.parent


def test_a_label_comes_back_without_its_words(tmp_path: Path) -> None:
    gold = label(tmp_path / "gold" / "one", FACT, FACT | {"breakdown": {}, "derived": True, "also": []})
    table = tmp_path / "labels.csv"
    assert pack(gold, table, "held") == 2
    assert "north" not in table.read_text(encoding="utf-8")
    assert unpack(table, tmp_path / "back") == ["one"]
    lines = (tmp_path / "back" / "one" / "quantities.jsonl").read_text(encoding="utf-8").splitlines()
    first, second = map(json.loads, lines)
    assert {name: first[name] for name in ("key", "value", "unit", "year", "line", "also")} == {
        name: FACT[name] for name in ("key", "value", "unit", "year", "line", "also")
    }
    assert len(first["breakdown"]) == 1
    assert second["derived"]


def test_a_report_that_is_packed_again_has_its_labels_once(tmp_path: Path) -> None:
    gold = label(tmp_path / "gold" / "one", FACT)
    label(tmp_path / "gold" / "two", FACT)
    table = tmp_path / "labels.csv"
    pack(gold, table, "held")
    pack(gold, table, "sight")
    assert [(row["report"], row["part"]) for row in read_table(table)] == [("one", "sight"), ("two", "sight")]
    assert unpack(table, tmp_path / "back", "held") == []


def test_the_kept_table_holds_metrics_and_numbers_alone() -> None:
    known = set(load_methodology().metrics)
    for row in read_table(TABLE):
        assert tuple(row) == COLUMNS
        assert row["metric"] in known
        assert row["part"] in {"sight", "held"}
        for column in ("line", "value", "year", "classes", "derived"):
            float(row[column])
