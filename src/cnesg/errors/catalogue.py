"""The message catalogue: ids to wording in English and Chinese."""

import os
import string
import tomllib
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Any, Literal

Language = Literal["en", "zh"]
_LONGEST = 1_000  # characters


def current_language() -> Language:
    """The reader's language: `CNESG_LANG` if set, else the locale's variables in POSIX order; English by default."""
    for variable in ("CNESG_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


@cache
def messages(area: str) -> dict[str, dict[str, str]]:
    """All messages of an area (`text`, `store`, ...): name to `{"en": ..., "zh": ...}`."""
    source = files("cnesg.errors") / "messages" / f"{area}.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))


class _Wording(string.Formatter):
    """Fills in values; `{rows:# row|# rows}` takes the first form for one and the second for any other number.

    `#` stands for the number. A number that comes as text, with separators or digits of its own, is taken as it is.
    """

    def format_field(self, value: Any, format_spec: str) -> str:
        one, bar, more = format_spec.partition("|")
        if not bar:
            return str(super().format_field(value, format_spec))
        number = f"{value:,}" if isinstance(value, int) else str(value)
        return (one if number == "1" else more).replace("#", number)


_WORDING = _Wording()


def render(message_id: str, language: Language | None = None, **values: Any) -> str:
    """The wording of `area.name` with `values` filled in.

    Raises:
        KeyError: the catalogue has no such id, or a placeholder got no value; both are programming errors.
    """
    area, _, name = message_id.partition(".")
    return _WORDING.vformat(messages(area)[name][language or current_language()], (), values)


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: a message id, the values that its wording needs, and a message that is to follow."""

    message_id: str
    values: dict[str, Any] = field(default_factory=dict)
    more: "Problem | None" = None

    @classmethod
    def of(cls, message_id: str, **values: Any) -> "Problem":
        """A problem, with its values given by name."""
        return cls(message_id, values)

    def text(self, language: Language | None = None) -> str:
        """The problem in words, on one line; of a value that is a long text, as a file may hold, its beginning."""
        values = {name: _short(value) for name, value in self.values.items()}
        said = " ".join(render(self.message_id, language, **values).split())
        return said if self.more is None else f"{said} {self.more.text(language)}"

    def also(self, message_id: str, **values: Any) -> "Problem":
        """The same problem, with a further message behind its own."""
        return replace(self, more=Problem(message_id, values))


def _short(value: Any) -> Any:
    return f"{value[:_LONGEST]}…" if isinstance(value, str) and len(value) > _LONGEST else value
