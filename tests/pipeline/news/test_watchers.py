"""Who of several watchers takes which file."""

import os
from pathlib import Path

from cnesg.pipeline.news.watchers import WATCHERS, Watchers

NAMES = [f"{number}.jsonl" for number in range(300)]


def owners(watchers: list[Watchers]) -> dict[str, int]:
    for one in watchers:
        one._looked = float("-inf")  # as if time had passed since the last look
        one.look()
    found = {name: [number for number, one in enumerate(watchers) if one.mine(name)] for name in NAMES}
    assert all(len(who) == 1 for who in found.values())
    return {name: who[0] for name, who in found.items()}


def test_each_file_has_one_owner_and_only_those_of_who_is_gone_pass_on(tmp_path: Path) -> None:
    three = [Watchers(tmp_path) for _ in range(3)]
    for one in three:
        one.look()
    before = owners(three)
    shares = [list(before.values()).count(number) for number in range(3)]
    assert min(shares) > 60
    three[2].leave()
    after = owners(three[:2])
    assert all(after[name] == before[name] for name in NAMES if before[name] != 2)
    four = [*three[:2], Watchers(tmp_path)]
    four[2].look()
    again = owners(four)
    assert all(again[name] in (after[name], 2) for name in NAMES)


def test_who_gives_no_sign_of_life_is_gone_and_is_forgotten(tmp_path: Path) -> None:
    one, other = Watchers(tmp_path, lease=5), Watchers(tmp_path, lease=5)
    other.look()
    assert len(one.look()) == 2
    (file,) = (path for path in (tmp_path / WATCHERS).iterdir() if path.name != one.name)
    seen = file.stat().st_mtime
    for ago, left in ((6, True), (600, False)):
        os.utime(file, (seen - ago, seen - ago))
        one._looked = float("-inf")
        assert one.look() == (one.name,)
        assert all(one.mine(name) for name in NAMES)
        assert file.exists() == left


def test_who_is_alone_and_has_not_looked_takes_everything(tmp_path: Path) -> None:
    assert all(Watchers(tmp_path).mine(name) for name in NAMES)
