"""Starting is quick because heavy libraries wait until they are needed. Modules are counted, not seconds."""

import subprocess
import sys

import pytest

HEAVY = {"polars", "deltalake", "duckdb", "pypdfium2", "pydantic", "numpy", "opencc", "rapidfuzz", "opentelemetry"}


def libraries_loaded_by(code: str) -> set[str]:
    script = f"{code}\nimport sys\nsys.stderr.write(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True, timeout=60)
    return {name.split(".")[0] for name in done.stderr.split()}


@pytest.mark.parametrize("code", ["import cnesg", "from cnesg.cli.app import _run; _run(['--help'])"])
def test_heavy_libraries_are_not_loaded_at_start(code: str) -> None:
    loaded = libraries_loaded_by(code)
    assert not loaded & HEAVY
    assert "cnesg" in loaded


@pytest.mark.heavy
def test_what_reads_reports_loads_no_library_of_tables() -> None:
    loaded = libraries_loaded_by("from cnesg.pipeline.reports.extracting import prepare_process; prepare_process()")
    assert not loaded & {"polars", "deltalake", "duckdb"}
    assert "pypdfium2" in loaded


def test_the_package_runs_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cnesg", "--version"], check=True, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.startswith("cnesg ")


@pytest.mark.heavy
def test_who_has_reports_read_loads_nothing_that_reads() -> None:
    loaded = libraries_loaded_by(
        "import cnesg.pipeline.reports.batch, cnesg.pipeline.reports.gathering, cnesg.pipeline.reports.result_folder\n"
        "import sys; assert not {'cnesg.extraction', 'cnesg.text'} & set(sys.modules)"
    )
    assert not loaded & {"pypdfium2", "numpy", "ahocorasick_rs"}
