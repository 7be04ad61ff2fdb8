"""Which Level II indicators a sentence speaks to: by its phrases, and by its topic where they are silent."""

from cnesg.disclosure import statement_extractor
from cnesg.framework import load_methodology
from cnesg.framework.topic_areas import load_topic_areas
from cnesg.text.document import Document
from cnesg.text.plain import text_page

BY_PHRASES = "公司通过现场审核选择供应商，并逐年评价打分。"
BY_TOPIC = "2023年，公司组织职工运动会和摄影比赛。"
NOTHING = "感谢您阅读本报告，欢迎提出宝贵意见。"


def document(*sentences: str) -> Document:
    page = text_page("\n".join(sentences))
    return Document("0" * 64, "report.txt", "text/plain", "zh", 1, lambda: iter([page]))


def test_phrases_come_first_and_the_topic_speaks_where_they_are_silent() -> None:
    extractor = statement_extractor(load_methodology())
    readings = list(extractor.readings(document(BY_PHRASES, BY_TOPIC, NOTHING), year=2023))
    found = {
        sentence.text: (reading.items, areas)
        for (sentence, reading), areas in zip(readings, extractor.areas(readings), strict=True)
    }

    items, areas = found[BY_PHRASES]
    assert items
    assert set(areas) == {item[:5] for item in items}
    items, areas = found[BY_TOPIC]
    assert items == ()
    assert areas == load_topic_areas()["员工"]
    assert found[NOTHING] == ((), ())


def test_sentences_are_counted_by_indicator() -> None:
    said = statement_extractor(load_methodology()).said(document(BY_PHRASES, BY_PHRASES, BY_TOPIC), year=2023)

    assert set(said.areas.values()) == {1}  # a wording counts once
    assert list(said.areas) == sorted(said.areas)
