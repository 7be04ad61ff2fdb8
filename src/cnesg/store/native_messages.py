"""What a native library writes to standard error while it fails, kept away from the user, who gets one line of ours.

Delta's writer panics where the disk refuses: it prints a backtrace and then raises an error, which says the same.
"""

import os
import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_ONE = threading.Lock()  # the descriptor belongs to the whole process
_PANIC = re.compile(
    rb"^(\s*\n)?thread '[^\n]*panicked at [^\n]*\n(?:(?!thread ')[^\n]*\n)*?(?:note: [^\n]*\n)+", re.MULTILINE
)
_MOST = 1 << 20


@contextmanager
def without_panics() -> Iterator[None]:
    """Leave out of standard error what a panicking library prints; whatever else was written comes when this ends."""
    if sys.platform == "win32":
        yield
        return
    with _ONE:
        reading, writing = os.pipe()
        os.set_blocking(reading, False)
        os.set_blocking(writing, False)  # what does not fit is lost rather than waited for
        sys.stderr.flush()
        kept = os.dup(2)
        os.dup2(writing, 2)
        os.close(writing)
        try:
            yield
        finally:
            sys.stderr.flush()
            os.dup2(kept, 2)
            os.close(kept)
            _forward(reading)


def _forward(reading: int) -> None:
    try:
        written = os.read(reading, _MOST)
    except BlockingIOError:
        written = b""
    finally:
        os.close(reading)
    others = _PANIC.sub(b"", written)
    if others.strip():
        os.write(2, others)
