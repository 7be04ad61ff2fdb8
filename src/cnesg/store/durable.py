"""Files: written so that a power cut leaves either the old one or the new one, and told by a hash of what they hold."""

import hashlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_CHUNK = 1 << 20
_HASHING = "import hashlib, sys\nwith open(sys.argv[1], 'rb') as f: print(hashlib.file_digest(f, 'sha256').hexdigest())"
_HASHING_SECONDS = 600
_PRIVATE = 0o600


def flush_file(path: Path) -> None:
    """Force a file's content to the disk."""
    _flush(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)  # Windows flushes what may be written to


def flush_folder(folder: Path) -> None:
    """Force a folder's entries to the disk: a new or renamed file is durable only after this.

    Where a folder can't be opened (Windows), the system alone decides when they get there.
    """
    if hasattr(os, "O_DIRECTORY"):
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


def file_hash_in_child(path: Path) -> str:
    """SHA-256 of a file's content as a child process reads it, for files that a library of this process has locked.

    POSIX drops all locks that a process has on a file as soon as the process closes any descriptor of that file. SQLite
    relies on such locks; a child process has none to lose.

    Raises:
        OSError: the file can't be read, or no child process can be started.
    """
    command = [sys.executable, "-I", "-S", "-c", _HASHING, str(path.absolute())]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_HASHING_SECONDS, check=False)  # noqa: S603 - our own program
    except subprocess.TimeoutExpired as error:
        raise OSError(str(error)) from error
    if done.returncode:
        what = done.stderr.strip().rpartition("\n")[2] or f"exit code {done.returncode}"
        raise OSError(f"{path}: {what}")
    return done.stdout.strip()


def _flush(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
