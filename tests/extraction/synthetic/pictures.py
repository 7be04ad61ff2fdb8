"""Scenes of infographics, charts and prose: numbers that stand in no table."""

from collections.abc import Sequence
from math import cos, pi, sin

from tests.extraction.synthetic.content import Figure, Series, Teller, catalogue
from tests.extraction.synthetic.paper import Paper, Side
from tests.extraction.synthetic.scenes import LEFT, title, year_text, years_of


def _own(tell: Teller, count: int) -> list[tuple[Series, str, Figure]]:
    """Metrics of the year with what is printed behind the number."""
    found = []
    for topic in tell.topics(count):
        if topic["unit"] in {
            "CNY",
            "tCO2e",
            "kWh",
            "t",
            "m3",
            "hours",
            "%",
            "persons",
            "cases",
            "items",
            "meetings",
            "count",
            "person-times",
        }:
            unit = tell.unit_of(topic)
            made = tell.series(topic, [tell.year, tell.year - 1], unit)
            found.append((made, unit[0], made.figures[tell.year]))
    return found


def _behind(tell: Teller, text: str, unit: str) -> str:
    """A number with its unit: signs of money stand before it in English."""
    if not unit or unit in {"Number", "#", "no.", "No.", "headcount", "Percentage", "per cent"}:
        return text + ("%" if unit in {"Percentage", "per cent"} else "")
    if tell.key == "zh" or unit == "%":
        return text + unit
    if unit.startswith(("RMB", "CNY")):
        rest = unit[3:].strip()
        if rest.startswith(("'", "1")):
            return f"{text} ({unit})"
        return f"{unit[:3]}{text} {rest}".strip()
    return f"{text} {unit}"


