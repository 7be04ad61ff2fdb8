import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from cnesg.errors import InputError
from cnesg.foreign import UnreadFileError, ask

SCRIPT = """
import sys
from pathlib import Path
from cnesg.sources import read_table
print(read_table(Path(sys.argv[1])).rows())
"""


def test_a_task_is_called_in_another_process_that_stays() -> None:
    first = ask(os.getpid, "file")
    assert first != os.getpid()
    assert ask(os.getpid, "file") == first


@pytest.mark.heavy
def test_what_brings_the_process_down_costs_its_own_file_alone() -> None:
    with pytest.raises(UnreadFileError) as error:
        ask(partial(signal.raise_signal, signal.SIGSEGV), "bad.xlsx")
    assert error.value.lines("en")[0].startswith("bad.xlsx: the process that read it came down (SIGSEGV)")
    assert ask(partial(int, "7"), "good.csv") == 7


@pytest.mark.heavy
def test_time_and_memory_are_what_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CNESG_READER_SECONDS", "1")
    monkeypatch.setenv("CNESG_READER_MEMORY", "512")
    with pytest.raises(UnreadFileError, match="no progress for 1 second "):
        ask(partial(time.sleep, 60), "slow.csv")
    with pytest.raises(UnreadFileError, match="more than 512 MiB"):
        ask(partial(bytearray, 1024**3), "large.csv")


@pytest.mark.parametrize("text", ["none", "-1", "0", "inf", "nan"])
def test_a_limit_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("CNESG_READER_SECONDS", text)
    with pytest.raises(InputError, match="CNESG_READER_SECONDS"):
        ask(os.getpid, "file")


@pytest.mark.heavy
def test_a_script_needs_no_guard_for_what_the_process_would_run_again(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (tmp_path / "script.py").write_text(SCRIPT, encoding="utf-8")
    command = [sys.executable, str(tmp_path / "script.py"), "table.csv"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, timeout=200, check=True)
    assert done.stdout == "[('1', '2')]\n"
