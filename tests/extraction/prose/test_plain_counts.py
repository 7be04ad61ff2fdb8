"""Counts in plainer words: how near a figure is, what a company calls its people, what a figure came to."""

import pytest
from tests.extraction.prose.years.test_asides import facts

from cnesg.extraction.documents.passages import Passage
from cnesg.extraction.prose.plain_counts import with_plain_counts
from cnesg.text.paragraphs import Paragraph


def put(text: str) -> Passage:
    return with_plain_counts(Passage.of(Paragraph(text, (), (0,)), ()))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("We had just over 5,100 staff.", "We had over 5,100 employees."),
        ("We spent close to US$5.1 million.", "We spent nearly US$5.1 million."),
        ("It cost slightly less than £4 million.", "It cost less than £4 million."),
        ("In 2023, 4,512 dedicated team members were trained.", "In 2023, 4,512 employees were trained."),
        ("Our 4,512 highly skilled and loyal people did it.", "Our 4,512 employees did it."),
        ("Some 740 colleagues work for us.", "Some 740 employees work for us."),
        ("The Company's waste was 40 t; the bank's was less.", "Our waste was 40 t; our was less."),
        ("With 1,200 professionals, we are large.", "With 1,200 employees, we are large."),
        ("A team of 41 people helped 740 individuals.", "A team of 41 people helped 740 individuals."),
        ("We are close to our 740 clients.", "We are close to our 740 clients."),
        ("25 graduates and 42 experienced people joined.", "25 graduates and 42 experienced people joined."),
    ],
)
def test_words_beside_a_count_are_plain(text: str, plain: str) -> None:
    assert put(text).text == plain


def test_a_plainer_word_leads_to_the_place_of_the_one_that_is_printed() -> None:
    passage = put("We had just over 5,100 team members in 2023.")
    start = passage.text.index("employees")
    assert passage.original(start, start + len("employees")) == "team members"[: len("employees")]
    at = passage.text.index("5,100")
    assert passage.original(at, at + 5) == "5,100"
    assert passage.original(passage.text.index("2023"), passage.text.index("2023") + 4) == "2023"


@pytest.mark.parametrize(
    "text",
    [
        "The Group employed 4,512 people during the year.",
        "As of 31 December 2023, we had just over 4,512 staff members.",
        "Our 4,512 people are the heart of the company.",
        "With 4,512 colleagues, we serve 14 markets.",
        "We provided employment to close to 4,512 people.",
        "Alderline is home to 4,512 professionals.",
        "4,512 team members work for us.",
        "Our headcount increased to approximately 4,512.",
        "We had a workforce of 4,512.",
    ],
)
def test_staff_is_counted_by_whatever_name(text: str) -> None:
    assert facts(text) == {("employees_total", 4512, 2023)}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Our water consumption fell to approximately 9,120 m3.", {("water_total", 9120, 2023)}),
        ("Our energy use rose to a total of 9,120 MWh.", {("energy_total", 9120, 2023)}),
        ("Our direct GHG emissions dropped to 9,120 tCO2e.", {("ghg_scope1", 9120, 2023)}),
        ("Our value chain (Scope 3) emissions fell to 9,120 tCO2e.", {("ghg_scope3", 9120, 2023)}),
        (
            "We reduced our carbon emissions from 9,840 to 9,120 tCO2e.",
            {("ghg_total", 9840, 2022), ("ghg_total", 9120, 2023)},
        ),
        (
            "We had a workforce of 1,575 versus 1,504 in 2022.",
            {("employees_total", 1575, 2023), ("employees_total", 1504, 2022)},
        ),
        ("9,120 volunteer hours were logged.", {("volunteer_hours", 9120, 2023)}),
        ("Employees completed 91,200 training hours.", {("training_hours", 91200, 2023)}),
        ("Flaring resulted in 9,120 tonnes of carbon emissions.", {("ghg_total", 9120, 2023)}),
        ("The Company's Board is 44% female.", {("female_directors_share", 44, 2023)}),
        ("Women's representation across our workforce was 44%.", {("employees_share", 44, 2023)}),
        ("Nearly 44% of the people we employ are women.", {("employees_share", 44, 2023)}),
        ("We donated RM661.6K to charities.", {("donations_total", 661600, 2023)}),
        ("We donated R6.6M to charities.", {("donations_total", 6600000, 2023)}),
    ],
)
def test_what_a_sentence_of_another_frame_tells(text: str, told: set[tuple[str, float, int]]) -> None:
    assert facts(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "We provided meals to 4,512 people.",
        "120 employees took part during the year.",
        "The Group has 120 professionals in its audit department.",
        "The Company had 250 individuals complete the programme.",
        "We had 340 people apply for 12 posts.",
        "There were 300 people at the event.",
        "Lighter bottles saved 210 tonnes of packaging material in 2023.",
        "Our project avoided 9,120 tonnes of carbon emissions.",
    ],
)
def test_what_only_looks_like_it_is_not_told(text: str) -> None:
    assert not {name for name, _, _ in facts(text)} & {"employees_total", "packaging_material", "ghg_total"}
