"""Trained models are read whole, unaltered and without pickle."""

import hashlib
import io
import shutil
from pathlib import Path

import numpy as np
import pytest

from cnesg.errors import MethodologyError
from cnesg.framework.models import load_model

SHIPPED = Path(__file__).resolve().parents[2] / "src" / "cnesg" / "methodology"
NAMES = sorted(path.stem for path in (SHIPPED / "models").glob("*.yaml"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(SHIPPED / "models", tmp_path / "models")
    return tmp_path


@pytest.mark.parametrize("name", NAMES)
def test_every_shipped_model_is_small_and_has_a_card_and_a_script(name: str) -> None:
    assert load_model(name)
    card = (SHIPPED / "models" / f"{name}.yaml").read_text(encoding="utf-8")
    root = SHIPPED.parents[2]
    for field in ("script: ", "card: "):
        place = next(line.removeprefix(field) for line in card.splitlines() if line.startswith(field))
        assert (root / place).is_file()


def test_all_models_together_are_below_forty_megabytes() -> None:
    assert sum(path.stat().st_size for path in (SHIPPED / "models").iterdir()) < 40_000_000


def test_a_single_altered_byte_is_found(folder: Path) -> None:
    file = folder / "models" / "extraction-confidence.npz"
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(bytes(data))
    with pytest.raises(MethodologyError, match="hash differs"):
        load_model("extraction-confidence", folder)


def test_pickles_are_refused(folder: Path) -> None:
    buffer = io.BytesIO()
    np.savez(buffer, weights=np.array([{"a": 1}], dtype=object))
    (folder / "models" / "extraction-confidence.npz").write_bytes(buffer.getvalue())
    card = folder / "models" / "extraction-confidence.yaml"
    lines = card.read_text(encoding="utf-8").splitlines()
    lines = [f"sha256: {hashlib.sha256(buffer.getvalue()).hexdigest()}" if x.startswith("sha256") else x for x in lines]
    card.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(ValueError, match="pickle"):
        load_model("extraction-confidence", folder)


def test_a_missing_model_is_told(folder: Path) -> None:
    (folder / "models" / "extraction-confidence.npz").unlink()
    with pytest.raises(MethodologyError, match="missing"):
        load_model("extraction-confidence", folder)
    with pytest.raises(MethodologyError, match="missing"):
        load_model("no-such-model", folder)
