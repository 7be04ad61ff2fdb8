"""Files of text: their encoding found without holding them in memory, and their bounds kept."""

import codecs
import re
from pathlib import Path

from cnesg.errors import InputError
from cnesg.foreign.bounds import DOCUMENT, MIB

_BOMS_OF_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_PRIVATE = re.compile("[\ue000-\uf8ff]")


def encoding_of(path: Path) -> str:
    """The encoding of a file in UTF-8, UTF-16 with its mark, or GB18030, as Python calls it.

    Raises:
        InputError: it is in another encoding.
    """
    with path.open("rb") as file:
        marked = file.read(2) in _BOMS_OF_UTF16
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        if _is_in(path, encoding):
            return encoding
    raise InputError.of("sources.encoding", path=path)


def _is_in(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while piece := file.read(MIB):
                text = decoder.decode(piece)
                # Big5 read as GB18030 has characters for private use, which no table of ours holds.
                if "\0" in text or _PRIVATE.search(text):
                    return False
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def bounded(path: Path, most: int = DOCUMENT) -> Path:
    """A file, if it is no larger than so many bytes.

    Raises:
        InputError: it is missing or larger.
    """
    if not path.is_file():
        raise InputError.of("sources.missing_file", path=path)
    size = path.stat().st_size
    if size > most:
        raise InputError.of("foreign.too_large", path=path, size=-(-size // MIB), most=most // MIB)
    return path


def text_of(path: Path) -> str:
    """The text of a file; errors as for `bounded` and `encoding_of`."""
    return bounded(path).read_text(encoding_of(path))
