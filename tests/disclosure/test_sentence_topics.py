"""Topics and kinds of Chinese sentences: what ships answers, and packing keeps the answers."""

import io
import json

import numpy as np
import pytest

from cnesg.disclosure.linear import model_bytes
from cnesg.disclosure.sentence_topics import OFF_TOPIC, pack_topics, rule_reader, shipped_topics, unpack_topics

SENTENCES = {
    "公司向供应商发放行为守则，每年对重点供应商开展现场审核": ("供应链管理", "定性文本"),
    "全年共用水一百二十六万吨，同比下降8.4%": ("水资源", "定量文本"),
    "公司开通举报电话和邮箱，并对举报人信息严格保密": ("举报制度", "定性文本"),
    "报告期内范围一温室气体排放量为3.2万吨二氧化碳当量": ("碳排放", "定量文本"),
    "公司组织志愿者走进乡村小学，捐赠图书500册": ("公益和志愿服务", "定量文本"),
}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_plain_sentences_are_told_apart(sentence: str) -> None:
    found = shipped_topics().read(sentence)

    assert (found["topic"], found["kind"]) == SENTENCES[sentence]


def test_there_are_36_topics_and_one_for_what_is_off_topic() -> None:
    assert len(shipped_topics().topics) == 37
    assert OFF_TOPIC in shipped_topics().topics


def test_packing_keeps_the_answers() -> None:
    model = shipped_topics()
    again = unpack_topics(pack_topics(model), model.meaning)

    seen = [rule_reader().by_rules(sentence) for sentence in SENTENCES]
    asked = [one.text for one in seen], [one.topic_cues for one in seen]
    wanted, found = model.scores(*asked), again.scores(*asked)
    assert all(np.array_equal(wanted[name], found[name]) for name in wanted)


def test_many_sentences_have_the_answers_of_each() -> None:
    model, seen = shipped_topics(), [rule_reader().by_rules(sentence) for sentence in SENTENCES] * 60

    together = model.answers([one.text for one in seen], [one.topic_cues for one in seen])

    assert together == [model.read(sentence) for sentence in SENTENCES] * 60
    assert model.topics_of([one.text for one in seen], [one.topic_cues for one in seen]) == [
        answer["topic"] for answer in together
    ]
    assert not model.answers([], [])
    assert not model.topics_of([], [])


def test_phrases_of_a_topic_speak_for_it_and_not_for_the_kind() -> None:
    model, seen = shipped_topics(), rule_reader().by_rules("公司开通举报电话和邮箱，并对举报人信息严格保密")
    place = model.topics.index("举报制度")
    without = {cue for cue in seen.topic_cues if not cue.startswith("topic=")}

    scores = model.scores([seen.text] * 2, [seen.topic_cues, without])

    assert seen.topics
    assert scores["topic"][0, place] > scores["topic"][1, place]
    assert np.array_equal(*scores["kind"])


@pytest.mark.parametrize("sentence", ["", "2023", "。，、", "Thank you", "😀"])
def test_what_holds_no_word_has_an_answer_all_the_same(sentence: str) -> None:
    assert set(shipped_topics().read(sentence)) == {"topic", "kind"}


def test_what_ships_holds_numbers_and_names_of_answers_and_cues_alone() -> None:
    with np.load(io.BytesIO(model_bytes("topics-zh")), allow_pickle=False) as held:
        header = json.loads(held["header"].tobytes())
        kinds = {held[part].dtype.kind for part in held.files if part != "header"}
    assert kinds <= {"f", "u"}
    assert sorted(header) == ["cues", "questions"]
    assert all(len(cue) < 60 for cue in header["cues"])


def test_the_model_is_small_enough_to_be_quick() -> None:
    model = shipped_topics()

    assert len(model.questions["topic"].weighted["runs"].rarity.keys) < 50_000
    assert all(len(r.centres) <= 2500 for question in model.questions.values() for r in question.radials.values())
