"""Per cents by which emissions are cut, with the scope, the year and whether they are aimed at. All invented."""

from pathlib import Path

import pytest

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.quantities import extract_quantities
from cnesg.framework import load_methodology
from cnesg.text import read_document

KNOWLEDGE = Knowledge.of(load_methodology())
Cut = tuple[float, int, str, str]


def cuts(sentence: str, folder: Path) -> list[Cut]:
    """Value, year, kind and scope of each cut that a sentence states."""
    report = folder / "report.txt"
    report.write_text(sentence, encoding="utf-8")
    found = extract_quantities(read_document(report), KNOWLEDGE, year=2023)
    return [
        (one.value, one.year, one.value_kind, one.breakdown.get("scope", ""))
        for one in found
        if one.metric == "ghg_reduction_rate"
    ]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "We have committed to a 52% reduction in Scope 1 and 2 emissions and a 40% reduction in Scope 3 by FY30.",
            [(52, 2030, "target", ""), (40, 2030, "target", "scope 3")],
        ),
        (
            "Our target is cutting Scope 1 & 2 emissions by 54.6% and Scope 3 by 32.5% by 2033.",
            [(54.6, 2033, "target", ""), (32.5, 2033, "target", "scope 3")],
        ),
        ("Reduce our relevant Scope 3 emissions by 17.5% by 2028.", [(17.5, 2028, "target", "scope 3")]),
        (
            "We aim for a 42% reduction in absolute Scope 1 and Scope 2 GHG emissions by 2030 from a 2021 base year.",
            [(42, 2030, "target", "")],
        ),
        ("We target 25% fewer scope 3 emissions from purchased goods by 2030.", [(25, 2030, "target", "scope 3")]),
        (
            "In 2023 we achieved a 35% reduction in Scope 2 emissions compared with 2019.",
            [(35, 2023, "actual", "scope 2")],
        ),
        (
            "Since our FY19 baseline we have cut Scope 1 and 2 emissions by 34%, and we aim for 50% by 2030.",
            [(34, 2023, "actual", "")],
        ),
    ],
)
def test_cuts_with_base_or_aim(sentence: str, told: list[Cut], tmp_path: Path) -> None:
    assert cuts(sentence, tmp_path)[: len(told)] == told


@pytest.mark.parametrize(
    "sentence",
    [
        "The new boiler will reduce emissions by 30%.",
        "The shipping industry must cut GHG emissions by 45% by 2030.",
        "Our software helped customers reduce their carbon emissions by 30% compared with 2019.",
        "Air emissions of NOx were reduced by 12% compared with 2020.",
        "Scope 1 and 2 emissions fell by 5% from 2022 to 2023.",
    ],
)
def test_what_is_no_cut_of_the_company(sentence: str, tmp_path: Path) -> None:
    assert cuts(sentence, tmp_path) == []
