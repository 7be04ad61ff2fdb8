"""Texts damaged as converters damage them (blanks, breaks and digits lost, added or swapped) never end a reading."""

import os
import random
from pathlib import Path

import pytest
from tests.extraction.test_plain_forms import GROUPS
from tests.extraction.texts import KNOW

from cnesg.extraction.quantities import extract_quantities
from cnesg.text import read_document

_LOTS = 400 if os.environ.get("CNESG_FULL") else 12
_TEXTS = 25  # of the worked examples in one document
_ONE_IN = 40  # characters that are damaged
_SIGNS = ".,-–()%|/*:"


def damaged(text: str, chance: random.Random) -> str:
    """A text with one in so many characters lost, doubled, swapped or with a blank, a break or a sign beside it."""
    signs = list(text)
    for _ in range(len(text) // _ONE_IN):
        at = chance.randrange(len(signs))
        way = chance.randrange(7)
        if way == 0:
            signs[at] = " "
        elif way == 1:
            del signs[at]
        elif way == 2:
            end = min(len(signs), at + chance.randrange(2, 12))
            signs[at:end] = signs[at:end][::-1]
        else:
            signs.insert(at, (" ", "\n", chance.choice("0123456789"), chance.choice(_SIGNS))[way - 3])
    return "".join(signs)


@pytest.mark.parametrize("seed", range(_LOTS))
def test_a_damaged_text_is_read_to_its_end(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    forms = [form["text"] for group in GROUPS.values() for form in group]
    texts = [text.replace(" / ", "\n") if "|" in text else text for text in chance.sample(forms, _TEXTS)]
    between = chance.choice(("\t", " ", "  ", " | "))
    report = tmp_path / "report.txt"
    report.write_text(damaged("\n".join(texts).replace("|", between), chance) + "\n", encoding="utf-8")
    rows = extract_quantities(read_document(report), KNOW, year=2022)
    assert rows
    assert all(row.line and row.quote for row in rows)
