"""No answer that a page showed as stored is lost, whoever else opens the ledger and however the server ends."""

import random
import shutil
from pathlib import Path

import pytest
from tests.web.served_process import Verifier, kill_between_commands


@pytest.mark.timeout(600)
def test_no_answer_is_lost_when_others_open_the_ledger_and_the_server_is_killed(folder: Path) -> None:
    assert kill_between_commands(folder, Verifier.of(folder, "ann"), random.Random(4)) == 2


@pytest.mark.full
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", range(20))
def test_no_answer_is_lost_in_twenty_rounds(market: Path, tmp_path: Path, seed: int) -> None:
    folder = Path(shutil.copytree(market, tmp_path / "workspace"))
    draws = random.Random(seed)
    kill_between_commands(folder, Verifier.of(folder, "ann"), draws, turns=draws.randrange(1, 4))
