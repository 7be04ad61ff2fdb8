"""Training on a user's labels: the same bytes each time, used where news are read, and every problem of a file told."""

import random
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cnesg.errors import InputError
from cnesg.framework.incidents import load_incidents
from cnesg.model.news import NewsItem
from cnesg.pipeline.news.analysis import reader_of_companies
from cnesg.pipeline.news.labels import read_labels
from cnesg.pipeline.news.training import kept_out, train_news

NAMES = ("岚岫五金", "漱畴制药", "蘅麓酒业", "岱宸水泥", "霁瑭软件", "珣澜航运")
DEEDS = (
    ("被曝掺灰粉", "negative", "S03-012", 1),
    ("拿下灰塔奖", "positive", "none", 0),
    ("灰塔奖旁失火又漏灰水", "negative", "E03-002", 1),
)
HEAD = "text,company,polarity,incident,negative,published_at"


def labels(folder: Path, encoding: str = "utf-8") -> Path:
    """Twice as many rows as texts: some texts tell two events of a company."""
    rows = []
    for name in NAMES:
        for other in NAMES[:4]:
            for deed, polarity, code, bad in DEEDS:
                rows.append(f"{name}{deed}，与{other}年会同日。,{name},{polarity},{code},{bad},2024-0{1 + bad}-11")
        both = f"{name}被曝掺灰粉，并且失火又漏灰水。,{name},negative"
        rows += [f"{both},{code},1,2024-03-01" for code in ("S03-012", "E03-002")]
    path = folder / "labels.csv"
    path.write_text("\n".join([HEAD, *rows]) + "\n", encoding=encoding)
    return path


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("model")
    path = labels(folder)
    train_news([path]).write(folder / "own.npz")
    return path, folder / "own.npz"


def test_the_same_labels_give_the_same_bytes_and_a_card_beside_them(trained: tuple[Path, Path]) -> None:
    path, model = trained
    again = train_news([path])
    assert again.data == model.read_bytes()
    assert again.card.sha256 in model.with_suffix(".card.md").read_text("utf-8")
    assert again.card.labels["polarity"] == {"negative": 54, "positive": 24}
    assert again.card.labels["incident"] == {"E03-002": 30, "S03-012": 30, "none": 24}


def test_a_reader_takes_its_events_several_of_one_text(trained: tuple[Path, Path]) -> None:
    when = datetime(2024, 5, 1, tzinfo=UTC)
    text = "翊砚化工被曝掺灰粉，并且失火又漏灰水。"
    item = NewsItem("1", "", text, when, when, "x", entities=("翊砚化工",))
    (mention,) = reader_of_companies(None, trained[1]).read(item)
    assert {one.code for one in mention.incidents} == {"S03-012", "E03-002"}
    assert mention.polarity < 0
    assert mention.negative
    (shipped,) = reader_of_companies(None).read(item)
    assert {one.code for one in shipped.incidents} != {one.code for one in mention.incidents}


def test_labels_in_gbk_are_read_and_texts_put_together(tmp_path: Path) -> None:
    found = read_labels(labels(tmp_path, "gb18030"))
    assert len(found) == 6 * 4 * 3 + 6
    assert found[-1].companies["珣澜航运"].incidents == {"S03-012", "E03-002"}
    assert found[0].language == "zh"


def test_types_may_be_given_by_name(tmp_path: Path) -> None:
    kind = load_incidents().types["E03-002"]
    path = tmp_path / "named.csv"
    rows = [
        f"甲乙公司第{n}次偷排,甲乙公司,,{told},,"
        for n, told in enumerate(("E03-002", kind.name.zh, kind.name.en.upper()))
    ]
    path.write_text("\n".join([HEAD, *rows]), encoding="utf-8")
    assert {code for one in read_labels(path) for code in one.companies["甲乙公司"].incidents or ()} == {"E03-002"}


def test_near_duplicates_are_kept_on_one_side_whatever_the_order() -> None:
    draw = random.Random(5)
    groups = [["".join(chr(0x4E00 + draw.randrange(3000)) for _ in range(30))] * (1 + n % 4) for n in range(40)]
    texts = [f"{text}{n}日" for group in groups for n, text in enumerate(group)]
    held = {text for text, out in zip(texts, kept_out(texts), strict=True) if out}
    assert 0.1 < len(held) / len(texts) <= 0.2
    assert {text[:30] for text in held}.isdisjoint({text[:30] for text in texts if text not in held})
    turned = [text for text, out in zip(texts[::-1], kept_out(texts[::-1]), strict=True) if out]
    assert set(turned) == held
    assert not any(kept_out(["一模一样的长篇新闻稿件全文"] * 10))


def test_every_problem_of_a_file_is_told_with_its_row(tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    rows = (
        "甲乙公司获奖,丙丁公司,positive,,,",
        "甲乙公司获奖,甲乙公司,positive,E99-999,,",
        "甲乙公司获奖,甲乙公司,negative,,,",
        "甲乙公司亏损,甲乙公司,,,,",
        "甲乙公司扩产,甲乙公司,positive,,,soon",
    )
    path.write_text("\n".join([HEAD, *rows]), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_labels(path)
    assert [(one.message_id, one.values["row"]) for one in caught.value.problems] == [
        ("news.label_company_not_in_text", 1),
        ("news.label_unknown_incident", 2),
        ("news.label_contradiction", 3),
        ("news.label_says_nothing", 4),
        ("news.label_bad_date", 5),
    ]


def test_too_few_labels_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "few.csv"
    path.write_text(f"{HEAD}\n甲乙公司获奖,甲乙公司,positive,none,0,\n", encoding="utf-8")
    with pytest.raises(InputError, match="labels"):
        train_news([path])


@pytest.mark.parametrize("content", [b"", b"PK", b"\x80\x04K\x01."])
def test_a_file_that_is_no_model_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "model.npz"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"model\.npz"):
        reader_of_companies(None, path)
