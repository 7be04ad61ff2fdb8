"""The benchmark of news runs, and its news are what it says."""

from collections import Counter
from pathlib import Path

from cnesg.bench.news import company_names, made_up_news, measure_news


def test_made_up_news_are_the_same_each_time_and_partly_reprints() -> None:
    names = company_names(300)
    assert len(set(names)) == 300
    one, other = (list(made_up_news(500, names)) for _ in range(2))
    assert one == other
    assert 0.3 < sum(item.text.startswith("据") for item in one) / 500 < 0.5
    assert Counter(item.id for item in one).most_common(1)[0][1] == 1


def test_every_measure_of_the_issue_is_there(tmp_path: Path) -> None:
    measures = {measure.name: measure for measure in measure_news(tmp_path, items=200, companies=40, past=30, live=4)}
    assert {name for name, measure in measures.items() if measure.limit} == {
        "names and duplicates, an item",
        "whole chain, an item",
        "an item of the second half / of the first",
        "memory of the last quarter / of the third",
        "a file's arrival to scores, median",
        "a request to scores, median",
    }
    assert all(measure.value > 0 for measure in measures.values())
