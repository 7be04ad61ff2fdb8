"""Files: written so that a power cut leaves either the old one or the new one, and told by a hash of what they hold."""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_CHUNK = 1 << 20
_PRIVATE = 0o600


def flush_file(path: Path) -> None:
    """Force a file's content to the disk."""
    _flush(path, os.O_RDONLY)


def flush_folder(folder: Path) -> None:
    """Force a folder's entries to the disk: a new or renamed file is durable only after this."""
    _flush(folder, os.O_RDONLY | os.O_DIRECTORY)


def write_atomically(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file under a temporary name beside its place, force it to the disk, then rename it into place.

    Readers see the old file or the whole new one. After the return the new one survives a power cut.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    flush_folder(path.parent)


def make_private(path: Path) -> None:
    """Make an empty file that its owner alone may read; of one that is there only the rights are changed.

    A file that is there is never opened, so that no lock of another library on it is lost. What the system refuses (a
    file of somebody else's, a folder that may not be written) is left as it is.
    """
    with suppress(OSError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _PRIVATE))
    with suppress(OSError):
        path.chmod(_PRIVATE)


def file_hash(path: Path) -> str:
    """SHA-256 of a file's content, in hexadecimal digits."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _flush(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
