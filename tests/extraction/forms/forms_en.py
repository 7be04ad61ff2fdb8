"""Forms of English labels and of the tables they stand in."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from tests.extraction.forms.dressing import BEFORE, YEAR, Dressed, Form, plainly, relabelled
from tests.extraction.forms.labels_en import data, label_forms, lowered
from tests.extraction.forms.plain import Plain

Dress = Callable[[Plain], Dressed | None]
NAME = "Indicator"
TWO_YEARS = (NAME, str(YEAR), str(BEFORE))
WORDED = frozenset({"persons", "number", "cases", "times", "person-times"})  # units that only say what is counted
WIDE_DIGITS = {ord(str(n)): chr(0xFF10 + n) for n in range(10)}


def in_unit(unit: str, other: str, factor: float = 1.0) -> Dress:
    """The same in the unit's column spelled otherwise, or in another unit."""
    return lambda one: replace(plainly(replace(one, unit=other)), factor=factor) if one.unit == unit else None


def in_label(form: str, unit: str = "", other: str = "", factor: float = 1.0) -> Dress:
    """The unit behind the label, and no column of units."""

    def dress(one: Plain) -> Dressed | None:
        if not one.unit or (unit and one.unit != unit) or one.label.endswith((")", "%", one.unit)):
            return None
        if one.unit in WORDED and "(" not in form and "[" not in form:
            return None
        return Dressed(TWO_YEARS, (form.format(one.label, other or one.unit), *one.figures), factor=factor)

    return dress


def above(line: str) -> Dress:
    """The unit above the table."""

    def dress(one: Plain) -> Dressed | None:
        if one.unit in WORDED or not one.unit:
            return None
        return Dressed(TWO_YEARS, (one.label, *one.figures), above=(line.format(one.unit),))

    return dress


def headed(years: tuple[str, str], *, rising: bool = False) -> Dress:
    def dress(one: Plain) -> Dressed:
        plain = plainly(one)
        heads, figures = (years[::-1], one.figures[::-1]) if rising else (years, one.figures)
        return replace(plain, heads=(*plain.heads[:2], *heads), cells=(one.label, one.unit, *figures))

    return dress


def valued(form: str) -> Dress:
    """The figure of the report's year with something around it."""
    return lambda one: replace(plainly(one), cells=(one.label, one.unit, form.format(one.figures[0]), one.figures[1]))


def refigured(change: Callable[[str], str], factor: float = 1.0, *, has: str = "", lacks: str = "\n") -> Dress:
    """Both figures in other digits; those that have one sign and lack others."""

    def dress(one: Plain) -> Dressed | None:
        if not all(has in figure and not set(lacks) & set(figure) for figure in one.figures):
            return None
        return replace(plainly(one), cells=(one.label, one.unit, *map(change, one.figures)), factor=factor)

    return dress


def grouped_by(mark: str) -> Callable[[str], str]:
    return lambda figure: figure.replace(",", mark)


def of_percent(form: str, *, with_unit: bool) -> Dress:
    def dress(one: Plain) -> Dressed | None:
        if one.unit != "%":
            return None
        figures = (form.format(figure) for figure in one.figures)
        return (
            replace(plainly(one), cells=(one.label, "%", *figures))
            if with_unit
            else Dressed(TWO_YEARS, (one.label, *figures))
        )

    return dress


def with_column(head: str, cell: str, where: str) -> Dress:
    """A column more: before the label, behind the unit or behind the values."""

    def dress(one: Plain) -> Dressed:
        plain = plainly(one)
        at = {"first": 0, "unit": 2, "last": 4}[where]
        heads, cells = list(plain.heads), list(plain.cells)
        heads.insert(at, head)
        cells.insert(at, cell)
        others = (cell, cell.strip("%+(")) if where == "last" else ()
        return replace(plain, heads=tuple(heads), cells=tuple(cells), others=others)

    return dress


def ordered(order: str) -> Dress:
    """The columns in another order: l label, u unit, v and b the values of the year and the one before."""

    def dress(one: Plain) -> Dressed:
        plain = plainly(one)
        at = ["luvb".index(column) for column in order]
        years = tuple(year for column, year in (("v", YEAR), ("b", BEFORE)) if column in order)
        return Dressed(tuple(plain.heads[n] for n in at), tuple(plain.cells[n] for n in at), years=years)

    return dress


