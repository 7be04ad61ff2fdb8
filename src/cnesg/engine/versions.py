"""Whether another machine would compute the same: its code and methodology against ours."""

import hashlib
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import numpy as np
import polars as pl

from cnesg.errors import InputError, Problem
from cnesg.framework.yaml_files import files_below

_CODE = (".py",)
_DATA = (".yaml", ".toml", ".npz", ".txt", ".json")


@dataclass(frozen=True)
class Versions:
    """What decides a result besides its input.

    Attributes:
        code: hash over the package's modules.
        methodology: hash over the package's methodology and models.
        polars: version of the library that computes.
        numpy: likewise.
    """

    code: str
    methodology: str
    polars: str
    numpy: str


@cache
def versions_here() -> Versions:
    """Those of this process; hashed once."""
    package = files("cnesg")
    return Versions(_hash(package, _CODE), _hash(package, _DATA), pl.__version__, np.__version__)


def check_versions(driver: Versions, machine: str) -> None:
    """Refuse to compute with other versions than those of whoever asks.

    Raises:
        InputError: every difference.
    """
    here = versions_here()
    problems = [
        Problem.of("engine.other_version", machine=machine, what=one.name, here=mine, there=theirs)
        for one in fields(Versions)
        if (mine := getattr(here, one.name)) != (theirs := getattr(driver, one.name))
    ]
    if problems:
        raise InputError(*problems)


def _hash(folder: Traversable, endings: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    for name, source in files_below(folder):
        if name.endswith(endings):
            digest.update(name.encode() + b"\0" + hashlib.sha256(source.read_bytes()).digest())
    return digest.hexdigest()[:16]
