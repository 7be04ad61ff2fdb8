"""Answers that took long, kept on disk beside the memory of a server, so that a restart does not ask for them again."""

import logging
from collections.abc import Hashable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from cnesg.store.durable import write_atomically

_LOGGER = logging.getLogger(__name__)
T = TypeVar("T")
_adapters: dict[Any, TypeAdapter[Any]] = {}  # by class; to make one takes longer than to read an answer


@dataclass(frozen=True)
class Kept:
    """A folder of answers; it is only a cache and may be deleted at any time.

    Attributes:
        folder: gets them.
        versions: of what makes the answers; others make others.
    """

    folder: Path
    versions: str

    def read(self, key: Hashable, shape: type[T]) -> T | None:
        """The answer under a key; None where there is none that can be read.

        Args:
            key: of plain values, whose `repr` tells them apart.
            shape: the dataclass that it is.
        """
        try:
            found: T = _adapter(shape).validate_json(self._place(key).read_bytes())
        except (OSError, ValidationError):
            return None
        return found

    def write(self, key: Hashable, answer: object) -> None:
        """Keep an answer; a disk that refuses costs only that it is made anew."""
        place = self._place(key)
        try:
            place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_atomically(place, [_adapter(type(answer)).dump_json(answer)])
        except OSError:
            _LOGGER.info("an answer is not kept in %s", place.parent, exc_info=True)

    def _place(self, key: Hashable) -> Path:
        return self.folder / f"{sha256(repr((self.versions, key)).encode()).hexdigest()}.json"


def _adapter(shape: Any) -> TypeAdapter[Any]:
    if shape not in _adapters:
        _adapters[shape] = TypeAdapter(shape)
    return _adapters[shape]
