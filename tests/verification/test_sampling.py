"""Samples are drawn by a seed, hold their share, and don't hang together."""

from cnesg.verification.sampling import lot, sample

IDS = [f"{number:032x}" for number in range(20_000)]


def test_a_sample_holds_its_share_and_is_the_same_in_any_order() -> None:
    found = sample(IDS, 0.05, "seed", "blind")
    assert 900 < len(found) < 1_100  # 1,000 expected, standard deviation 31
    assert found == sample(reversed(IDS), 0.05, "seed", "blind")
    assert found <= sample(IDS, 0.1, "seed", "blind")
    assert found.isdisjoint(sample([], 0.05, "seed", "blind"))


def test_samples_of_two_purposes_and_of_two_seeds_have_no_more_in_common_than_chance() -> None:
    blind, planted, other = (
        sample(IDS, 0.1, seed, purpose) for seed, purpose in (("a", "blind"), ("a", "planted"), ("b", "blind"))
    )
    for drawn in (planted, other):
        assert 130 < len(blind & drawn) < 270  # 200 expected, standard deviation 14


def test_lots_lie_evenly_between_0_and_1() -> None:
    lots = [lot("seed", "blind", one) for one in IDS]
    assert 0 <= min(lots) < 0.001
    assert 0.999 < max(lots) < 1
    assert abs(sum(lots) / len(lots) - 0.5) < 0.01
