"""Small JSON files that carry a hash of what they say, byte for byte."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_SEAL = "seal"


def sealed(content: Mapping[str, Any]) -> bytes:
    """The file for this content: one line of JSON with a SHA-256 over the rest of it."""
    plain = json.dumps(content, ensure_ascii=False, sort_keys=True)
    seal = hashlib.sha256(plain.encode()).hexdigest()
    return json.dumps({**content, _SEAL: seal}, ensure_ascii=False, sort_keys=True).encode() + b"\n"


def unsealed(path: Path) -> dict[str, Any] | None:
    """What a file says; None if not every byte of it is as `sealed` wrote it.

    Raises:
        OSError: it is not there or can't be read.
    """
    found = path.read_bytes()
    try:
        content = json.loads(found)
        content.pop(_SEAL)
        intact = sealed(content) == found
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return dict(content) if intact else None
