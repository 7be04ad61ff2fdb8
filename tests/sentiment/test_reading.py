from tests.sentiment.news_market import item, reader, register

LANXIU = {
    "company_id": "C1",
    "name_zh": "岚岫汽车股份有限公司",
    "short_name": "岚岫汽车",
    "code": "600991.SH",
    "name_en": "Lanxiu Motors Co., Ltd.",
}
TINGYU = {"company_id": "C2", "name_zh": "汀屿化工集团有限公司", "short_name": "汀屿化工"}
READER = reader(register([LANXIU, TINGYU]))


def test_each_company_of_a_list_headline_has_its_own_event() -> None:
    lanxiu, tingyu = READER.read(item("岚岫汽车被立案调查；汀屿化工职务侵占案开庭"))
    assert [(one.code, one.standing) for one in lanxiu.incidents] == [("G07-024", "happened")]
    assert [(one.code, one.standing) for one in tingyu.incidents] == [("G02-002", "happened")]
    assert lanxiu.polarity == -1
    assert lanxiu.negative


def test_what_is_denied_does_not_make_a_text_bad() -> None:
    (mention,) = READER.read(item("Lanxiu Motors denies bribery case"))
    assert [(one.code, one.standing) for one in mention.incidents] == [("G02-001", "denied")]
    assert mention.polarity == 0
    assert not mention.negative


def test_nobody_named_gives_nothing() -> None:
    assert READER.read(item("某公司被立案调查")) == ()
    assert READER.read(item("")) == ()
