"""Pages that were not read, or not wholly, and why: a bad page costs no report, and is never passed over in silence."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal, get_args

from cnesg.errors import Problem

Reason = Literal[
    "picture",  # the text only shows as a picture, and the `ocr` extra is missing or was not wanted
    "garbled",  # the text layer holds no readable characters, likewise
    "damaged",  # the PDF library can't open the page
    "memory",  # reading the page takes more memory than a report may take
    "time",  # reading the page takes too long
    "death",  # the page brings the reading process down
    "error",  # a fault of cnesg
    "unrecognised",  # nothing but a picture can be read, and recognising it fails
    "pictures",  # the printed text was read; recognising the pictures beside it fails
    "partly",  # recognised in part
]
NOT_TRIED = frozenset[Reason](["damaged", "memory", "time", "death", "error"])
"""Reasons that speak against trying the page again in the same reading."""
REASONS: tuple[Reason, ...] = get_args(Reason)


def unread_problems(path: Path, unread: Mapping[int, Reason]) -> tuple[Problem, ...]:
    """A line for each reason, with the pages that it holds for.

    Args:
        path: the report.
        unread: the reason for each page, by its 1-based number.
    """
    by_reason = ((reason, sorted(n for n, why in unread.items() if why == reason)) for reason in REASONS)
    return tuple(
        Problem.of(f"text.unread_{reason}", path=path, count=len(numbers), pages=page_spans(numbers))
        for reason, numbers in by_reason
        if numbers
    )


def page_spans(numbers: Sequence[int]) -> str:
    """Sorted page numbers in a short form: 2, 5-9."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][-1] + 1:
            spans[-1] = [spans[-1][0], number]
        else:
            spans.append([number])
    return ", ".join("-".join(map(str, span)) for span in spans)