def unit_in_cells(form: str) -> Dress:
    def dress(one: Plain) -> Dressed | None:
        if not one.unit or one.unit in WORDED or one.unit.startswith(("RMB", "No")):
            return None
        return Dressed(TWO_YEARS, (one.label, *(form.format(figure, one.unit) for figure in one.figures)))

    return dress


def unit_in_heads(form: str) -> Dress:
    def dress(one: Plain) -> Dressed | None:
        heads = (form.format(year, one.unit) for year in (YEAR, BEFORE))
        return Dressed((NAME, *heads), (one.label, *one.figures)) if one.unit else None

    return dress


def when(form: str) -> Dress:
    """The year said in the label, and one column of values."""
    heads = (NAME, "Unit", "Value")
    return lambda one: Dressed(heads, (form.format(one.label), one.unit, one.figures[0]), years=(YEAR,))


def told(form: str) -> Dress:
    """A sentence of a label, its figure and a unit that sentences may have."""

    def dress(one: Plain) -> Dressed | None:
        told_in = set(data()["spellings"]) - WORDED - {"hours", "days", "RMB million"}
        if one.unit not in told_in or not one.label[-1].isalpha():
            return None
        unit = "per cent" if one.unit == "%" else one.unit
        figure, earlier = one.figures
        names = {"label": lowered(one.label), "Label": one.label}
        sentence = form.format(**names, value=figure, before=earlier, unit=unit)
        years = (YEAR, BEFORE) if "{before}" in form else (YEAR,)
        return replace(plainly(one), sentence=sentence, years=years)

    return dress


def unit_forms() -> Iterator[Form]:
    lists = data()
    sizes = [(unit, other, 1.0) for unit, others in lists["spellings"].items() for other in others]
    sizes += [(unit, other, factor) for unit, others in lists["scaled"].items() for other, factor in others.items()]
    for unit, other, factor in sizes:
        yield Form(f"unit: {other} for {unit}", in_unit(unit, other, factor))
        for form in ("{} ({})", "{}, in {}"):
            if (unit not in WORDED or "(" in form) and not other.startswith(("in ", "(")):
                name = form.format("", other).strip(" ,")
                yield Form(f"unit behind: {name} for {unit}", in_label(form, unit, other, factor))
    yield from (Form(f"unit behind: {form}", in_label(form)) for form in lists["unit_behind"])
    yield from (Form(f"unit above: {line}", above(line)) for line in lists["unit_above"])
    yield from (Form(f"unit in head: {form}", unit_in_heads(form)) for form in lists["unit_in_head"])
    yield from (Form(f"unit in cell: {form}", unit_in_cells(form)) for form in lists["unit_in_cell"])


def figure_forms() -> Iterator[Form]:
    yield from (Form(f"value: {form}", valued(form)) for form in data()["values"])
    for mark in (" ", "\u2009", "\u00a0", "'", "’", ""):
        yield Form(f"figure: 1{mark}234", refigured(grouped_by(mark), has=","))
    yield Form("figure: .0", refigured(lambda figure: f"{figure}.0", lacks="."))
    yield Form("figure: .00", refigured(lambda figure: f"{figure}.00", lacks="."))
    yield Form("figure: million", refigured(lambda figure: f"{figure} million", 1e6, lacks=".,"))
    yield Form("figure: full-width", refigured(lambda figure: figure.translate(WIDE_DIGITS)))
    yield Form("figure: %", of_percent("{}%", with_unit=True))
    yield Form("figure: % blank", of_percent("{} %", with_unit=True))
    yield Form("figure: % alone", of_percent("{}%", with_unit=False))


def column_forms() -> Iterator[Form]:
    lists = data()
    yield from (Form(f"heads: {one} | {other}", headed((one, other))) for one, other in lists["year_heads"])
    for years in (("2022", "2021"), ("FY2022", "FY2021"), ("2022", "2021 (restated)")):
        yield Form(f"heads, rising: {years[1]} | {years[0]}", headed(years, rising=True))
    for head, cell, where in lists["columns"]:
        yield Form(f"column {where}: {head} | {cell}", with_column(head, cell, where))
    yield from (Form(f"order: {order}", ordered(order)) for order in ("lubv", "lvbu", "ulvb", "lvub", "luv", "lbvu"))
    yield from (Form(f"when, value: {form}", when(form)) for form in lists["when_year"])


FORMS: tuple[Form, ...] = (
    *(Form(name, relabelled(change)) for name, change in label_forms()),
    *unit_forms(),
    *column_forms(),
    *figure_forms(),
    *(Form(f"sentence: {name}", told(form)) for name, form in data()["sentences"].items()),
)
