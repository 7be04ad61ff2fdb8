"""Types of a given subject: those that are confused are found and get a second stage, which decides among them."""

import random
from dataclasses import replace

import numpy as np
import pytest

from cnesg.sentiment.models.masks import JUDGED
from cnesg.sentiment.models.ngram_model import parts_of
from cnesg.sentiment.models.subject_types import Asked, SubjectTypes, parts_of_types, types_of_parts
from cnesg.sentiment.models.windows import CLOSE_VIEWS, close_row
from cnesg.sentiment.training.confused import SecondStage, fit_types
from cnesg.text.model_files import read_arrays, write_arrays

SETTINGS = SecondStage(confused=4, least=2, rounds=30, units=16, dimensions=40)
FILLING = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜"
FRAUD, PYRAMID, LOSS = "欺诈", "传销", "亏损"
KINDS = (PYRAMID, LOSS, FRAUD)


def news(number: int, *, telling: float, seed: int = 0) -> tuple[list[Asked], list[frozenset[str]]]:
    """Texts of three types; fraud and pyramid selling are told in words that the other is told in as well.

    Args:
        number: of texts of each type.
        telling: how often a text of the two tells which it is.
        seed: of the draws.
    """
    draw = random.Random(seed)
    asked: list[Asked] = []
    told = []
    for place in range(number):
        for kind in KINDS:
            name = "".join(draw.choices(FILLING, k=3))
            # what else a text says differs, so that no two are near-duplicates
            noise = "".join(draw.choices(FILLING, k=25))
            deed = kind if kind == LOSS or place < telling * number else "被查"
            asked.append((f"{noise}，{name}{deed}，{noise[::-1]}", name, ()))
            told.append(frozenset({kind}))
    return asked, told


@pytest.fixture(scope="module")
def confusing() -> SubjectTypes:
    return fit_types(*news(24, telling=0.4), KINDS, SETTINGS)


def test_types_taken_for_each_other_get_a_second_stage(confusing: SubjectTypes) -> None:
    assert confusing.confused is not None
    assert confusing.confused.labels == (PYRAMID, FRAUD)


def test_types_told_apart_get_none() -> None:
    asked, told = news(12, telling=1)

    model = fit_types(asked, told, KINDS, SETTINGS)

    assert model.confused is None
    assert model.answers(asked) == [kind for one in told for kind in one]


def test_types_with_few_rows_get_none() -> None:
    asked, told = news(24, telling=0.4)

    assert fit_types(asked[:9], told[:9], KINDS, SETTINGS).confused is None


def test_a_packed_model_answers_alike(confusing: SubjectTypes) -> None:
    asked, _ = news(24, telling=0.4)

    again = types_of_parts(*read_arrays(write_arrays(*parts_of_types(confusing))))

    assert again.answers(asked) == confusing.answers(asked)
    assert again.scores(asked) == pytest.approx(confusing.scores(asked), abs=0.02)
    assert again.close is not None
    assert again.confused is not None
    assert again.confused.shares.shape[0] == SETTINGS.layers


def test_a_file_from_before_there_was_a_second_stage_is_read(confusing: SubjectTypes) -> None:
    asked, _ = news(24, telling=0.4)

    old = types_of_parts(*read_arrays(write_arrays(*parts_of(confusing.first))))

    assert old.confused is None
    assert old.answers(asked) == SubjectTypes(confusing.first).answers(asked)


def test_a_file_with_a_second_stage_of_one_layer_is_read(confusing: SubjectTypes) -> None:
    asked, _ = news(24, telling=0.4)
    assert confusing.confused is not None
    units = SETTINGS.units
    one = replace(
        confusing.confused,
        units=confusing.confused.units[:, :units],
        unit_bias=confusing.confused.unit_bias[:units],
        shares=confusing.confused.shares[0],
        share_bias=confusing.confused.share_bias[0],
    )
    again = replace(one, shares=one.shares[None], share_bias=one.share_bias[None])
    old = SubjectTypes(confusing.first, confused=one)

    read = types_of_parts(*read_arrays(write_arrays(*parts_of_types(old))))

    assert read.close is None
    assert read.answers(asked) == SubjectTypes(confusing.first, confused=again).answers(asked)


def test_the_second_stage_orders_the_family_and_changes_no_number(confusing: SubjectTypes) -> None:
    asked, _ = news(24, telling=0.4)
    assert confusing.confused is not None
    alone = replace(confusing, close=None)
    first, both = SubjectTypes(confusing.first).scores(asked), alone.scores(asked)
    second = confusing.confused.scores([close_row(*one) for one in asked]) + first[:, [0, 2]]
    unsure = first.argmax(axis=1) != KINDS.index(LOSS)

    assert np.sort(both, axis=1) == pytest.approx(np.sort(first, axis=1))
    assert both[:, KINDS.index(LOSS)] == pytest.approx(first[:, KINDS.index(LOSS)])
    assert both[~unsure] == pytest.approx(first[~unsure])
    assert (both[unsure][:, [0, 2]].argmax(axis=1) == second[unsure].argmax(axis=1)).all()
    assert (both != first).any()


def test_only_where_two_types_are_nearly_as_likely_the_closer_look_counts(confusing: SubjectTypes) -> None:
    asked, _ = news(12, telling=0.4, seed=1)
    assert confusing.close is not None
    first, both = SubjectTypes(confusing.first).scores(asked), confusing.scores(asked)
    close = confusing.close.scores([close_row(*one) for one in asked])
    likeliest = np.sort(first, axis=1)
    unsure = likeliest[:, -1] - likeliest[:, -2] < 0.4

    assert 0 < unsure.sum() < len(asked)
    assert np.sort(both[unsure], axis=1) == pytest.approx(np.sort((first + close)[unsure] / 2, axis=1))
    assert np.sort(both[~unsure], axis=1) == pytest.approx(np.sort(first[~unsure], axis=1))


def test_who_asks_what_is_told_gets_the_first_answer_where_nothing_is(confusing: SubjectTypes) -> None:
    asked, _ = news(24, telling=0.4)
    first, every = SubjectTypes(confusing.first).scores(asked), confusing.scores(asked)
    least = float(np.median(first.max(axis=1)))
    told = first.max(axis=1) > least

    some = confusing.scores(asked, least)

    assert some[told] == pytest.approx(every[told])
    assert some[~told] == pytest.approx(first[~told])
    assert (every[~told] != first[~told]).any()


def test_nothing_asked_nothing_answered(confusing: SubjectTypes) -> None:
    assert confusing.answers([]) == []


def test_what_stands_close_to_the_subject_is_shown() -> None:
    row = dict(
        zip(
            [view.name for view in CLOSE_VIEWS], close_row("昨日晴。甲山告丙水，今日雨", "甲山", ("丙水",)), strict=True
        )
    )

    assert row["clause"] == f"{JUDGED}告\ue001"
    assert row["10 around"] == f"昨日晴。{JUDGED}告\ue001,今日雨"
    assert (row["unmasked"], row["name"]) == ("昨日晴。甲山告丙水,今日雨", "^甲山$")
