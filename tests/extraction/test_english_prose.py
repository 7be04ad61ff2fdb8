"""English sentences in unfamiliar words: what thing, act and unit tell together, and how clauses hang together."""

import pytest
from tests.extraction.texts import rows_of

Facts = list[tuple[str, float]]


def facts_of(text: str) -> Facts:
    return [(row.metric, row.value) for row in rows_of(text)]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Our dispatchers sat through 3,120 hours of instruction.", [("training_hours", 3120)]),
        ("Refreshers on bribery were taken by 286 buyers.", [("anticorruption_training_people", 286)]),
        ("Some 740 drivers were briefed on data protection.", [("data_security_training_people", 740)]),
        ("2,090 fitters went through first aid courses.", [("safety_training_people", 2090)]),
        ("We laid out EUR 3.7 million for upskilling our staff.", [("training_investment", 3_700_000)]),
        ("Patrols turned up 1,412 unsafe conditions.", [("safety_hazards_identified", 1412)]),
        ("Accidents kept us from work for 318 working days.", [("lost_days", 318)]),
        ("Wages and salaries swallowed EUR 96 million.", [("payroll_total", 96_000_000)]),
        ("Auditors called at 64 supplier factories.", [("suppliers_assessed", 64)]),
        (
            "The call centre sorted out 92% of complaints.",
            [("complaint_resolution_rate", 92)],
        ),
        ("The chimneys let out 27 tonnes of nitrogen oxides.", [("nox_emissions", 27)]),
        (
            "The laundries gobbled up 18 GWh and guzzled 2,400 tonnes of fuel oil.",
            [("energy_total", 18), ("oil_products", 2400)],
        ),
    ],
)
def test_a_thing_and_its_unit_tell_the_metric_beside_any_verb_of_a_kind(text: str, facts: Facts) -> None:
    assert facts_of(text) == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("We held 210 safety workshops, attended by 4,010 people.", {"safety_training_sessions": 210}),
        ("18 anti-corruption courses were held, covering all directors.", {"anticorruption_training_sessions": 18}),
        ("The charity runs three children's homes in the valley.", {}),
        ("In the workshops for dealers we trained them 14 times.", {}),
    ],
)
def test_what_is_counted_is_no_number_of_those_who_took_part(text: str, facts: dict[str, float]) -> None:
    told = dict(facts_of(text))
    assert {name: told.get(name) for name in facts} == facts
    assert not {name for name, value in told.items() if name.endswith("_people") and value in {210, 18, 14, 3}}
    assert "beneficiaries" not in told


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Our headcount, excluding agency labour, was 3,418.", [("employees_total", 3418)]),
        ("Wages, bonuses and social charges cost us EUR 51 million.", [("payroll_total", 51_000_000)]),
        (
            "The academy ran 97 courses, drawing 2,260 attendances.",
            [("training_sessions", 97), ("training_people", 2260)],
        ),
        (
            "The crews spent 8,400 hours on courses, or 14.6 hours a head.",
            [("training_hours", 8400), ("training_hours_avg", 14.6)],
        ),
        ("Green power is our aim. In 2023 it covered 37% of our consumption.", [("renewable_energy_share", 37)]),
        ("The Board has ten members. It met nine times.", [("board_directors", 10), ("board_meetings", 9)]),
        ("Medicals were taken up by 610 employees.", [("health_checks", 610)]),
        ("86 of our 312 suppliers were audited.", [("suppliers_assessed", 86)]),
    ],
)
def test_a_clause_without_a_noun_of_its_own_speaks_of_the_one_before(text: str, facts: Facts) -> None:
    assert facts_of(text) == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "Scope 1 and Scope 2 emissions came to 4,120 and 9,860 tonnes of CO2e.",
            [("ghg_scope1", 4120), ("ghg_scope2", 9860)],
        ),
        (
            "We helped to draft 11 national and 6 industry standards.",
            [("standards_published", 11), ("standards_published", 6)],
        ),
        (
            "The courses were attended by 410 managers, 930 clerks and 1,270 operators.",
            [("training_people", 410), ("training_people", 930), ("training_people", 1270)],
        ),
        ("The Board is composed of 9 Directors.", [("board_directors", 9)]),
        ("Women occupy three of the eleven seats on our Board.", [("female_directors", 3), ("board_directors", 11)]),
        ("Our eleven-strong Board has four women.", [("female_directors", 4), ("board_directors", 11)]),
    ],
)
def test_lists_share_a_unit_or_a_noun(text: str, facts: Facts) -> None:
    assert sorted(facts_of(text)) == sorted(facts)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("There were two fatalities among our contractors at sea in 2021.", [2021]),
        ("While 412 colleagues joined us in 2022, this year was quieter.", [2022]),
        ("We employ 640 people at the plant opened in 2019.", [2023]),
        (
            "We had a workforce of 6,412, compared with 6,180 at the end of 2022. We hired 310 people.",
            [2023, 2022, 2023],
        ),
        ("Water use dropped to 2.3 million m3, having stood at 2.6 million m3 in 2022.", [2023, 2022]),
        ("The recordable injury rate was 1.3 per million hours worked, from 1.7 a year earlier.", [2023, 2022]),
    ],
)
def test_the_year_that_a_clause_ends_with_is_its_own(text: str, years: list[int]) -> None:
    assert [row.year for row in rows_of(text)] == years


