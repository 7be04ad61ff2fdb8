"""Chinese figures told in other sentences keep their facts, and sentences that tell none give none: a sample each."""

from functools import cache
from itertools import islice
from pathlib import Path
from zlib import crc32

import pytest
import yaml
from tests.extraction.forms.stock_zh import CASES, Plain, stock
from tests.extraction.frames.frames_zh import FRAMES, NO_FACTS, framed, without_fact
from tests.extraction.frames.survival_zh import Asked, baseline, read_sentence, well

FLOORS: dict[str, float] = yaml.safe_load((CASES / "frames" / "floors_zh.yaml").read_text(encoding="utf-8"))
COUNT = 20  # figures of each frame


@cache
def shuffled() -> tuple[Plain, ...]:
    """The figures in an order that no file tells, those that are read right in the plain sentence."""
    rows = sorted(stock(), key=lambda row: crc32(f"4 {row.label} {row.heading}".encode()))
    return tuple(row for row in rows if not row.heading)


def sampled(name: str, folder: Path) -> list[Asked]:
    """Some figures in sentences of a frame, and what is read of them."""
    asked = ((row, one) for row in shuffled() for one in (*framed(row, {name}), *without_fact(row, {name})))
    right = ((row, one) for row, one in asked if baseline(row) is not None)
    return [Asked(row, one, read_sentence(one.text, row.heading, folder)) for row, one in islice(right, COUNT)]


@pytest.mark.heavy
@pytest.mark.parametrize("name", FLOORS)
def test_figures_survive_a_frame(name: str, tmp_path: Path) -> None:
    asked = sampled(name, tmp_path)
    lost = [one.told.text for one in asked if not well(one) and one.lot == "read"]
    kept = sum(well(one) for one in asked)
    print(f"{name}: {kept} of {len(asked)} {lost}")  # noqa: T201
    assert kept / len(asked) >= FLOORS[name]


def test_every_frame_has_a_floor_that_can_fail() -> None:
    frames = {name for kind in FRAMES.values() for name in kind["frames"]}
    assert set(FLOORS) == frames | {name for kind in NO_FACTS.values() for name in kind}
    assert all(0 < floor <= 1 for floor in FLOORS.values())
