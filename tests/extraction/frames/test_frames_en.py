"""English sentences that mean the same: of the first facts of each frame so many survive as its floor says.

Floors are of `FACTS` facts a frame, in an order that is always the same; `python -m tests.extraction.frames.survival_en
--floors 3` writes them anew.
"""

import pytest
import yaml
from tests.extraction.frames.frames_en import FOLDER, Fact, Frame, facts_of, frames_of, told_in
from tests.extraction.frames.survival_en import plain_rows, survives, survivors

FACTS = 3  # of a frame
FLOORS: dict[str, int] = yaml.safe_load((FOLDER / "frames_en_floors.yaml").read_text(encoding="utf-8"))
GROUPS = sorted({name.partition(":")[0] for name in FLOORS})


@pytest.mark.heavy
@pytest.mark.parametrize("group", GROUPS)
def test_a_frame_loses_no_more_facts_than_it_did(group: str) -> None:
    frames = [frame for frame in frames_of() if frame.name.startswith(f"{group}:")]
    kept = {frame.name: survivors(frame, FACTS)[0] for frame in frames}
    assert {name: count for name, count in kept.items() if count < FLOORS[name]} == {}
    read_now = {name: count for name, count in kept.items() if count and not FLOORS[name]}
    assert read_now == {}, "frames that were not read are read: give them a floor"


def test_every_frame_has_a_floor() -> None:
    assert set(FLOORS) == {frame.name for frame in frames_of()}
    assert all(0 <= floor <= FACTS for floor in FLOORS.values())


def test_facts_and_frames_are_parted_in_two_lots() -> None:
    assert {fact.lot for fact in facts_of()} == {frame.lot for frame in frames_of()} == {"read", "kept"}


def test_a_sentence_of_another_meaning_does_not_survive() -> None:
    fact = next(one for one in facts_of() if one.noun == "total waste")
    assert survives(Frame("none: last year", "Our {noun} was {f} in 2022. => now", ("now",)), (fact,))[0] is False


def test_a_frame_takes_facts_of_one_kind_and_different_metrics() -> None:
    frame = next(one for one in frames_of() if one.others)
    told: tuple[Fact, ...] = next(told_in(frame))
    assert len({one.kind for one in told}) == 1
    assert len({one.metric for one in told}) == len(told)
    assert all(plain_rows(one) for one in told)