@pytest.mark.parametrize(
    "text",
    [
        "The joint venture partner operates 14 mines and employs 31,000 people.",
        "The bank's borrowers in mining employ more than 60,000 people.",
        "Before the merger, the predecessor company had 900 employees.",
        "Women make up 48% of the population of the province.",
        "Nationwide, 1,243 people were killed at level crossings.",
        "Shipping is responsible for 3% of the world's emissions, or 1 billion tonnes of CO2.",
        "Our emissions fell by 6% to a new low.",
        "She has taken no less than 15 hours of the relevant professional training in the year.",
    ],
)
def test_figures_of_others_are_no_facts(text: str) -> None:
    assert facts_of(text) == []


def test_what_will_be_is_planned() -> None:
    assert [row.breakdown.get("status") for row in rows_of("The new wing will employ 450 nurses.")] == ["planned"]


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("Not one environmental fine was handed down to us.", "env_penalties"),
        ("No oil was spilled from any of our ships.", "oil_spills"),
        ("No whistle-blower suffered reprisals.", "whistleblower_retaliation_cases"),
    ],
)
def test_zeros_in_other_words(text: str, metric: str) -> None:
    assert facts_of(text) == [(metric, 0)]


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("USD 300,000 was given to the Red Crescent.", [{"recipient": "red crescent"}]),
        (
            "Some 71% of our people work in the terminals, 18% in logistics.",
            [{"function": "terminals"}, {"function": "logistics"}],
        ),
        ("Staff younger than 30 make up 28% of our workforce.", [{"age": "younger than 30"}]),
        ("The clinic treated 5,410 villagers free of charge.", [{"group": "villagers"}]),
        ("3,210 employees were based in Uganda and 860 in Rwanda.", [{"region": "uganda"}, {"region": "rwanda"}]),
    ],
)
def test_classes_stand_behind_or_before(text: str, classes: list[dict[str, str]]) -> None:
    assert [dict(row.breakdown) for row in rows_of(text)] == classes


def test_what_happened_before_sets_no_year_for_the_next_sentence() -> None:
    rows = rows_of(
        "No colleague was killed at work in 2023, after the death of a fitter in 2022. "
        "Employees received more than 31,000 hours of safety training."
    )
    assert [(row.metric, row.year) for row in rows if row.value == 31_000] == [("safety_training_hours", 2023)]


def test_net_zero_may_come_later_for_a_part_of_the_chain() -> None:
    rows = rows_of("We will be net zero in our depots by 2034 and across our supply chain by 2047.")
    assert [(row.value, row.breakdown) for row in rows] == [(2034, {}), (2047, {"scope": "supply chain"})]
