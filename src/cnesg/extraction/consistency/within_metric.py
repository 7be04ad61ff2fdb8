"""Identities within one metric: classes against the whole, limits, years, and the same fact printed twice."""

from collections import defaultdict
from collections.abc import Iterator

from cnesg.extraction.consistency.figures import Figure, Figures, number
from cnesg.extraction.consistency.finding import Inconsistency
from cnesg.framework.identities import ClassRules, Contradiction, Identities, Jumps
from cnesg.model import canonical_breakdown

_HUNDRED = 100.0
_FEW = 4  # more classes than these are rarely all there
_LONG = 5  # digits and point; shorter numbers are alike by chance
_NEAR_LINES = 30  # classes of one table or passage stand no further apart
_ADDITIVE = {"persons", "count", "cases", "t", "tCO2e", "kWh", "MWh", "GJ", "tce", "m3", "CNY", "USD", "HKD", "hours"}
_ADDITIVE |= {"person-times", "days", "kW", "L", "m2"}

Group = tuple[str, int, str, str, str]


def _classes(figures: Figures) -> dict[Group, dict[str, list[Figure]]]:
    """Figures that differ in the class of one dimension only: by metric, year, unit, dimension and other classes."""
    groups: dict[Group, dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for figure in figures.all:
        row = figure.row
        for dimension, name in row.breakdown.items():
            rest = {d: c for d, c in row.breakdown.items() if d != dimension}
            key = (row.metric, row.year, row.unit, dimension, canonical_breakdown(rest))
            groups[key][name.strip().lower()].append(figure)
    return groups


def classes(figures: Figures, rules: ClassRules) -> Iterator[Inconsistency]:
    """Classes that do not add up to the whole, shares that do not add up to 100, rates all on one side of the whole."""
    for (metric, year, unit, dimension, _), named in _classes(figures).items():
        if any(len(found) > 1 for found in named.values()) or len(named) < 2:
            continue
        parts = [found[0] for found in named.values()]
        rest = {d: c for d, c in parts[0].row.breakdown.items() if d != dimension}
        whole = figures.one(metric, year, rest)
        exhaustive = any(set(named) == set(members) for members in rules.exhaustive)
        if metric in rules.shares:
            yield from _shares(parts, rules, exhaustive=exhaustive)
        elif whole is not None and metric in rules.rates and exhaustive:
            yield from _between(whole, parts)
        elif whole is not None and not exhaustive and unit in _ADDITIVE and whole.row.unit == unit:
            yield from _parts(whole, parts, rules)


def _shares(parts: list[Figure], rules: ClassRules, *, exhaustive: bool) -> Iterator[Inconsistency]:
    total = sum(part.value for part in parts)
    slack = sum(part.half_step for part in parts) + rules.tolerance * _HUNDRED
    off = abs(total - _HUNDRED)
    if off <= slack or off > rules.nearly * _HUNDRED or not (exhaustive or total > _HUNDRED):
        return
    worked = " + ".join(part.shown() for part in parts)
    yield Inconsistency("share", f"{worked} = {number(total)} %, not 100 %", tuple(part.index for part in parts))


def _between(whole: Figure, parts: list[Figure]) -> Iterator[Inconsistency]:
    low, high = min(part.span()[0] for part in parts), max(part.span()[1] for part in parts)
    if whole.span()[1] >= low and whole.span()[0] <= high:
        return
    side = "below" if whole.value < low else "above"
    shown = ", ".join(f"{'/'.join(part.row.breakdown.values())} {part.shown()}" for part in parts)
    rows = (whole.index, *(part.index for part in parts))
    yield Inconsistency("range", f"{whole.shown()} {whole.row.unit} for all lies {side} {shown}", rows)


def _parts(whole: Figure, parts: list[Figure], rules: ClassRules) -> Iterator[Inconsistency]:
    total = sum(part.value for part in parts)
    off = total - whole.value
    slack = sum(part.half_step for part in parts) + whole.half_step
    if not _together([whole, *parts]) or abs(off) <= slack or abs(off) > rules.nearly * abs(whole.value):
        return
    if off < 0 and (len(parts) > _FEW or -off > min(rules.missing * whole.value, min(p.value for p in parts) / 2)):
        return  # a small class may be left out; too much is always wrong
    worked = " + ".join(part.shown() for part in parts)
    rows = (whole.index, *(part.index for part in parts))
    yield Inconsistency("sum", f"{worked} = {number(total)}, not {whole.shown()}", rows)


def _together(figures: list[Figure]) -> bool:
    pages = {figure.row.page for figure in figures}
    lines = [figure.row.line for figure in figures if figure.row.line is not None]
    return len(pages) == 1 and (not lines or max(lines) - min(lines) <= _NEAR_LINES)


def limits(figures: Figures, identities: Identities) -> Iterator[Inconsistency]:
    """Percentages that can't be."""
    for figure in figures.all:
        row = figure.row
        if row.unit != "%" or row.metric in identities.above_hundred or figure.span()[0] <= _HUNDRED:
            continue
        reason = " (divided by another headcount)" if row.metric in identities.rates_above_hundred else ""
        yield Inconsistency("limit", f"{figure.shown()} % > 100 %{reason}", (figure.index,))


def jumps(figures: Figures, rules: Jumps) -> Iterator[Inconsistency]:
    """Values ten, a hundred, a thousand or ten thousand times those of the year before."""
    for (metric, year, classes_), found in figures.by_key.items():
        before = figures.by_key.get((metric, year - 1, classes_), [])
        if len(found) != 1 or len(before) != 1 or found[0].row.unit != before[0].row.unit:
            continue
        now, then = found[0], before[0]
        if min(abs(now.value), abs(then.value)) <= 0 or max(abs(now.value), abs(then.value)) < rules.least:
            continue
        ratio = max(now.value / then.value, then.value / now.value)
        for factor in rules.factors:
            steady = metric in rules.steady and classes_ == "{}"
            if abs(ratio / factor - 1) <= rules.within and (steady or factor > rules.factors[0]):
                worked = f"{year - 1}: {then.shown()}, {year}: {now.shown()}, x {number(ratio)}"
                yield Inconsistency("jump", worked, (now.index, then.index))


def contradictions(figures: Figures, rules: Contradiction) -> Iterator[Inconsistency]:
    """One fact printed with two values that differ in their digits but hardly in size."""
    for found in figures.by_key.values():
        for position, one in enumerate(found):
            for other in found[position + 1 :]:
                if one.row.unit == other.row.unit and _slip(one, other, rules):
                    places = f"{_place(one)}: {one.shown()}, {_place(other)}: {other.shown()} {one.row.unit}"
                    yield Inconsistency("contradiction", places, (one.index, other.index))


def _slip(one: Figure, other: Figure, rules: Contradiction) -> bool:
    if one.row.qualifier or other.row.qualifier or _place(one) == _place(other):
        return False
    off = abs(one.value - other.value)
    if off <= one.half_step + other.half_step:
        return False
    return off <= rules.nearly * max(abs(one.value), abs(other.value)) or _one_digit_off(one, other)


def _one_digit_off(one: Figure, other: Figure) -> bool:
    """Whether two long numbers differ in one digit, or in two neighbours that changed places."""
    first, second = one.row.raw_value.replace(",", ""), other.row.raw_value.replace(",", "")
    if len(first) != len(second) or len(first) < _LONG:
        return False
    wrong = [place for place, (a, b) in enumerate(zip(first, second, strict=True)) if a != b]
    swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1 and sorted(first) == sorted(second)
    return len(wrong) == 1 or swapped


def _place(figure: Figure) -> str:
    row = figure.row
    return f"page {row.page}" if row.page is not None else f"line {row.line}"
