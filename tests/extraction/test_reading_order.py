"""The list in docs/extraction.md tells the order in which a passage is read."""

import re
import sys
from pathlib import Path
from types import FrameType

from tests.extraction.texts import rows_of

FUNCTION = re.compile(r"`(\w+\.\w+)`")
DOCS = Path(__file__).parents[2] / "docs" / "extraction.md"
TEXTS = (
    (
        "We used 16 (2022: 18) m3 of rainwater, or 25% of all water. Of our 400 employees, 46% were women. Energy use "
        "fell from 31 GWh in 2022 to 28 GWh. There were no fatalities."
    ),
    "2023年，员工总数3,218人，其中男性2,105人，占65.4%；产生危险废物1,024吨，处置率100%。未发生安全事故。",
)
# With what the steps of a passage, of a sentence, of a number and of the sentence once more begin.
BEGINNINGS = ["prose.read", "frames.things_of", "prose._number", "statements.zero_statements"]


def listed() -> list[list[str]]:
    """The functions that the page names, for each of its four parts."""
    section = DOCS.read_text(encoding="utf-8").split("## The order in which a passage is read")[1].split("\n## ")[0]
    parts = re.split(r"(?m)^Of .*:$", section)[1:]
    return [
        [name for step in re.findall(r"(?m)^\d+\. (.*)", part) for name in FUNCTION.findall(step)] for part in parts
    ]


def called(text: str) -> list[tuple[int, list[str]]]:
    """The functions of the package at their first call from each beginning on, and which beginning it is."""
    runs: list[tuple[int, dict[str, None]]] = []

    def note(frame: FrameType, event: str, _: object) -> None:
        path = Path(frame.f_code.co_filename)
        if event == "call" and "cnesg" in path.parts:
            module = path.parent.name if path.stem == "reader" else path.stem
            name = f"{module}.{frame.f_code.co_name}"
            if name in BEGINNINGS:
                runs.append((BEGINNINGS.index(name), {}))
            if runs:
                runs[-1][1].setdefault(name)

    sys.setprofile(note)
    try:
        rows_of(text)
    finally:
        sys.setprofile(None)
    return [(part, list(run)) for part, run in runs]


def test_a_passage_is_read_in_the_order_that_the_page_tells() -> None:
    parts, reached = listed(), set[str]()
    for part, run in (run for text in TEXTS for run in called(text)):
        order = [name for name in run if name in parts[part]]
        assert order == [name for name in parts[part] if name in order]
        reached |= set(order)
    assert {name for part in parts for name in part} == reached
