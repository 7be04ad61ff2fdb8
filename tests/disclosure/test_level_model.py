"""The trained model of levels: what it changes, and that plans and lookalikes are not taken for facts."""

from collections.abc import Sequence

import numpy as np
import pytest

from cnesg.disclosure.level_model import LevelModel, shipped_level_model
from cnesg.disclosure.levels import Judgement
from cnesg.disclosure.linear import LinearModel
from cnesg.disclosure.near_model import NearModel
from cnesg.disclosure.reader import SentenceReader
from cnesg.framework.statements import load_statement_phrases

REPORT_YEAR = 2023


@pytest.fixture(scope="module")
def rules() -> dict[str, SentenceReader]:
    phrases = load_statement_phrases()
    return {"en": SentenceReader(phrases, "en"), "zh": SentenceReader(phrases, "zh")}


@pytest.fixture(scope="module")
def readers() -> dict[str, SentenceReader]:
    phrases = load_statement_phrases()
    return {
        "en": SentenceReader(phrases, "en", model=shipped_level_model("en")),
        "zh": SentenceReader(phrases, "zh", model=shipped_level_model("zh")),
    }


def by_bias(labels: tuple[str, ...], bias: Sequence[float]) -> LevelModel:
    """A model that sees nothing and scores all sentences alike."""
    none = np.zeros((0, len(labels)), np.float32)
    linear = LinearModel(
        language="en",
        labels=labels,
        rarity=np.zeros(8, np.float32),
        weights=np.zeros((8, len(labels)), np.float32),
        bias=np.array(bias, np.float32),
        cues={},
        cue_weights=none,
        projection=np.zeros((8, 0), np.float32),
        meaning=none,
    )
    return LevelModel(NearModel(linear, {}))


def always(level: str, pillar: str) -> LevelModel:
    """A model that answers the same to everything, three to one."""
    labels = ("level:none", "level:mention", "level:action", "level:target", "pillar:E", "pillar:none")
    bias = [np.log(3.0) if name in {f"level:{level}", f"pillar:{pillar}"} else -20.0 for name in labels]
    return by_bias(labels, bias)


def judged(model: LevelModel, sentence: str) -> Judgement:
    reader = SentenceReader(load_statement_phrases(), "en", model=model)
    return reader.read(sentence, year=REPORT_YEAR).judgement


def test_the_model_has_the_last_word_on_level_and_pillar() -> None:
    judgement = judged(always("action", "E"), "We aim to cut waste by 30% by 2030.")

    assert (judgement.level, judgement.pillar, judgement.quantitative, judgement.vague) == ("action", "E", True, False)
    assert judgement.target_year is None
    assert judgement.confidence == pytest.approx(1, abs=0.01)


def test_a_target_has_its_year_and_nothing_said_has_no_flags() -> None:
    sentence = "We aim to cut waste by 30% by 2030."

    assert judged(always("target", "E"), sentence).target_year == 2030
    nothing = judged(always("none", "E"), sentence)
    assert (nothing.level, nothing.pillar, nothing.quantitative) == ("none", None, False)


@pytest.mark.parametrize(
    ("sentence", "score", "vague"),
    [
        # the rules name a number: a likelihood of 0.73 outweighs their word, one of 0.62 does not
        ("We aim to cut waste by 30% by 2030.", 1, True),
        ("We aim to cut waste by 30% by 2030.", 0.5, False),
        # the rules name nothing: a likelihood of 0.38 is enough, one of 0.27 is not
        ("We aim to cut our waste.", -0.5, True),
        ("We aim to cut our waste.", -1, False),
    ],
)
def test_on_what_is_vague_the_model_outweighs_the_rules_where_it_is_sure(
    sentence: str, score: float, vague: bool
) -> None:
    labels = ("level:policy", "level:none", "vague:yes", "vague:no", "pillar:E")
    model = by_bias(labels, [1, 0, score, 0, 0])

    judgement = judged(model, sentence)

    assert (judgement.level, judgement.vague) == ("policy", vague)


