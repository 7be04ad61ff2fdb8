"""Trained models: small files of numbers beside the methodology data, read without pickle and checked by their hash."""

import hashlib
import io
from collections.abc import Mapping
from functools import cache
from importlib.resources.abc import Traversable
from typing import Any

import numpy as np
from pydantic import Field

from cnesg.errors import MethodologyError, Problem
from cnesg.framework.definitions.base import Definition
from cnesg.framework.yaml_files import own_folder, parse_yaml, validate_mapping

FOLDER = "models"


class ModelCard(Definition):
    """What a model is: its file and hash, what it was trained on and when, and the page that tells how good it is."""

    name: str = Field(pattern=r"^[a-z][a-z-]*$")
    file: str = Field(pattern=r"^[a-z][a-z-]*\.npz$")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    trained: str
    trained_on: tuple[str, ...]
    script: str
    card: str


def load_model(name: str, folder: Traversable | None = None) -> Mapping[str, Any]:
    """The arrays of a trained model.

    Args:
        name: the model, as its card `models/<name>.yaml` is called.
        folder: a methodology folder; the package's without it.

    Raises:
        MethodologyError: card or file are missing or broken, or the file is not the one that the card was written for.
    """
    return _shipped(name) if folder is None or folder == own_folder() else _load(name, folder)


@cache
def _shipped(name: str) -> Mapping[str, Any]:
    return _load(name, own_folder())


def has_model(name: str, folder: Traversable) -> bool:
    """Whether a methodology folder has a model; a small one does without."""
    return (folder / FOLDER / f"{name}.yaml").is_file()


def _load(name: str, folder: Traversable) -> Mapping[str, Any]:
    place = f"{FOLDER}/{name}.yaml"
    if not has_model(name, folder):
        raise MethodologyError(Problem.of("models.missing", file=place))
    content, problems = parse_yaml(place, (folder / FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    card, more = (None, []) if problems else validate_mapping(place, ModelCard, content)
    if card is None:
        raise MethodologyError(*problems, *more)
    source = folder / FOLDER / card.file
    if not source.is_file():
        raise MethodologyError(Problem.of("models.missing", file=f"{FOLDER}/{card.file}"))
    data = source.read_bytes()
    if hashlib.sha256(data).hexdigest() != card.sha256:
        raise MethodologyError(Problem.of("models.altered", file=f"{FOLDER}/{card.file}", card=place))
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        return {key: arrays[key] for key in arrays.files}
