"""Regular expressions that are compiled when they are first asked.

A process that reads reports knows some three thousand of them, of which a report asks half and a short text a tenth;
to compile them all took two seconds before the first page was read.
"""

import re
from typing import cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


def regex(text: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """A regular expression as `re.compile` gives it, which is compiled when it is first used.

    A match's `re` is the compiled one: which of several was found is told by `pattern`, not by `is`.

    Args:
        text: the expression; that it is one, the tests of the whole package ask.
        flags: as for `re.compile`.
    """
    return cast(re.Pattern[str], _WhenAsked(text, flags))


class _WhenAsked:
    """Stands for a compiled pattern, whose methods it takes over with the first question."""

    def __init__(self, text: str, flags: re.RegexFlag) -> None:
        self.pattern = text
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):  # asked by copying, pickling and the like, which find none
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)

    def __repr__(self) -> str:
        return f"regex({self.pattern!r})"
