"""What a Chinese text says of a company named in it: views of headline and text from that company's place."""

import re
from collections.abc import Iterator, Sequence

from cnesg.sentiment.lexicon import PolarityReader, Told, step
from cnesg.sentiment.models.masks import JUDGED, OTHER, plain
from cnesg.sentiment.models.views import Row, View

VIEWS = (
    View("title", "character", 1, 4, 1.0),
    View("body", "character", 1, 3, 0.5),
    View("told", "flag", 1, 3, 1.0),
    View("told-below", "flag", 1, 2, 0.5),
    View("signs", "flag", 1, 1, 1.0),
)
LONGEST_BODY = 300
"""Characters of the text that are read: news tells first what matters."""

_BREAK = re.compile(r"[。！？!?；;，\n]|[,:：](?!\d)|(?<=[\u4e00-\u9fff%])\s+(?=[\u4e00-\u9fff\ue000\ue001\d])")


def without_others(masked_text: str) -> str:
    """The text without clauses about other companies.

    A clause that names nobody is about whom the one before was about; at the beginning it is about the judged company.
    """
    if OTHER not in masked_text:
        return masked_text
    kept: list[str] = []
    own, start = True, 0
    for end in [*(m.end() for m in _BREAK.finditer(masked_text)), len(masked_text)]:
        clause = masked_text[start:end]
        own = JUDGED in clause or (own and OTHER not in clause)
        if own:
            kept.append(clause)
        start = end
    return "".join(kept).rstrip("，；,; ")


def row(title: str, body: str, reader: PolarityReader) -> Row:
    """The views of a text in the order of `VIEWS`.

    Args:
        title: headline, names masked (`masks.masked`).
        body: text likewise; may be empty.
        reader: of the lexicon.
    """
    above, below = without_others(title), without_others(body[:LONGEST_BODY])
    told, told_below = reader.told(above), reader.told(below)
    return (
        plain(above),
        plain(below),
        " ".join(_kinds(told, reader)),
        " ".join(_kinds(told_below[:12], reader)),
        " ".join(_signs(told, told_below, reader)),
    )


def _kinds(told: Sequence[Told], reader: PolarityReader) -> Iterator[str]:
    for one in told:
        yield f"{reader.groups[one.group].code}{'+' if one.value > 0 else '-'}"


def _signs(told: Sequence[Told], below: Sequence[Told], reader: PolarityReader) -> list[str]:
    """How much good and bad is told, and where, in steps."""
    above, under = reader.weighed(told, below)
    values = [one.value for one in told]
    worst, best, last = min(values, default=0.0), max(values, default=0.0), values[-1] if values else 0.0
    sums = {"all": above + under, "title": above, "body": under, "worst": worst, "best": best, "last": last}
    return [f"{name}{step(value)}" for name, value in sums.items() for _ in range(2 if name == "all" else 1)]
