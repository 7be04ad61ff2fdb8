"""What items of standards ask for: the shipped data, and broken data told all at once."""

from pathlib import Path

import pytest

from cnesg.errors import MethodologyError
from cnesg.framework import load_methodology
from cnesg.framework.requirements import check_requirements, load_requirements
from cnesg.framework.standards import load_standards


def test_the_shipped_requirements_name_what_exists() -> None:
    requirements = load_requirements()
    assert not [p.text("en") for p in check_requirements(requirements, load_methodology(), load_standards())]


def test_every_question_of_the_hong_kong_guide_has_a_requirement() -> None:
    standard = load_standards().named("hkex-app27")
    own = load_requirements().of("hkex-app27")
    asked = {q.parent if q.id.endswith("General Disclosure") else q.id for q in standard.questions()}
    assert asked == set(own)


def test_the_new_code_takes_over_parts_b_and_c() -> None:
    new, old = load_requirements().of("hkex-c2"), load_requirements().of("hkex-app27")
    assert new["B5.3"].ways == old["B5.3"].ways
    assert new["28(a)"].item == "28(a)"
    assert new["28(a)"].figures == old["A1.2"].figures
    assert "A1.2" not in new


def test_a_standard_without_requirements_has_none() -> None:
    assert load_requirements().of("gri-2021") == {}


def test_all_problems_come_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "disclosure"
    folder.mkdir()
    (folder / "words.yaml").write_text(
        "basis: assumed\nreference: tests\ngap: { en: 9, zh: 9 }\ninapplicable: [absent]\nmatters: [water]\nsubjects:\n"
        "  - { subject: water, en: [water], zh: [水] }\n"
        "  - { subject: water, en: [waters], zh: [水] }\n"
        "  - { subject: idle, en: [idle], zh: [闲] }\n",
        encoding="utf-8",
    )
    (folder / "x.yaml").write_text(
        "standard: x\nbasis: assumed\nreference: tests\nlike: y\nsame: { Q9: Q9 }\nitems:\n"
        "  - { item: Q1, kind: policy, ways: [{ all: [[fire]] }] }\n"
        "  - { item: Q2, kind: number }\n",
        encoding="utf-8",
    )
    with pytest.raises(MethodologyError) as caught:
        load_requirements(tmp_path)
    assert caught.value.lines("en") == [
        "disclosure/words.yaml: water stands there twice. Keep one.",
        "disclosure/words.yaml: -: there is no subject absent in words.yaml. Add it, or mend its name.",
        "disclosure/words.yaml: no requirement asks for the subject idle. Use or remove it.",
        "disclosure/x.yaml: Q1: there is no subject fire in words.yaml. Add it, or mend its name.",
        "disclosure/x.yaml: Q2: neither figures nor ways are given, so no report could ever answer it.",
        "disclosure/x.yaml: y has no requirement Q9 to take over. Mend the id, or the standard under like.",
    ]
