"""Where a value comes from, as words with links to decision pages."""

import re
from collections.abc import Iterable

from docs.book.blocks import Inline, Link, Span, Style, Text, code, line, link

from cnesg.framework.definitions import Basis, Sourced

_DECISION = re.compile(r"docs/decisions/([a-z0-9-]+)\.md")
_SOURCE = "source: "


def reference(text: str) -> Inline:
    """A `reference` field: decision pages become links, `source:` names the published methodology."""
    spans: list[Span] = []
    end = 0
    for found in _DECISION.finditer(text):
        spans += _words(text[end : found.start()])
        spans.append(link(f"decisions/{found[1]}", found[1].replace("-", " ")))
        end = found.end()
    return (*spans, *_words(text[end:]))


def _words(text: str) -> list[Span]:
    return [Text(text.replace(_SOURCE, "Ping An 2022: "))] if text else []


def basis(entry: Sourced) -> Inline:
    """Published or assumed, and by what."""
    return (badge(entry.basis), Text(" "), *reference(entry.reference))


def badge(value: Basis) -> Text:
    """Published or assumed."""
    return Text(value.value, "badge")


def decisions_in(references: Iterable[str]) -> tuple[str, ...]:
    """Names of the decision pages that references speak of, in alphabetical order."""
    return tuple(sorted({found[1] for text in references for found in _DECISION.finditer(text)}))


def indicator(code_: str, *, name: bool = False, words: str = "") -> Link:
    """A link to the page of a dimension's issue, an indicator, or the indicator of a data point."""
    page = f"indicators/{code_[:5]}"
    shown = line(code(code_), f" {words}" if name and words else None)
    return Link(shown, page, code_.lower() if len(code_) > 5 else "")


def industry(code_: str, name: str) -> Link:
    """A link to an industry's page of ratings."""
    return link(f"materiality/{code_}", name)


_HEAT: tuple[Style, ...] = ("heat-0", "heat-1", "heat-2", "heat-3")


def heat(rating: int) -> Text:
    """A rating of materiality on its colour."""
    return Text(str(rating), _HEAT[rating])
