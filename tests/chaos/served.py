"""Faults while a workspace is served to people who check values."""

from tests.chaos.faults import ACKNOWLEDGED
from tests.chaos.trial import Fault, Trial
from tests.chaos.work import Setting
from tests.pipeline.command_process import prepare
from tests.web.market import make_market
from tests.web.served_process import Verifier, kill_between_commands

_KILLS = 4


def kill_served(trial: Trial) -> str:
    """Kill the server again and again after other commands have opened the ledger that it has open."""
    prepare(trial.folder)
    base = trial.folder.with_name("served")
    base.mkdir()
    folder = make_market(base)
    verifier, commands = Verifier.of(folder, "ann"), 0
    for _ in range(_KILLS):
        try:
            commands += kill_between_commands(folder, verifier, trial.draws, turns=trial.draws.randrange(1, 3))
        except AssertionError as error:
            trial.broken.append(f"lost or half there: {' '.join(str(error).split())[:200]}")
            break
    return (
        f"{_KILLS} kills, {commands} other commands, {len(verifier.acknowledged)} answers that pages showed as stored"
    )


FAULTS = [
    Fault(
        "kill -9 of a server, with second commands",
        f"Commands that open the ledger of a served workspace take nothing from it. {ACKNOWLEDGED}",
        kill_served,
        Setting(("import",), 1),
    ),
]
