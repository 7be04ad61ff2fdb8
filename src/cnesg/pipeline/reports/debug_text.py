"""A text file with its numbers, labels, units and years marked, and under each line what they were taken for: HTML."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from html import escape

from cnesg.extraction.candidates import Candidate
from cnesg.model import Quantity
from cnesg.text import Document, fold

_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; margin: 1.5em; max-width: 70em; }
pre { font: inherit; white-space: pre-wrap; margin: 0; }
i { color: #888; font-style: normal; display: inline-block; min-width: 3.5em; }
mark { border-radius: 2px; padding: 0 1px; color: inherit; }
.number { background: #ffc9c9; outline: 1px solid #c00; }
.label { background: #cfe0ff; } .unit { background: #c5efd0; } .year { background: #ecd5f5; }
.fact { color: #c00; margin-left: 4.5em; font-size: 13px; }
"""
_LOOK_BACK = 45  # lines above a number in which its label may stand
_KINDS = ("year", "unit", "label", "number")  # what stands later is painted over what stands before


def marked_text(document: Document, traced: Sequence[tuple[Quantity, Candidate]]) -> str:
    """The document as a web page."""
    lines = [line.text for page in document.pages() for line in page.lines]
    folded = [fold(line).lower() for line in lines]
    marks: dict[int, dict[str, set[tuple[int, int]]]] = defaultdict(lambda: defaultdict(set))
    facts: dict[int, list[str]] = defaultdict(list)
    taken: dict[tuple[int, str], int] = {}
    for quantity, candidate in traced:
        at = candidate.place.line - 1
        if not 0 <= at < len(lines):
            continue
        begin = max(0, lines[at].find(quantity.raw_value, taken.get((at, quantity.raw_value), 0)))
        if quantity.raw_value and lines[at].startswith(quantity.raw_value, begin):
            end = begin + len(quantity.raw_value)
            taken[at, quantity.raw_value] = end
            marks[at]["number"].add((begin, end))
        for kind, words in (("unit", quantity.raw_unit), ("year", str(quantity.year)), ("label", candidate.named)):
            for line, span in _places(folded, at, begin, fold(words).lower().strip()):
                marks[line][kind].add(span)
        facts[at].append(_told(quantity))
    body = "\n".join(_line(number, text, marks[number], facts[number]) for number, text in enumerate(lines))
    legend = " ".join(f'<mark class="{kind}">{kind}</mark>' for kind in reversed(_KINDS))
    title = f"{escape(document.name)}: {len(traced)} quantities"
    return (
        f'<!doctype html>\n<html lang="{document.language}"><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE}</style>\n<p>{legend} &nbsp; {title}</p>\n{body}\n</html>\n"
    )


def _places(lines: Sequence[str], at: int, begin: int, words: str) -> Iterable[tuple[int, tuple[int, int]]]:
    """The nearest place of words: in the number's line, else in the lines above."""
    if not words:
        return
    found = []
    start = lines[at].find(words)
    while start >= 0:
        found.append((abs(start - begin), start))
        start = lines[at].find(words, start + 1)
    if found:
        _, start = min(found)
        yield at, (start, start + len(words))
        return
    for line in range(at - 1, max(-1, at - _LOOK_BACK), -1):
        start = lines[line].rfind(words)
        if start >= 0:
            yield line, (start, start + len(words))
            return


def _line(number: int, text: str, marks: dict[str, set[tuple[int, int]]], facts: Sequence[str]) -> str:
    kinds: list[str] = [""] * len(text)
    for kind in _KINDS:
        for start, end in marks.get(kind, ()):
            kinds[start:end] = [kind] * (min(end, len(text)) - start)
    parts: list[str] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or kinds[end] != kinds[start]:
            piece = escape(text[start:end])
            parts.append(f'<mark class="{kinds[start]}">{piece}</mark>' if kinds[start] else piece)
            start = end
    below = "".join(f'<div class="fact">{escape(fact)}</div>' for fact in facts)
    return f"<pre><i>{number + 1}</i> {''.join(parts)}</pre>{below}"


def _told(quantity: Quantity) -> str:
    classes = ", ".join(f"{key}: {value}" for key, value in quantity.breakdown.items())
    kind = "" if quantity.value_kind == "actual" else f" {quantity.value_kind}"
    told = f"{quantity.metric} = {quantity.value:,.15g} {quantity.unit} ({quantity.year}{kind})"
    parts = [told, f"[{classes}]" if classes else "", f"{quantity.confidence:.2f}", *quantity.warnings]
    return " ".join(part for part in parts if part)
