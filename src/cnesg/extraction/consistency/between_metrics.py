"""Identities between metrics: quotients, sums, parts, and fuels against emissions."""

from collections import defaultdict
from collections.abc import Iterator

from cnesg.extraction.consistency.figures import Figure, Figures, number
from cnesg.extraction.consistency.finding import Inconsistency
from cnesg.framework.identities import AtMost, FuelFloors, Quotient, Sum
from cnesg.framework.units import UnitTable

_MISREAD = 0.5  # sums further off than this are not a report's slip: one of the rows is another fact


def quotients(figures: Figures, identity: Quotient, units: UnitTable) -> Iterator[Inconsistency]:
    """A printed share or intensity that its own numerator and denominator refute, once for all classes of a year."""
    broken: dict[int, list[Inconsistency]] = defaultdict(list)
    for figure in sorted(figures.of(identity.value), key=lambda one: len(one.row.breakdown)):
        if found := _refuted(figures, figure, identity, units):
            broken[figure.row.year].append(found)
    for several in broken.values():
        # Several of one year mean one cause: the report divides by something else than it prints.
        more = f" (and {len(several) - 1} more)" if len(several) > 1 else ""
        rows = tuple(dict.fromkeys(row for one in several for row in one.rows))
        yield Inconsistency("quotient", several[0].arithmetic + more, rows)


def _refuted(figures: Figures, figure: Figure, identity: Quotient, units: UnitTable) -> Inconsistency | None:
    row = figure.row
    part = figures.one(identity.part, row.year, row.breakdown)
    whole = figures.one(identity.whole, row.year, {} if identity.whole_of_company else row.breakdown)
    if part is None or whole is None or min(whole.span()) <= 0:
        return None
    factor = _factor(figure, part, whole, units)
    if factor is None:
        return None
    low, high = part.span()[0] / whole.span()[1] * factor, part.span()[1] / whole.span()[0] * factor
    printed_low, printed_high = figure.span()
    slack = identity.tolerance * max(abs(low), abs(high))
    if printed_high >= low - slack and printed_low <= high + slack:
        return None
    percent = " x 100" if row.unit == "%" else ""
    worked = f"{part.shown()} / {whole.shown()}{percent} = {number(part.value / whole.value * factor)} {row.unit}"
    return Inconsistency("quotient", f"{worked}, not {figure.shown()}", (figure.index, part.index, whole.index))


def _factor(figure: Figure, part: Figure, whole: Figure, units: UnitTable) -> float | None:
    """What part / whole is multiplied with to stand in the value's unit; None where that is another quotient."""
    unit = figure.row.unit
    if unit == "%":
        same = units.convert(1.0, part.row.unit, whole.row.unit, part.row.metric)
        return None if same is None and part.row.unit != whole.row.unit else 100.0 * (same or 1.0)
    above, _, below = unit.partition("/")
    numerator = units.convert(1.0, part.row.unit, above, part.row.metric)
    if not below or numerator is None:
        return None
    if below == "employee":
        return numerator if whole.row.unit == "persons" else None
    denominator = units.convert(1.0, whole.row.unit, below)
    return None if denominator is None else numerator / denominator


def sums(figures: Figures, identity: Sum, units: UnitTable) -> Iterator[Inconsistency]:
    """A printed total that is not the sum of its printed parts, with or without the optional ones."""
    for figure in figures.of(identity.total):
        row = figure.row
        parts = [figures.one(name, row.year, row.breakdown) for name in identity.parts]
        extra = [figures.one(name, row.year, row.breakdown) for name in identity.optional]
        known = [part for part in parts if part]
        if len(known) < len(parts) or any(units.convert(1, p.row.unit, row.unit, p.row.metric) is None for p in known):
            continue
        fitting = [known, known + [part for part in extra if part]]
        if any(_adds_up(chosen, figure, identity, units) for chosen in fitting):
            continue
        off = abs(_total(known, figure, units) - figure.value)
        if off > _MISREAD * max(abs(figure.value), abs(_total(known, figure, units))):
            continue
        worked = " + ".join(number(_in_unit(part, figure, units)) for part in known)
        rows = (figure.index, *(part.index for part in known))
        yield Inconsistency("sum", f"{worked} = {number(_total(known, figure, units))}, not {figure.shown()}", rows)


def _adds_up(parts: list[Figure], figure: Figure, identity: Sum, units: UnitTable) -> bool:
    steps = sum(units.convert(p.half_step, p.row.unit, figure.row.unit, p.row.metric) or 0.0 for p in parts)
    slack = steps + figure.half_step + identity.tolerance * abs(figure.value)
    return abs(_total(parts, figure, units) - figure.value) <= slack


def _in_unit(part: Figure, figure: Figure, units: UnitTable) -> float:
    return units.convert(part.value, part.row.unit, figure.row.unit, part.row.metric) or 0.0


def _total(parts: list[Figure], figure: Figure, units: UnitTable) -> float:
    return sum(_in_unit(part, figure, units) for part in parts)


def at_most(figures: Figures, identity: AtMost, units: UnitTable) -> Iterator[Inconsistency]:
    """A part that is more than its whole."""
    for part in figures.of(identity.part):
        whole = figures.one(identity.whole, part.row.year, part.row.breakdown)
        if whole is None:
            continue
        value = units.convert(part.span()[0], part.row.unit, whole.row.unit, part.row.metric)
        if value is not None and whole.span()[1] < value <= whole.value / _MISREAD:
            yield Inconsistency(
                "limit", f"{identity.part} {part.shown()} > {identity.whole} {whole.shown()}", (part.index, whole.index)
            )


def fuel_floor(figures: Figures, floors: FuelFloors, units: UnitTable) -> Iterator[Inconsistency]:
    """Direct emissions below what the printed fuels give when burnt."""
    for figure in figures.of(floors.total):
        emitted = units.convert(figure.value, figure.row.unit, "tCO2e", floors.total)
        burnt: list[tuple[Figure, float]] = []
        for fuel in floors.fuels:
            found = figures.one(fuel.metric, figure.row.year, figure.row.breakdown)
            amount = found and units.convert(found.value, found.row.unit, fuel.unit, fuel.metric)
            if found and amount:
                burnt.append((found, amount * fuel.factor))
        least = sum(mass for _, mass in burnt)
        if emitted is not None and burnt and figure.row.qualifier is None and emitted < floors.least * least:
            worked = " + ".join(f"{found.row.metric} {found.shown()} {found.row.unit}" for found, _ in burnt)
            rows = (figure.index, *(found.index for found, _ in burnt))
            yield Inconsistency("fuel", f"{worked} give at least {number(least)} tCO2, not {number(emitted)}", rows)
