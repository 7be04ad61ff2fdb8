"""Rows that say but how a thing is counted, below a group that says what it is. All is invented."""

from collections.abc import Callable

from cnesg.extraction.candidates import Candidate

FactsOf = Callable[..., list[Candidate]]


def test_number_and_rate_are_of_the_group_above_and_of_whom_it_is_parted_into(facts_of: FactsOf) -> None:
    rows = [["", "Unit", "2022", "2023"], ["Lost time injuries"]]
    rows += [["Employees"], ["Number", "cases", "11", "12"], ["Rate (per million hours)", "", "0.42", "0.55"]]
    rows += [["Contractors"], ["Number", "cases", "21", "22"], ["Rate (per million hours)", "", "0.41", "0.54"]]

    rates = [one for one in facts_of(rows) if one.metric == "lost_time_injury_rate"]
    assert [(one.value, one.unit, one.year, one.breakdown) for one in rates] == [
        (0.42, "per million hours", 2022, {"worker": "employees"}),
        (0.55, "per million hours", 2023, {"worker": "employees"}),
        (0.41, "per million hours", 2022, {"worker": "contractors"}),
        (0.54, "per million hours", 2023, {"worker": "contractors"}),
    ]


def test_people_who_came_and_left_are_counted_and_rated(facts_of: FactsOf) -> None:
    rows = [["", "2022", "2023"], ["New hires"], ["Number of persons", "310", "280"], ["Rate (%)", "14.2", "15.5"]]
    rows += [["Turnover"], ["Number of persons", "210", "180"], ["Rate (%)", "11.2", "12.5"]]

    assert [(one.metric, one.value, one.breakdown) for one in facts_of(rows) if one.year == 2023] == [
        ("new_hires", 280, {}),
        ("new_hire_rate", 15.5, {}),
        ("turnover_count", 180, {}),
        ("turnover_rate", 12.5, {}),
    ]


def test_chinese_rows_of_counts_and_rates_are_of_their_groups(facts_of: FactsOf) -> None:
    rows = [["指标", "单位", "2022年", "2023年"], ["离职人员"], ["人数", "人", "31", "28"], ["比率", "%", "4.2", "5.3"]]
    rows += [["新进人员"], ["人数", "人", "51", "38"], ["比率", "%", "6.2", "7.3"]]

    assert [(one.metric, one.value, one.unit) for one in facts_of(rows, font="STSong-Light") if one.year == 2023] == [
        ("turnover_count", 28, "persons"),
        ("turnover_rate", 5.3, "%"),
        ("new_hires", 38, "persons"),
        ("new_hire_rate", 7.3, "%"),
    ]


def test_a_group_of_workers_goes_without_its_number(facts_of: FactsOf) -> None:
    rows = [["", "Unit", "2022", "2023"], ["Work-related fatalities", "persons", "1", "2"]]
    rows += [
        ["Recordable work-related injuries"],
        ["1. Employee"],
        ["Number", "cases", "31", "28"],
        ["Rate", "", "1", "2"],
    ]
    rows += [["2. Contractor"], ["Number", "cases", "17", "12"], ["Rate", "", "1.1", "1.2"]]

    assert [
        (one.metric, one.value, one.breakdown) for one in facts_of(rows) if one.unit == "cases" and one.year == 2023
    ] == [
        ("recordable_injuries", 28, {"worker": "employee"}),
        ("recordable_injuries", 12, {"worker": "contractor"}),
    ]


def test_diseases_have_no_rate_that_a_row_could_tell(facts_of: FactsOf) -> None:
    rows = [["", "Unit", "2022", "2023"], ["Occupational diseases"], ["Number", "cases", "3", "2"]]
    rows += [["Rate", "", "0.42", "0.55"]]

    assert [(one.metric, one.value) for one in facts_of(rows) if one.year == 2023] == [
        ("occupational_disease_cases", 2)
    ]


def test_a_quote_has_the_row_as_it_is_printed(facts_of: FactsOf) -> None:
    rows = [["", "2022", "2023"], ["New hires"], ["Number of persons", "310", "280"], ["Rate (%)", "14.2", "15.5"]]

    quotes = [one.place.quote for one in facts_of(rows) if one.metric == "new_hire_rate"]
    assert quotes == ["Rate (%) 14.2 15.5"] * 2