def tiles(paper: Paper, tell: Teller) -> None:
    """Large figures with small labels: below, above, or beside."""
    title(paper, tell)
    place = tell.pick(("below", "below", "above", "beside"))
    split = tell.chance(0.4)
    side: Side = "center" if place != "beside" and tell.chance(0.4) else "left"
    large = tell.pick((16, 20, 26))
    columns = 2 if place == "beside" else tell.pick((2, 3))
    pitch = 500 / columns
    for number, (series, unit, figure) in enumerate(_own(tell, 6)):
        x = LEFT + pitch * (number % columns) + (pitch / 2 if side == "center" else 0)
        y = 140 + 95 * (number // columns)
        _tile(paper, tell, (x, y), (series.label, unit, figure), (place, split, side, large, pitch))


def _tile(
    paper: Paper,
    tell: Teller,
    at: tuple[float, float],
    what: tuple[str, str, Figure],
    how: tuple[str, bool, Side, float, float],
) -> None:
    (x, y), (label, unit, figure), (place, split, side, large, pitch) = at, what, how
    whole = _behind(tell, figure.text, unit)
    apart = (
        split and side == "left" and whole.startswith(figure.text) and whole != figure.text and not whole.endswith("%")
    )
    number = figure.text if apart else whole
    room = pitch - (90 if place == "beside" else 60 if apart else 15)
    while paper.length(number, large, bold=True) > room:
        large -= 1
    wide = paper.length(number, large, bold=True)
    lines = paper.lines(label, (pitch - wide - 40) if place == "beside" else pitch - 20, 9)
    if place == "above":
        for n, line in enumerate(lines):
            paper.text(x, y - large - 3 - 11 * (len(lines) - 1 - n), line, 9, side=side)
    paper.text(x, y, number, large, side=side, bold=True)
    paper.note(figure)
    if apart:
        paper.text(x + wide + 4, y, whole[len(figure.text) :].strip(), 8)
        wide += paper.length(whole[len(figure.text) :].strip(), 8) + 6
    if place == "below":
        for n, line in enumerate(lines):
            paper.text(x, y + 13 + 11 * n, line, 9, side=side)
    if place == "beside":
        for n, line in enumerate(paper.lines(label, pitch - wide - 30, 9)):
            paper.text(x + wide + 8, y - 6 * (len(lines) - 1) - 3 + 11 * n, line, 9)


def key_figures(paper: Paper, tell: Teller) -> None:
    """Small boxes: label, then the figure, then last year's in brackets."""
    title(paper, tell)
    columns = tell.pick((2, 3))
    pitch = 500 / columns
    in_front = tell.chance(0.5)
    for number, (series, unit, figure) in enumerate(_own(tell, 6)):
        x, y = LEFT + pitch * (number % columns), 130 + 85 * (number // columns)
        before = series.figures[tell.year - 1]
        lines = paper.lines(series.label, pitch - 20, 9)
        if in_front:
            for n, line in enumerate(lines):
                paper.text(x, y + 11 * n, line, 9)
            y += 11 * len(lines) + 10
        told = _behind(tell, figure.text, unit)
        paper.text(x, y, told, 16 if paper.length(told, 16, bold=True) < pitch - 15 else 12, bold=True)
        paper.note(figure)
        if not in_front:
            for n, line in enumerate(lines):
                paper.text(x, y + 13 + 11 * n, line, 9)
            y += 11 * len(lines)
        told = _behind(tell, before.text, unit)
        last = f"({tell.year - 1}: {told})" if tell.key == "en" else tell.say(f"（{tell.year - 1}年：{told}）")
        paper.text(x, y + 13, last, 8)
        paper.note(before)


def bar_charts(paper: Paper, tell: Teller) -> None:
    """Charts of bars with their values on top, years below, name and unit above."""
    title(paper, tell)
    years = sorted(years_of(tell, tell.pick((3, 4))))
    names_last = tell.chance(0.3)
    axis = tell.chance(0.3)
    for number, topic in enumerate(tell.topics(4)):
        unit = tell.unit_of(topic)
        series = tell.series(topic, years, unit)
        x, y = LEFT + 265 * (number % 2), 150 + 220 * (number // 2)
        name = (
            series.label
            if not unit[0]
            else (f"{series.label} ({unit[0]})" if tell.key == "en" else f"{series.label}（{unit[0]}）")
        )

        def heading(x: float = x, y: float = y, name: str = name) -> None:
            for n, line in enumerate(paper.lines(name, 230, 9)):
                paper.text(x, y - 12 + 11 * n, line, 9, bold=True)

        if not names_last:
            heading()
        top = max(float(f.text.replace(",", "")) for f in series.figures.values()) or 1.0
        if axis:
            for step in range(4):
                paper.text(x + 8, y + 140 - 30 * step, str(round(top / 3 * step)), 6, side="right")
        for n, year in enumerate(years):
            left = x + 20 + 50 * n
            height = 85 * float(series.figures[year].text.replace(",", "")) / top
            paper.fill(left, y + 140 - height, left + 25, y + 140, 0.6)
            paper.figure(left + 12, y + 136 - height, series.figures[year], 8, side="center")
            paper.text(left + 12, y + 152, year_text(tell, year), 8, side="center")
        if names_last:
            heading()


def pie_charts(paper: Paper, tell: Teller) -> None:
    """Rings with their parts' numbers and names at the rim or in a legend."""
    title(paper, tell)
    legend = tell.chance(0.5)
    share = tell.chance(0.5)
    topics = [t for t in catalogue()["classed"] if t["metric"] == ("employees_share" if share else "employees")]
    topic = topics[0]
    dimensions = tell.random.sample(topic["dimensions"], min(3, len(topic["dimensions"])))
    for number, dimension in enumerate(dimensions):
        whole, heading, parts = tell.classes_of(topic, dimension, [tell.year])
        x, y = LEFT + 265 * (number % 2), 140 + 230 * (number // 2)
        name = (
            f"{whole.label} {heading.lower() if heading.lower().startswith('by') else '- ' + heading}"
            if tell.key == "en"
            else f"{heading}{tell.say('的')}{whole.label}"
        )
        paper.text(x, y - 20, name, 10, bold=True)
        paper.canvas.circle(x + 70, paper.height - y - 60, 40)
        _ring(paper, tell, (x, y), parts, legend=legend)


def _ring(paper: Paper, tell: Teller, at: tuple[float, float], parts: Sequence[Series], *, legend: bool) -> None:
    x, y = at
    for n, part in enumerate(parts):
        figure = part.figures[tell.year]
        text = figure.text + (
            "%" if part.unit in {"%", "Percentage", "per cent"} else tell.say("人") if tell.key == "zh" else ""
        )
        name = part.label.strip("- ")
        if legend:
            paper.fill(x + 128, y + 30 + 22 * n, x + 135, y + 37 + 22 * n, 0.5)
            paper.text(x + 140, y + 37 + 22 * n, f"{name}  {text}", 8)
        else:
            angle = 2 * pi * (n + 0.5) / len(parts)
            at_x, at_y = x + 70 + 62 * sin(angle), y + 60 - 58 * cos(angle)
            paper.text(at_x, at_y, text, 9, side="center", bold=True)
            paper.text(at_x, at_y + 10, name, 7, side="center")
        paper.note(figure)


def prose(paper: Paper, tell: Teller) -> None:
    """Sentences with figures, in one column or two."""
    title(paper, tell)
    columns = tell.pick((1, 2, 2))
    width = 490 if columns == 1 else 235
    for column in range(columns):
        y = 100.0
        for series, unit, figure in _own(tell, 3):
            text = (
                f"{tell.prose(1)} {_sentence(tell, series, unit, figure)}"
                if tell.key == "en"
                else tell.prose(1) + _sentence(tell, series, unit, figure)
            )
            y = paper.wrapped(LEFT + 260 * column, y, text, width, 9) + 8
            paper.note(figure)
            if tell.year - 1 in series.figures and _tells_both(text, series.figures[tell.year - 1]):
                paper.note(series.figures[tell.year - 1])


def _tells_both(text: str, figure: Figure) -> bool:
    return figure.text in text


def _sentence(tell: Teller, series: Series, unit: str, figure: Figure) -> str:
    """A figure in a sentence, sometimes with last year's."""
    label, value = series.label, _behind(tell, figure.text, unit)
    before = _behind(tell, series.figures[tell.year - 1].text, unit)
    if tell.key == "zh":
        forms = (
            f"{tell.year}年，本公司{label}为{value}。",
            f"报告期内，{label}为{value}（{tell.year - 1}年：{before}）。",
            f"截至{tell.year}年末，{label}达{value}。",
        )
        return tell.say(tell.pick(forms))
    name = label[0].lower() + label[1:] if label[1:2].islower() else label
    forms = (
        f"In {tell.year}, {name} amounted to {value}.",
        f"During the year, {name} stood at {value} ({tell.year - 1}: {before}).",
        f"{label}: {value} in {tell.year}.",
    )
    return str(tell.pick(forms))
