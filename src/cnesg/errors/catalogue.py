"""The message catalogue: ids to wording in English and Chinese."""

import os
import tomllib
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Any, Literal

Language = Literal["en", "zh"]


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


def render(message_id: str, language: Language | None = None, **values: Any) -> str:
    """The wording of `area.name` with `values` filled in.

    Raises:
        KeyError: the catalogue has no such id, or a placeholder got no value; both are programming errors.
    """
    area, _, name = message_id.partition(".")
    return messages(area)[name][language or current_language()].format(**values)


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
        """The problem in words, on one line."""
        said = " ".join(render(self.message_id, language, **self.values).split())
        return said if self.more is None else f"{said} {self.more.text(language)}"

    def also(self, message_id: str, **values: Any) -> "Problem":
        """The same problem, with a further message behind its own."""
        return replace(self, more=Problem(message_id, values))
