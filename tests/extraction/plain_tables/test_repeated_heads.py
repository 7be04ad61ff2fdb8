"""Tables of text files with years over the same heads again and again, with marks of notes, and with empty cells."""

from dataclasses import replace

from tests.extraction.texts import KNOW, document

from cnesg.extraction.quantities import extract_quantities

Fact = tuple[str, str, float, int]


def facts(text: str, year: int = 2023) -> list[Fact]:
    rows = extract_quantities(replace(document(text), language="en"), KNOW, year=year)
    return [(row.metric, ", ".join(row.breakdown.values()), row.value, row.year) for row in rows]


def test_each_year_stands_over_target_and_result() -> None:
    text = (
        "Our safety\n2022 2023\nTarget Performance Target Performance\n"
        "Lost-time injury frequency rate (LTIFR) 1.5 1.31 1.4 1.52\nRecordable injuries 12 11 10 9\n"
    )
    assert facts(text) == [
        ("lost_time_injury_rate", "target", 1.5, 2022),
        ("lost_time_injury_rate", "", 1.31, 2022),
        ("lost_time_injury_rate", "target", 1.4, 2023),
        ("lost_time_injury_rate", "", 1.52, 2023),
        ("recordable_injuries", "target", 12, 2022),
        ("recordable_injuries", "", 11, 2022),
        ("recordable_injuries", "target", 10, 2023),
        ("recordable_injuries", "", 9, 2023),
    ]


def test_heads_of_two_words_below_years_and_units_beside_labels() -> None:
    text = "Safety\n2022 2023\nOwn staff Contractors Own staff Contractors\nFatalities number 0 1 0 0\n"
    assert facts(text) == [
        ("fatalities", "own staff", 0, 2022),
        ("fatalities", "contractors", 1, 2022),
        ("fatalities", "own staff", 0, 2023),
        ("fatalities", "contractors", 0, 2023),
    ]


def test_heads_that_differ_from_year_to_year_are_none() -> None:
    assert facts("Safety\n2022 2023\nGoal Result Plan Forecast\nHours worked 900 910 905 930\n") != [
        ("hours_worked", "target", 900, 2022)
    ]


def test_marks_of_notes_behind_years() -> None:
    for head in (
        "2023 2022 (1)",
        "2023 (1) 2022 (1)(2)",
        "2023[1] 2022[2]",
        "2023¹ 2022²",
        "2023   2022 (restated) (3)",
    ):
        text = f"Water\nUnit {head}\nWater withdrawn ML 1,204 1,330\nElectricity used MWh 5,204 5,330\n"
        assert [one[2:] for one in facts(text)] == [(1204, 2023), (1330, 2022), (5204, 2023), (5330, 2022)], head


def test_a_row_with_empty_cells_ends_no_table() -> None:
    text = "Electricity used\nUnit: MWh\n2023 2022 2021\nEurope 910 930 950\nMiddle East 31\nAfrica 812 840 861\n"
    assert [one for one in facts(text) if one[3] == 2023] == [
        ("electricity", "europe", 910, 2023),
        ("electricity", "africa", 812, 2023),
    ]


def test_a_title_stands_over_sentences_and_the_line_of_the_unit() -> None:
    text = (
        "Water consumption\n\nThe growth of our offices has led to more use.\n\n"
        "Meters were read in all of the larger houses in the year, and what the others use was taken from bills.\n\n"
        "The houses that were let to others in the whole of the year are told apart from those in which we sit.\n\n"
        "Reporting period: July to June\nUnits: Cubic metres\n\n2023 2022\nAsia 910 930\nAfrica 812 840\n"
    )
    assert [one for one in facts(text) if one[3] == 2023] == [
        ("water_total", "asia", 910, 2023),
        ("water_total", "africa", 812, 2023),
    ]


def test_labels_of_two_letters() -> None:
    text = "Emissions to air (tonnes)\n2023 2022\nSO2 812 790\nNOx 640 655\n"
    assert [one for one in facts(text) if one[3] == 2023] == [
        ("so2_emissions", "", 812, 2023),
        ("nox_emissions", "", 640, 2023),
    ]


def test_a_row_of_markdown_is_broken_at_every_cell() -> None:
    text = (
        "Energy\nParameter\n|\nFY\n2023-24\n|\nFY 2022-23\n|\n---|---|---|\nFrom renewable\nsources (in GJ)\n|\n|\n|\n"
        "Total\nelectricity consumption (A)\n|\n352\n|\n555\n|\nTotal fuel\nconsumption (B)\n|\n4,575\n|\n5,720\n|\n"
        "What we say of it stands below.\n"
    )
    assert facts(text, 2024) == [
        ("electricity", "renewable sources", 352, 2024),
        ("electricity", "renewable sources", 555, 2023),
        ("energy_direct", "renewable sources", 4575, 2024),
        ("energy_direct", "renewable sources", 5720, 2023),
    ]
