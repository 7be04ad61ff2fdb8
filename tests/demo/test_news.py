"""The invented news of the demo: the same each time, in both languages, with reprints and denials."""

from pathlib import Path

from cnesg.demo import DemoMarket
from cnesg.demo.news import demo_news, write_news
from cnesg.model.news import NewsItem
from cnesg.sources.news import read_news


def test_the_same_news_each_time(tmp_path: Path, drawn: DemoMarket) -> None:
    (tmp_path / "a").mkdir()
    one, other = write_news(drawn.companies, tmp_path), write_news(drawn.companies, tmp_path / "a")
    assert one.read_bytes() == other.read_bytes()
    items = list(read_news(one))
    assert all(isinstance(item, NewsItem) for item in items)
    assert len(items) == len({row["id"] for row in demo_news(drawn.companies)})


def test_news_are_in_both_languages_and_some_are_reprints_or_denials(drawn: DemoMarket) -> None:
    rows = list(demo_news(drawn.companies))
    assert {row["language"] for row in rows} == {"zh", "en"}
    assert any(row["text"].startswith("据财联社报道") for row in rows)
    assert any("不实" in row["text"] for row in rows)
    names = {*drawn.companies["short_name"], *drawn.companies["name_en"]}
    assert all(any(name in row["text"] for name in names) for row in rows)
