"""How many labels survive each form: what is read of them is what is read of the plain row.

`python -m tests.extraction.forms.survival en [--forms WORD] [--pages] [--misses] [--labels N]` prints the forms, worst
first, with how many labels of both lots survive, and with `--misses` what is lost of the lot `read`.
"""

import argparse
import sys
import tempfile
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from importlib import import_module
from pathlib import Path

from tests.extraction.forms.dressing import (
    BEFORE,
    YEAR,
    Dressed,
    Form,
    Language,
    draw_page,
    drawable,
    plainly,
    text_document,
)
from tests.extraction.forms.plain import Plain, drawn, labels
from tests.extraction.texts import KNOW

from cnesg.extraction.quantities import extract_quantities
from cnesg.model import Quantity
from cnesg.text import Document, read_document

Row = tuple[str, float, str, int | None, tuple[tuple[str, str], ...], str]
ROWS_A_PAGE = 20
PLACES = 1 << 30
MOST_OF_A_FORM = 8  # labels of a form in a sample


def rows_of(document: Document) -> list[tuple[Row, str]]:
    """What is read of a document: each row, and its figure as printed."""
    return [(as_row(one), one.raw_value) for one in extract_quantities(document, KNOW, year=YEAR)]


def as_row(one: Quantity) -> Row:
    classes = tuple(sorted(one.breakdown.items()))
    value, unit = (
        (one.value, one.unit) if one.canonical_value is None else (one.canonical_value, one.canonical_unit or "")
    )
    return one.metric, float(f"{value:.9g}"), unit, one.year, classes, one.value_kind


@cache
def plain_rows(one: Plain, language: Language) -> frozenset[Row]:
    """What is read of the plain row, if it is right; else nothing."""
    found = {row for row, _ in rows_of(text_document(plainly(one, language), language))}
    right = sorted(row[3] or 0 for row in found) == [BEFORE, YEAR] and {row[0] for row in found} == {one.metric}
    return frozenset(found) if right else frozenset()


def wanted(plain: frozenset[Row], dressed: Dressed) -> set[Row]:
    """What is to be read of a form, given what is read of the plain row."""
    return {
        (metric, float(f"{value * dressed.factor:.9g}"), unit, year, classes, kind)
        for metric, value, unit, year, classes, kind in plain
        if year in dressed.years
    }


def in_text(one: Plain, dressed: Dressed, language: Language) -> tuple[bool, set[Row]]:
    """Whether a form of a label survives in a text file, and what is read."""
    found = rows_of(text_document(dressed, language))
    rows = {row for row, printed in found if printed not in dressed.others}
    asked = wanted(plain_rows(one, language), dressed)
    return asked == rows, rows


def of_form(form: Form, language: Language, most: int) -> list[tuple[Plain, Dressed]]:
    """Labels drawn for a form, with what they are in it."""
    able = [(one, dressed) for one in labels(language) if (dressed := form.dress(one)) is not None]
    able.sort(key=lambda pair: drawn(f"{form.name} {pair[0].label}", PLACES))
    chosen: list[tuple[Plain, Dressed]] = []
    for one, dressed in able:
        if len(chosen) < most and plain_rows(one, language):
            chosen.append((one, dressed))
    return chosen


@cache
def by_checksum(language: Language) -> list[tuple[int, Plain]]:
    """The labels in an order in which new ones leave the others beside each other."""
    return sorted(((drawn(one.label, PLACES), one) for one in labels(language)), key=lambda pair: pair[0])


