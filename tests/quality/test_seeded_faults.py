"""Faults drawn by seed are found, and their causes named first: a sample always, two hundred in the full suite."""

from collections import Counter

import pytest
from tests.conftest import FULL
from tests.quality.fault_trials import OFFSETS, Trials
from tests.quality.small_market import MONTHS

SEEDS = range(5000, 5200)
_KINDS = 20
_REFUSED = {"sources.impossible", "sources.code_of_other", "sources.period_ahead"}
"""What an import that can't be is refused for, row by row; nothing of it is stored."""
_SAMPLE = {
    5005: {"outlier", "scale-error"},
    5014: {"lost-company", "broken-parser"},
    5050: {"stuck-feed", "shifted-industry"},
}
"""Of SEEDS, three draws of the first month with two faults at once, six kinds in all."""


@pytest.fixture(scope="module")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> Trials:
    return Trials(tmp_path_factory.mktemp("sampled"), MONTHS[:1])


@pytest.mark.heavy
def test_a_clean_month_has_no_error(sampled: Trials) -> None:
    ((findings, _),) = sampled.clean(MONTHS[0])
    assert [one.rule for one in findings if one.severity == "error"] == []


@pytest.mark.heavy
@pytest.mark.parametrize("when", OFFSETS)
@pytest.mark.parametrize("seed", _SAMPLE)
def test_a_sample_of_faults_is_found_with_its_causes_first_whenever_it_was_published(
    sampled: Trials, seed: int, when: str
) -> None:
    trial = sampled.run(seed, when)
    assert {fault.kind for fault in trial.faults} == _SAMPLE[seed]
    assert trial.found, trial.named
    assert trial.right, trial.named


@pytest.mark.full
@pytest.mark.timeout(5400)
def test_faults_are_found_and_their_causes_named_first(tmp_path_factory: pytest.TempPathFactory) -> None:
    trials = Trials(tmp_path_factory.mktemp("market"))
    assert FULL
    for month in MONTHS:
        assert [one.rule for one in trials.clean(month)[0][0] if one.severity == "error"] == []
    done = [trials.run(seed) for seed in SEEDS]
    found, right = sum(one.found for one in done), sum(one.right for one in done)
    kinds = {fault.kind for one in done for fault in one.faults}
    faults = sum(len(one.faults) for one in done)
    refused = Counter(one for trial in done for one in trial.refused)
    print(f"refused by the import: {dict(refused)}")  # noqa: T201
    print(f"{len(done)} draws, {faults} faults of {len(kinds)} kinds, {found} found, {right} right")  # noqa: T201
    assert {*refused} <= _REFUSED
    assert sum(bool(one.refused) for one in done) <= 0.2 * len(done)
    assert len(kinds) >= _KINDS
    assert {one.when for one in done} == set(OFFSETS)
    assert found >= 0.93 * len(done)  # what is published after the month is seen a month later, beside more
    assert right >= 0.90 * len(done)
