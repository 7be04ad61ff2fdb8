"""Which engine is meant and what it is told; everything wrong with it at once."""

import sys
from pathlib import Path

import pytest

from cnesg.engine import EngineSettings, LocalEngine, open_engine
from cnesg.engine.settings import read_settings
from cnesg.errors import InputError


def test_settings_left_out_have_their_defaults(tmp_path: Path) -> None:
    path = tmp_path / "engine.toml"
    path.write_text('[ray]\naddress = "10.0.0.1:6379"\n\n[spark.config]\n"spark.executor.memory" = "2g"\n', "utf-8")
    told = read_settings(path)
    assert (told.ray.address, told.ray.slots, told.ray.attempts) == ("10.0.0.1:6379", None, 3)
    assert told.spark.config == {"spark.executor.memory": "2g"}
    assert EngineSettings().ray.address is None


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "engine.toml"
    path.write_text("[ray]\nadress = 1\nslots = 0\n[dask]\n", "utf-8")
    with pytest.raises(InputError) as caught:
        open_engine("ray", path)
    assert sorted(problem.values["field"] for problem in caught.value.problems) == ["dask", "ray.adress", "ray.slots"]


@pytest.mark.parametrize("content", [b"[ray", b"\xff\xfe"])
def test_what_is_no_toml_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "engine.toml"
    path.write_bytes(content)
    with pytest.raises(InputError, match="can't be read"):
        open_engine("local", path)


def test_the_local_engine_needs_nothing_and_others_say_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = open_engine("local", jobs=2)
    assert isinstance(engine, LocalEngine)
    assert (engine.name, engine.jobs) == ("local", 2)
    with pytest.raises(InputError, match="local, ray, spark"):
        open_engine("abacus")
    monkeypatch.setitem(sys.modules, "ray", None)
    monkeypatch.delitem(sys.modules, "cnesg.engine.ray_engine", raising=False)
    with pytest.raises(InputError, match=r"cnesg\[ray\]"):
        open_engine("ray")


def test_a_cluster_that_is_not_there_is_told(tmp_path: Path) -> None:
    pytest.importorskip("ray")
    path = tmp_path / "engine.toml"
    path.write_text('[ray]\naddress = "127.0.0.1:1"\n', "utf-8")
    with pytest.raises(InputError, match=r"no cluster answers at 127\.0\.0\.1:1"):
        open_engine("ray", path)