def test_neighbours_are_cues_of_their_side(rules: dict[str, SentenceReader]) -> None:
    act, principle, middle = (
        rules["en"].by_rules(text, year=REPORT_YEAR)
        for text in (
            "In 2023 we donated 3 million yuan to schools.",
            "We strictly prohibit child labour.",
            "So we went on.",
        )
    )

    beside = middle.between(act, principle).cues

    assert {"before:rule=action", "before:measured", "after:rule=policy", "after:commit"} <= beside
    assert {"before=nothing", "after=nothing"} <= middle.between(None, None).cues
    assert "before:commit" not in beside


def test_a_neighbour_can_turn_the_answer() -> None:
    labels = ("level:policy", "level:action", "pillar:S")
    model = LevelModel(
        NearModel(
            LinearModel(
                language="en",
                labels=labels,
                rarity=np.zeros(8, np.float32),
                weights=np.zeros((8, 3), np.float32),
                bias=np.array([1, 0, 0], np.float32),
                cues={"before:rule=action": 0},
                cue_weights=np.array([[0, 2, 0]], np.float32),
                projection=np.zeros((8, 0), np.float32),
                meaning=np.zeros((0, 3), np.float32),
            ),
            {},
        )
    )
    reader = SentenceReader(load_statement_phrases(), "en", model=model)
    before = "In 2023 we donated 3 million yuan to schools."

    assert reader.read("We care for villages.", year=REPORT_YEAR).judgement.level == "policy"
    assert reader.read("We care for villages.", before=before, year=REPORT_YEAR).judgement.level == "action"


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The company aims to obtain ISO 14001 certification for its newest plant."),
        ("en", "We plan to establish an environmental management system next year."),
        ("zh", "公司计划取得ISO 14001环境管理体系认证。"),
        ("zh", "公司拟建立能源管理体系。"),
    ],
)
def test_a_plan_for_a_system_is_none(language: str, sentence: str, rules: dict[str, SentenceReader]) -> None:
    assert rules[language].read(sentence, year=REPORT_YEAR).judgement.level == "policy"


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "We have established an energy management system and plan to obtain a certificate."),
        ("zh", "公司已建立能源管理体系，并计划取得认证。"),
    ],
)
def test_a_plan_beside_a_system_does_not_hide_it(
    language: str, sentence: str, rules: dict[str, SentenceReader]
) -> None:
    assert rules[language].read(sentence, year=REPORT_YEAR).judgement.level == "system"


def test_characters_of_two_words_are_no_phrase(rules: dict[str, SentenceReader]) -> None:
    creditors = rules["zh"].read("公司维护债权人权益。").judgement
    rights = rules["zh"].read("公司尊重和维护人权。").judgement

    assert "social" not in creditors.cues
    assert "social" in rights.cues


@pytest.mark.parametrize(
    ("sentence", "level"),
    [
        ("In line with the reporting guide, we cut emissions by 12% in 2023.", "result"),
        ("As required by the reporting guide, the board reviews ESG risks every year.", "system"),
        ("Aspect A1 emissions, reporting guide", "none"),
    ],
)
def test_a_guide_that_is_named_hides_nothing_else(sentence: str, level: str, rules: dict[str, SentenceReader]) -> None:
    assert rules["en"].read(sentence, year=REPORT_YEAR).judgement.level == level


@pytest.mark.parametrize(
    ("language", "sentence", "level"),
    [
        ("en", "No fatal accident occurred at our plants in 2023.", "result"),
        ("en", "The safety committee meets every quarter and inspects all workshops.", "system"),
        ("en", "We do not tolerate discrimination against employees of any kind.", "policy"),
        ("en", "Our emissions were verified by an independent body.", "assurance"),
        ("en", "Thank you for reading.", "none"),
        ("zh", "2023年，公司共举办安全培训32期，参训1,500人次。", "action"),
        ("zh", "公司坚持绿色发展，倡导节约用电。", "policy"),
        ("zh", "公司全年未发生安全生产事故。", "result"),
        ("zh", "感谢您阅读本报告。", "none"),
    ],
)
def test_plain_sentences_after_training(
    language: str, sentence: str, level: str, readers: dict[str, SentenceReader]
) -> None:
    assert readers[language].read(sentence, year=REPORT_YEAR).judgement.level == level
