"""Lists of names before lists of numbers: which number is which name's."""

import pytest
from tests.extraction.texts import rows_of

SENTENCES = [
    ("二氧化硫、氮氧化物、烟尘年排放量降到412吨、768吨和56吨。",
     {("so2_emissions", 412), ("nox_emissions", 768), ("pm_emissions", 56)}),
    ("二氧化硫、氮氧化物和烟尘排放量分别为412吨、768吨和56吨。",
     {("so2_emissions", 412), ("nox_emissions", 768), ("pm_emissions", 56)}),
    ("COD and ammonia nitrogen discharges were 12 tonnes and 3 tonnes.",
     {("cod_emissions", 12), ("ammonia_nitrogen_emissions", 3)}),
    ("全年开展安全检查、应急演练126次、48次。", {("safety_inspections", 126), ("emergency_drills", 48)}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "facts"), SENTENCES, ids=[text[:20] for text, _ in SENTENCES])
def test_as_many_names_as_numbers_go_in_turn(text: str, facts: set[tuple[str, float]]) -> None:
    assert {(row.metric, row.value) for row in rows_of(text)} == facts


def test_more_names_than_numbers_do_not() -> None:
    read = {(row.metric, row.value) for row in rows_of("二氧化硫、氮氧化物、烟尘排放量为412吨和768吨。")}
    assert ("nox_emissions", 412) not in read
    assert ("so2_emissions", 412) not in read
