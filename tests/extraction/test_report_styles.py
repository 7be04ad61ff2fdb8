"""Invented reports printed in other styles: lines, fills and alignment do not change what a table says."""

import importlib.util
import shutil
import sys
from pathlib import Path

import pytest

from cnesg.extraction.knowledge import Knowledge
from cnesg.framework import load_methodology

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
sys.path.insert(0, str(BENCHMARKS))
SPEC = importlib.util.spec_from_file_location("report_styles", BENCHMARKS / "report_styles.py")
assert SPEC is not None
assert SPEC.loader is not None
BENCHMARK = importlib.util.module_from_spec(SPEC)
sys.modules["report_styles"] = BENCHMARK
SPEC.loader.exec_module(BENCHMARK)
NAMES = ("cn-brewery", "hk-hotels", "uk-insurer")
LOSES = 0.06  # of values; what lines tell of cells that go on is lost without them


@pytest.mark.heavy
@pytest.mark.skipif(not (shutil.which("chromium") or shutil.which("chromium-browser")), reason="no Chromium")
@pytest.mark.parametrize("style", ["ruled", "lines across", "no lines", "zebra", "top"])
def test_a_report_says_the_same_in_every_style(style: str, tmp_path: Path) -> None:
    chosen = [report for report in BENCHMARK.reports() if report.name in NAMES]
    know = Knowledge.of(load_methodology())
    plain = BENCHMARK.measured(chosen, "", tmp_path / "plain", know)
    other = BENCHMARK.measured(chosen, BENCHMARK.STYLES[style], tmp_path / "other", know)
    lost = {
        name: (plain[name].shares()["found"], other[name].shares()["found"])
        for name in NAMES
        if other[name].shares()["found"] < plain[name].shares()["found"] - LOSES
    }
    assert lost == {}


def test_a_style_is_added_behind_the_report_s_own(tmp_path: Path) -> None:
    chosen = [report for report in BENCHMARK.reports() if report.name == NAMES[0]]
    (copy,) = BENCHMARK.restyled(chosen, "td{color:red}", tmp_path)
    html = copy.page.read_text(encoding="utf-8")
    assert copy.name == NAMES[0]
    assert html.index("td{color:red}") > html.index(".")
    assert html.replace("<style>td{color:red}</style>", "") == chosen[0].page.read_text(encoding="utf-8")
