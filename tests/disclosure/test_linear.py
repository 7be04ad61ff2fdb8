"""Trained models as files: the same answers after packing, half precision, no pickle, checked before use."""

import io
import json
import zipfile
from pathlib import Path

import numpy as np
import pytest

from cnesg.disclosure import linear
from cnesg.disclosure.linear import LinearModel, linear_of, model_bytes, parts_of, shares_within
from cnesg.disclosure.ngrams import hashed_ngrams
from cnesg.text import model_files
from cnesg.text.model_files import ModelError, read_arrays, write_arrays

SIZE = 64
MODELS = ("levels-en", "levels-zh")


def model() -> LinearModel:
    drawn = np.random.default_rng(3)
    return LinearModel(
        language="en",
        labels=("yes", "no"),
        rarity=drawn.random(SIZE).astype(np.float32),
        weights=drawn.random((SIZE, 2)).astype(np.float32),
        bias=np.array([0.5, -0.5], np.float32),
        cues={"number": 0},
        cue_weights=np.array([[1, -1]], np.float32),
        projection=drawn.random((SIZE, 3)).astype(np.float32),
        meaning=drawn.random((3, 2)).astype(np.float32),
    )


def test_a_packed_model_answers_alike_within_half_precision() -> None:
    again = linear_of(*read_arrays(write_arrays(*parts_of(model()))))

    wanted = model().scores("we plant trees", {"number", "unheard of"})

    assert again.scores("we plant trees", {"number"}) == pytest.approx(wanted, abs=0.01)
    assert again.labels == ("yes", "no")


def test_a_cue_counts_by_its_weight_and_an_unknown_one_not_at_all() -> None:
    plain = model().scores("we plant trees")

    assert model().scores("we plant trees", {"number"}) == pytest.approx(plain + np.array([1, -1]))
    assert model().scores("we plant trees", {"unheard of"}) == pytest.approx(plain)


def test_shares_add_up_within_each_block() -> None:
    scores = model().scores_of(["we plant trees", ""], [(), ()])

    assert shares_within(scores, [[0], [1]]) == pytest.approx(np.ones((2, 2)))
    assert shares_within(scores, [[0, 1]])[1] == pytest.approx([1 / (1 + np.exp(-1)), 1 / (1 + np.exp(1))])


def test_many_texts_have_the_scores_of_each() -> None:
    texts, cues = ["we plant trees", "", "we save 20 t of water", "we"], [{"number"}, set(), {"number"}, set()]

    together = model().scores_of(texts, cues)

    for scores, text, found in zip(together, texts, cues, strict=True):
        hashed = hashed_ngrams(text, "en", SIZE)
        values = hashed.counts * model().rarity[hashed.places]
        point = values @ model().projection[hashed.places]
        raised = [part / (np.linalg.norm(part) or 1) for part in (values, point)]
        wanted = raised[0] @ model().weights[hashed.places] + raised[1] @ model().meaning + model().bias
        assert scores == pytest.approx(wanted + np.array([1, -1]) * len(found), abs=1e-5)


def test_an_empty_text_has_the_bias_alone() -> None:
    assert model().scores("") == pytest.approx([0.5, -0.5])


@pytest.mark.parametrize(("first", "second"), [("in 2021 412 trees", "in 2022 1,500 trees"), ("a b", "a  b")])
def test_figures_and_years_are_not_told_apart(first: str, second: str) -> None:
    one, other = hashed_ngrams(first, "en", 1 << 14), hashed_ngrams(second, "en", 1 << 14)

    assert one.places.tolist() == other.places.tolist()


def test_order_of_words_counts() -> None:
    one, other = hashed_ngrams("safety comes first", "en", 1 << 14), hashed_ngrams("first comes safety", "en", 1 << 14)

    assert one.places.tolist() != other.places.tolist()


def test_forms_of_a_word_share_what_they_stem_from() -> None:
    one, other, unlike = (
        set(hashed_ngrams(text, "en", 1 << 20).places.tolist())
        for text in ("we audited suppliers", "we audit supplier", "we water lawns")
    )

    assert len(one & other) > len(one & unlike)


@pytest.mark.parametrize("name", MODELS)
def test_what_ships_holds_numbers_and_label_names_alone(name: str) -> None:
    data = (Path(linear.__file__).parent / "weights" / f"{name}.npz").read_bytes()

    with np.load(io.BytesIO(data), allow_pickle=False) as held:
        header = json.loads(held["header"].tobytes())
        assert {held[part].dtype.kind for part in held.files if part != "header"} == {"f"}
    assert sorted(header) == ["cues", "labels", "language", "radials"]
    assert all(len(cue) < 60 for cue in header["cues"])


def test_models_together_are_small() -> None:
    folder = Path(linear.__file__).parent / "weights"

    assert sum(file.stat().st_size for file in folder.iterdir()) < 40_000_000


def test_a_changed_or_missing_model_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    weights = tmp_path / "weights"
    weights.mkdir()
    (weights / "levels-en.npz").write_bytes(write_arrays(*parts_of(model())))
    (weights / "checksums.json").write_text('{"levels-en": "0", "levels-zh": "0"}', encoding="utf-8")
    monkeypatch.setattr(model_files, "files", lambda _: tmp_path)

    with pytest.raises(ModelError, match="levels-en"):
        model_bytes("levels-en")
    with pytest.raises(ModelError, match="levels-zh"):
        model_bytes("levels-zh")


def test_files_with_code_in_them_are_not_run() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        array = io.BytesIO()
        np.save(array, np.array([{"a": 1}], dtype=object), allow_pickle=True)
        file.writestr("header.npy", array.getvalue())

    with pytest.raises(ValueError, match="allow_pickle"):
        read_arrays(held.getvalue())