def sample(group: str, language: Language, most: int) -> Iterator[tuple[Form, Plain, Dressed]]:
    """Labels drawn for a group of forms: one for each of at most so many forms, or several where there are few."""
    forms = [form for form in forms_of(language) if form.name.partition(":")[0] == group]
    for form in sorted(forms, key=lambda form: drawn(form.name, PLACES))[:most]:
        ordered, left = by_checksum(language), max(1, min(MOST_OF_A_FORM, most // len(forms)))
        first = bisect([place for place, _ in ordered], drawn(form.name, PLACES))
        for _, one in (*ordered[first:], *ordered[:first]):
            dressed = form.dress(one)
            if dressed is not None and plain_rows(one, language):
                left -= 1
                yield form, one, dressed
            if not left:
                break


def tried_in_text(form: Form, language: Language, most: int) -> Iterator[tuple[Plain, Dressed, bool, set[Row]]]:
    for one, dressed in of_form(form, language, most):
        yield one, dressed, *in_text(one, dressed, language)


def pages_of(pairs: Sequence[tuple[Plain, Dressed]]) -> Iterator[list[tuple[Plain, Dressed]]]:
    """Labels that may stand in one table: none of a metric or a figure that another has."""
    left = [pair for pair in pairs if not pair[1].sentence and drawable(pair[1])]
    while left:
        page: list[tuple[Plain, Dressed]] = []
        later: list[tuple[Plain, Dressed]] = []
        for one, dressed in left:
            known = {name for other, _ in page for name in (other.metric, *other.figures)}
            alike = not page or (page[0][1].heads, page[0][1].above) == (dressed.heads, dressed.above)
            fits = alike and len(page) < ROWS_A_PAGE and known.isdisjoint((one.metric, *one.figures))
            (page if fits else later).append((one, dressed))
        yield page
        left = later


def on_page(rows: Sequence[Dressed], language: Language, folder: Path) -> list[tuple[Row, str]]:
    path = folder / "page.pdf"
    draw_page(rows, path, language)
    return rows_of(read_document(path))


def tried_on_pages(form: Form, language: Language, most: int) -> Iterator[tuple[Plain, Dressed, bool, set[Row]]]:
    """The same on pages; only labels that the plain page has right count."""
    with tempfile.TemporaryDirectory() as scratch:
        for page in pages_of(of_form(form, language, most)):
            plain = {row for row, _ in on_page([plainly(one, language) for one, _ in page], language, Path(scratch))}
            found = on_page([dressed for _, dressed in page], language, Path(scratch))
            for one, dressed in page:
                if plain_rows(one, language) <= plain:
                    asked = wanted(plain_rows(one, language), dressed)
                    cells = set(dressed.cells) - set(dressed.others)
                    own = {row for row, printed in found if row in asked or printed in cells}
                    yield one, dressed, own == asked, own


def tally(form: Form, language: Language, most: int, *, pages: bool) -> tuple[str, Counter[str], list[str]]:
    """How many of each lot were tried and survived, and the misses of the lot `read`."""
    counts, misses = Counter[str](), list[str]()
    tried = tried_on_pages if pages else tried_in_text
    for one, dressed, survived, rows in tried(form, language, most):
        counts.update({one.lot: 1, f"{one.lot} survived": survived})
        if one.lot == "read" and not survived:
            told = "; ".join(f"{row[0]} {row[1]:g} {row[2]} {row[3]} {dict(row[4])}" for row in sorted(rows, key=str))
            plain = "; ".join(
                f"{row[0]} {row[1]:g} {row[2]} {row[3]} {dict(row[4])}" for row in plain_rows(one, language)
            )
            line = dressed.sentence or " | ".join(dressed.cells)
            misses.append(f"{one.label!r}: {line}\n      got {told}\n      not {plain}")
    return form.name, counts, misses


def share(counts: Counter[str], lot: str) -> float:
    return counts[f"{lot} survived"] / counts[lot] if counts[lot] else 1.0


def forms_of(language: Language) -> tuple[Form, ...]:
    if language == "en":
        from tests.extraction.forms.forms_en import FORMS

        return FORMS
    chinese: tuple[Form, ...] = import_module("tests.extraction.forms.forms_zh").FORMS
    return chinese


def _tallied(asked: tuple[str, Language, int, bool]) -> tuple[str, Counter[str], list[str]]:
    name, language, most, pages = asked
    form = next(one for one in forms_of(language) if one.name == name)
    return tally(form, language, most, pages=pages)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("language", choices=("en", "zh"))
    parser.add_argument("--forms", default="", help="forms whose name has this word")
    parser.add_argument("--labels", type=int, default=100, help="how many labels a form is tried on")
    parser.add_argument("--pages", action="store_true", help="on pages instead of in text files")
    parser.add_argument("--misses", action="store_true", help="print what is lost of the lot that may be read")
    parser.add_argument("--jobs", type=int, default=2)
    chosen = parser.parse_args()
    asked = [
        (form.name, chosen.language, chosen.labels, chosen.pages)
        for form in forms_of(chosen.language)
        if chosen.forms in form.name
    ]
    with ProcessPoolExecutor(chosen.jobs) as pool:
        done = sorted(
            pool.map(_tallied, asked), key=lambda one: (share(one[1], "read") + share(one[1], "kept"), one[0])
        )
    total = sum((counts for _, counts, _ in done), Counter[str]())
    out = sys.stdout.write
    for name, counts, misses in [*done, ("all", total, [])]:
        lots = "".join(
            f"{counts[f'{lot} survived']:6}/{counts[lot]:<5}{share(counts, lot):6.3f}" for lot in ("read", "kept")
        )
        out(f"{name:44}{lots}\n")
        out("".join(f"    {miss}\n" for miss in misses if chosen.misses))


if __name__ == "__main__":
    main()
