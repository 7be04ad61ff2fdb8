"""Models of news that a user trained, in one file without pickle."""

import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from cnesg.errors import InputError
from cnesg.sentiment.models.incidents import IncidentModel, pack_incidents, unpack_incidents
from cnesg.sentiment.models.negative import NegativeModel, pack_negative, unpack_negative
from cnesg.sentiment.models.ngram_model import NgramModel, pack, unpack
from cnesg.text.model_files import read_arrays, write_arrays

FORMAT = "cnesg-news"
VERSION = 1
_POLARITY = "polarity-"


@dataclass(frozen=True)
class TrainedNews:
    """What a user's labels taught; what they did not is left to the models that ship.

    Attributes:
        polarity: by language.
        incidents: types and subjects of events; its types tell any number of events of a name, none included.
        negative: bad news and its subjects.
    """

    polarity: Mapping[str, NgramModel]
    incidents: IncidentModel | None
    negative: NegativeModel | None

    @property
    def parts(self) -> tuple[str, ...]:
        """Names of what it has."""
        single = (("incidents", self.incidents), ("negative", self.negative))
        return (*(f"{_POLARITY}{one}" for one in sorted(self.polarity)), *(name for name, held in single if held))


def pack_news(model: TrainedNews) -> bytes:
    """The bytes of the model's file: an npz of npz files."""
    held = {f"{_POLARITY}{language}": pack(one) for language, one in sorted(model.polarity.items())}
    if model.incidents is not None:
        held["incidents"] = pack_incidents(model.incidents)
    if model.negative is not None:
        held["negative"] = pack_negative(model.negative)
    arrays: dict[str, Any] = {name: np.frombuffer(data, np.uint8) for name, data in held.items()}
    return write_arrays({"format": FORMAT, "version": VERSION, "parts": sorted(held)}, arrays)


def unpack_news(data: bytes) -> TrainedNews:
    """The model of these bytes; no code is run by reading it.

    Raises:
        ValueError: they are no such model.
    """
    header, arrays = read_arrays(data)
    if header.get("format") != FORMAT or header.get("version") != VERSION:
        raise ValueError(str(header.get("format")))
    parts = {name: arrays[name].tobytes() for name in header["parts"]}
    return TrainedNews(
        polarity={n.removeprefix(_POLARITY): unpack(held) for n, held in parts.items() if n.startswith(_POLARITY)},
        incidents=unpack_incidents(parts["incidents"]) if "incidents" in parts else None,
        negative=unpack_negative(parts["negative"]) if "negative" in parts else None,
    )


def read_news_model(path: Path) -> TrainedNews:
    """The model in a file that `cnesg news train` wrote.

    Raises:
        InputError: there is none, or it is no such model.
    """
    try:
        return unpack_news(path.read_bytes())
    except (OSError, EOFError, ValueError, KeyError, TypeError, zipfile.BadZipFile, zlib.error) as error:
        raise InputError.of("news.no_model", path=path) from error
