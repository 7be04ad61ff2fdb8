"""Trained models of text as files: npz without pickle, each with its checksum noted beside it."""

import hashlib
import io
import json
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnesg.errors import Problem
from cnesg.errors.hierarchy import CnesgError

CHECKSUMS = "checksums.json"
WEIGHTS = "weights"


class ModelError(CnesgError):
    """A trained model that ships is missing or is not the one that was shipped."""


def write_arrays(header: Mapping[str, Any], arrays: Mapping[str, Any]) -> bytes:
    """Numbers, and what they mean, as the bytes of an npz file."""
    held = io.BytesIO()
    text = np.frombuffer(json.dumps(header, ensure_ascii=False).encode(), dtype=np.uint8)
    parts: dict[str, Any] = {"header": text, **arrays}
    np.savez_compressed(held, allow_pickle=False, **parts)
    return held.getvalue()


def read_arrays(data: bytes) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """What `write_arrays` wrote, half precision brought to single; no code is run by reading it."""
    with np.load(io.BytesIO(data), allow_pickle=False) as held:
        header: dict[str, Any] = json.loads(held["header"].tobytes())
        arrays = {name: held[name] for name in held.files if name != "header"}
    return header, {n: a.astype(np.float32) if a.dtype == np.float16 else a for n, a in arrays.items()}


def packed_model(package: str, name: str) -> bytes:
    """The bytes of a model that ships in the folder `weights` of a package, by its file name without ending.

    Raises:
        ModelError: the file is missing, or its checksum is not the one noted beside it.
    """
    folder = files(package) / WEIGHTS
    source = folder / f"{name}.npz"
    noted = folder / CHECKSUMS
    wanted = json.loads(noted.read_text(encoding="utf-8")).get(name) if noted.is_file() else None
    if wanted is None or not source.is_file():
        raise ModelError(Problem.of("models.not_in_package", model=name))
    data = source.read_bytes()
    if hashlib.sha256(data).hexdigest() != wanted:
        raise ModelError(Problem.of("models.changed_in_package", model=name))
    return data


def keep_model(data: bytes, name: str, folder: Path) -> None:
    """Writes a packed model to a folder and notes its checksum there."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.npz").write_bytes(data)
    noted = folder / CHECKSUMS
    sums = json.loads(noted.read_text(encoding="utf-8")) if noted.exists() else {}
    sums[name] = hashlib.sha256(data).hexdigest()
    noted.write_text(json.dumps(dict(sorted(sums.items())), indent=2) + "\n", encoding="utf-8")
