import pytest
from tests.conftest import FULL
from tests.quality.fault_trials import Trials

SEEDS = range(5000, 5200)
_KINDS = 20


@pytest.mark.full
@pytest.mark.timeout(5400)
def test_faults_are_found_and_their_causes_named_first(tmp_path_factory: pytest.TempPathFactory) -> None:
    trials = Trials(tmp_path_factory.mktemp("market"))
    assert FULL
    for findings, _ in trials.clean.values():
        assert [one.rule for one in findings if one.severity == "error"] == []
    done = [trials.run(seed) for seed in SEEDS]
    found, right = sum(one.found for one in done), sum(one.right for one in done)
    kinds = {fault.kind for one in done for fault in one.faults}
    faults = sum(len(one.faults) for one in done)
    print(f"{len(done)} draws, {faults} faults of {len(kinds)} kinds, {found} found, {right} right")  # noqa: T201
    assert len(kinds) >= _KINDS
    assert found >= 0.95 * len(done)
    assert right >= 0.90 * len(done)
