"""What rows below one that counts are of: its parts, shares in it, or figures of the whole staff."""

from collections.abc import Callable, Sequence

from cnesg.extraction.candidates import Candidate

FactsOf = Callable[..., list[Candidate]]


def told(facts: Sequence[Candidate]) -> set[tuple[str, float, tuple[tuple[str, str], ...]]]:
    return {(one.metric, one.value, tuple(sorted(one.breakdown.items()))) for one in facts}


def test_a_ratio_of_women_is_a_share_in_what_was_counted_last(facts_of: FactsOf) -> None:
    rows = [
        ["", "", "2023"],
        ["Number of employees", "persons", "400"],
        ["- Female", "persons", "100"],
        ["- Female ratio", "%", "25.0"],
        ["Number of new hires", "persons", "24"],
        ["- Female", "persons", "9"],
        ["- Female ratio", "%", "37.5"],
    ]
    found = told(facts_of(rows))
    assert ("employees_share", 25, (("gender", "female"),)) in found
    assert ("new_hires_share", 37.5, (("gender", "female"),)) in found


def test_what_counts_more_than_the_row_above_is_no_part_of_it(facts_of: FactsOf) -> None:
    rows = [
        ["", "", "2023"],
        ["Occupational disease cases", "persons", "3"],
        ["Full-time employees", "persons", "9,317"],
        ["Employees under 30", "persons", "2"],
    ]
    assert told(facts_of(rows)) == {
        ("occupational_disease_cases", 3, ()),
        ("employees", 9317, (("employment", "full-time"),)),
        ("occupational_disease_cases", 2, (("age", "under 30"),)),
    }


def test_ages_below_each_gender_have_it(facts_of: FactsOf) -> None:
    rows = [
        ["Turnover rate", "", "2023"],
        ["Male", "%", "12.1"],
        ["Below 30", "%", "20.2"],
        ["30 to 50", "%", "9.3"],
        ["Female", "%", "13.4"],
        ["Below 30", "%", "22.5"],
        ["30 to 50", "%", "15.6"],
    ]
    assert told(facts_of(rows)) == {
        ("turnover_rate", 12.1, (("gender", "male"),)),
        ("turnover_rate", 20.2, (("age", "below 30"), ("gender", "male"))),
        ("turnover_rate", 9.3, (("age", "30 to 50"), ("gender", "male"))),
        ("turnover_rate", 13.4, (("gender", "female"),)),
        ("turnover_rate", 22.5, (("age", "below 30"), ("gender", "female"))),
        ("turnover_rate", 15.6, (("age", "30 to 50"), ("gender", "female"))),
    }


def test_ages_below_genders_once_stand_by_themselves(facts_of: FactsOf) -> None:
    rows = [
        ["Turnover rate", "", "2023"],
        ["Male", "%", "12.1"],
        ["Female", "%", "13.4"],
        ["Below 30", "%", "22.5"],
        ["30 to 50", "%", "15.6"],
    ]
    assert ("turnover_rate", 22.5, (("age", "below 30"),)) in told(facts_of(rows))


def test_firms_beside_each_other_are_parts_of_the_staff(facts_of: FactsOf) -> None:
    rows = [
        ["Employees", "", "2023"],
        ["Eastern Steel Ltd", "persons", "120"],
        ["Western Steel GmbH", "persons", "30"],
        ["Total", "persons", "150"],
    ]
    assert told(facts_of(rows)) == {
        ("employees", 120, (("entity", "eastern steel ltd"),)),
        ("employees", 30, (("entity", "western steel gmbh"),)),
        ("employees_total", 150, ()),
    }


def test_a_head_of_employees_is_no_class_of_them(facts_of: FactsOf) -> None:
    rows = [
        ["Employees worldwide by nationality in 2023"],
        [
            "Nationality",
            "Employees (number hired)",
            "Percentage (%)",
            "Managers (number hired)",
            "Share of managers (%)",
        ],
        ["Taiwan", "5,562", "70.8%", "847", "81.1%"],
        ["Vietnam", "2,294", "29.2%", "198", "18.9%"],
        ["Total", "7,856", "100%", "1,045", "100%"],
    ]
    found = told(facts_of(rows))
    assert not any(("type", "employees") in classes for _, _, classes in found)
    assert ("employees", 198, (("level", "managers"), ("region", "vietnam"))) in found


def test_employees_beside_contractors_are_the_workers_who_were_hurt(facts_of: FactsOf) -> None:
    rows = [
        ["", "", "2023"],
        ["Fatalities", "", ""],
        ["- Employees", "Case", "1"],
        ["- Contractors", "Case", "2"],
    ]
    assert told(facts_of(rows)) == {
        ("fatalities", 1, (("worker", "employees"),)),
        ("fatalities", 2, (("worker", "contractors"),)),
    }


def test_ages_in_signs_name_rows(facts_of: FactsOf) -> None:
    rows = [
        ["Employees by age", "2022", "2023"],
        ["<29 years", "14 %", "13 %"],
        ["30-49 years", "57 %", "57 %"],
        [">50 years", "29 %", "30 %"],
    ]
    found = told(facts_of(rows))
    assert ("employees_share", 13, (("age", "<29 years"),)) in found
    assert ("employees_share", 30, (("age", ">50 years"),)) in found


def test_rows_set_in_with_dashes_are_parts_of_their_sum(facts_of: FactsOf) -> None:
    rows = [
        ["指标", "单位", "2023年"],
        ["环保总投入", "万元", "600"],
        ["- 环境监管", "万元", "100"],
        ["- 废弃物处理", "万元", "200"],
        ["- 大气污染防治投入", "万元", "300"],
    ]
    found = told(facts_of(rows, font="STSong-Light"))
    assert ("env_investment", 6e6, ()) in found
    assert {value for metric, value, classes in found if metric == "env_investment" and classes} >= {1e6, 2e6}


def test_scopes_below_what_was_cut_are_of_it(facts_of: FactsOf) -> None:
    rows = [
        ["指标", "单位", "2022年", "2023年"],
        ["减排措施减少的温室气体排放量", "吨二氧化碳当量", "15,600", "67,800"],
        ["其中：范围1", "吨二氧化碳当量", "14,720", "65,800"],
        ["范围2", "吨二氧化碳当量", "880", "2,000"],
    ]
    assert {metric for metric, _, _ in told(facts_of(rows, font="STSong-Light"))} == {"ghg_reduction"}
