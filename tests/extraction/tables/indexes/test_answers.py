"""Indexes of disclosures that are answered in words: cells put together again, parts numbered alike."""

from collections.abc import Callable, Sequence
from typing import Any

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.reader import ProseReader
from cnesg.extraction.tables.indexes.answers import facts_of, find_answers
from cnesg.extraction.tables.indexes.figure_answers import figure_answers
from cnesg.text import Page

MakePages = Callable[..., list[Page]]
Cell = Sequence[str]

GRI = [
    (["2-7"], ["Employees"], ["At the end of 2023 the Group employed 1,408 people, of whom", "673 (48%) were women."]),
    (["305-2"], ["Energy indirect (Scope 2)", "GHG emissions"], ["1,050 t CO2e"]),
    (["303-5"], ["Water consumption"], ["141,000 m3 (2022: 118,500 m3)"]),
]
SASB = [
    (["EM-MM-130a.1"], ["(1) Total energy consumed, (2)", "percentage renewable"], ["(1) 38.6 PJ (2) 14%"]),
    (["EM-MM-150a.7"], ["Total weight of hazardous waste"], ["6,890 tonnes were generated"]),
    (["EM-MM-000.B"], ["Number of employees, percentage", "contractors"], ["21,640 people; 46%"]),
]


def drawn(rows: Sequence[Sequence[Cell]], pages: Sequence[str] = ()) -> Callable[[Any], None]:
    def draw(canvas: Any) -> None:
        y = 700
        for number, row in enumerate(rows):
            for x, lines in zip((50, 130, 290), row, strict=True):
                for at, text in enumerate(lines):
                    canvas.drawString(x, y - 11 * at, text)
            if pages:
                canvas.drawString(560, y, pages[number])
            y -= 11 * max(map(len, row)) + 7

    return draw


def test_cells_are_put_together_again(make_pages: MakePages) -> None:
    found = find_answers(make_pages(drawn(GRI))[0])
    assert [one.asked for one in found] == ["Employees", "Energy indirect (Scope 2) GHG emissions", "Water consumption"]
    assert found[0].text.text == "At the end of 2023 the Group employed 1,408 people, of whom 673 (48%) were women."


def test_a_column_of_pages_holds_no_answers(make_pages: MakePages) -> None:
    found = find_answers(make_pages(drawn(GRI, ["88", "60", "64"]))[0])
    assert [one.text.text for one in found][1:] == ["1,050 t CO2e", "141,000 m3 (2022: 118,500 m3)"]


def test_a_table_of_figures_has_no_answers(make_pages: MakePages) -> None:
    rows = [(["302-1"], ["Energy"], ["1,234"]), (["303-5"], ["Water"], ["56"]), (["305-1"], ["Scope 1"], ["78"])]
    assert find_answers(make_pages(drawn(rows))[0]) == []


def test_parts_numbered_alike_are_answered_one_by_one(make_pages: MakePages) -> None:
    first, *_ = find_answers(make_pages(drawn(SASB))[0])
    assert [part.text.strip() for _, part in first.labelled()] == [
        "Total energy consumed: 38.6 PJ",
        "percentage renewable: 14%",
    ]


def test_what_was_asked_names_a_bare_figure(make_pages: MakePages, knowledge: Knowledge) -> None:
    prose = ProseReader(knowledge, 2023)
    rows = [one for answer in find_answers(make_pages(drawn(GRI))[0]) for one in facts_of(answer, (), prose.read)]
    told = [(one.metric, one.value, one.year, dict(one.breakdown)) for one in rows]
    assert told == [
        ("employees_total", 1408, 2023, {}),
        ("employees", 673, 2023, {"gender": "female"}),
        ("employees_share", 48, 2023, {"gender": "female"}),
        ("ghg_scope2", 1050, 2023, {}),
        ("water_total", 141000, 2023, {}),
        ("water_total", 118500, 2022, {}),
    ]
    assert rows[3].place.quote == "1,050 t CO2e"  # without what was asked


def test_an_amount_and_its_share(make_pages: MakePages, knowledge: Knowledge) -> None:
    prose = ProseReader(knowledge, 2023)
    rows = [one for answer in find_answers(make_pages(drawn(SASB))[0]) for one in facts_of(answer, (), prose.read)]
    assert ("employees_total", 21640) in [(one.metric, one.value) for one in rows]
    assert ("hazardous_waste", 6890) in [(one.metric, one.value) for one in rows]


def _beside(rows: Sequence[Sequence[Cell]], xs: Sequence[float], *, note: str = "") -> Callable[[Any], None]:
    """Rows of a ruled index at some x, the codes maybe of two lines; what follows it stands below."""

    def draw(canvas: Any) -> None:
        y = 700
        for row in rows:
            canvas.line(xs[0] - 2, y + 9, xs[-1] + 120, y + 9)
            for x, lines in zip(xs, row, strict=True):
                for at, text in enumerate(lines):
                    canvas.drawString(x, y - 11 * at, text)
            y -= 11 * max(map(len, row)) + 7
        canvas.line(xs[0] - 2, y + 9, xs[-1] + 120, y + 9)
        if note:
            canvas.drawString(xs[0] - 2, y - 16, note)
            for number, (label, value) in enumerate((("Revenue", "1,384"), ("Taxes", "143"), ("Wages", "412"))):
                canvas.drawString(xs[0] - 2, y - 40 - 15 * number, label)
                canvas.drawString(xs[0] + 55, y - 40 - 15 * number, value)

    return draw


LEFT = [
    (["IF-WU-", "130a.1"], ["(1) Energy, (2)", "percentage renewable"], ["GJ, %"], ["(1) 3,248,800", "(2) 7.9%"]),
    (["IF-WU-", "140b.1"], ["Incidents of", "non-compliance"], ["Number"], ["3"]),
    (["IF-WU-", "240a.3"], ["Disconnections"], ["Number"], ["6,842"]),
]
RIGHT = [
    (["GRI 205-3"], ["Corruption"], ["None in 2023 at any site of ours."]),
    (["GRI 308-1", "GRI 414-1"], ["Suppliers screened"], ["186 suppliers answered in the", "year, 58% of all spend."]),
    (["GRI 403-9"], ["Injuries"], ["Two injuries were recorded by us."]),
    (["Other"], ["Customers"], ["87.6 of 100 in the yearly survey."]),
]


def test_indexes_side_by_side_are_read_each_by_itself(make_pages: MakePages) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica", 7)
        _beside(LEFT, (30, 70, 160, 200), note="Economic value generated and distributed in the year")(canvas)
        _beside(RIGHT, (330, 370, 440))(canvas)

    page = make_pages(draw)[0]
    (table,) = figure_answers(page)
    assert [[cell.text for cell in row.cells if cell] for row in table.rows][:3] == [["3,248,800"], ["7.9%"], ["3"]]
    assert [(one.asked, one.text.text) for one in find_answers(page)][-3:] == [
        ("Suppliers screened", "186 suppliers answered in the year, 58% of all spend."),
        ("Injuries", "Two injuries were recorded by us."),
        ("Other Customers", "87.6 of 100 in the yearly survey."),
    ]
