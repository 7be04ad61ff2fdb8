from datetime import UTC, date, datetime

from tests.sentiment.news_market import register

from cnesg.sentiment.comparison import comparable
from cnesg.sentiment.names import NewsRegister


def meant(known: NewsRegister, text: str, at: str = "2026-03-02") -> list[str | None]:
    found = known.find(comparable(text), datetime.fromisoformat(f"{at}T08:00:00+00:00"), text)
    return [one.company_id for one in found]


def test_of_names_that_overlap_the_longest_counts() -> None:
    known = register([{"company_id": "A", "short_name": "汀屿川"}, {"company_id": "B", "short_name": "汀屿川化工"}])
    assert meant(known, "汀屿川化工与汀屿川") == ["B", "A"]


def test_a_longer_name_that_nobody_knew_yet_leaves_the_shorter_one() -> None:
    later = {"company_id": "B", "short_name": "汀屿川化工", "available_at": datetime(2026, 6, 1, tzinfo=UTC)}
    known = register([{"company_id": "A", "short_name": "汀屿川"}, later])
    assert meant(known, "汀屿川化工涨停") == ["A"]
    assert meant(known, "汀屿川化工涨停", "2026-07-01") == ["B"]


def test_who_bears_a_name_goes_before_who_bore_it() -> None:
    names = [
        {"company_id": "A", "name": "岚岫控制", "kind": "short", "language": "zh", "valid_to": date(2019, 12, 31)},
        {"company_id": "B", "name": "岚岫控制", "kind": "short", "language": "zh", "valid_from": date(2020, 1, 1)},
    ]
    known = register([{"company_id": "A"}, {"company_id": "B"}], names)
    assert meant(known, "岚岫控制公告") == ["B"]
    assert meant(known, "岚岫控制公告", "2018-05-01") == ["A"]


def test_a_code_given_again_means_who_has_it_on_the_day() -> None:
    listings = [
        {"company_id": "A", "code": "600991.SH", "valid_to": date(2018, 6, 30)},
        {"company_id": "B", "code": "600991.SH", "valid_from": date(2021, 1, 1)},
    ]
    known = register([{"company_id": "A"}, {"company_id": "B"}], [], listings)
    assert meant(known, "(600991)停牌", "2017-01-05") == ["A"]
    assert meant(known, "600991.SH停牌") == ["B"]
    assert meant(known, "成交600991元，代码600991") == ["B"]


def test_a_subsidiary_stands_for_the_listed_company_that_controls_it_on_the_day() -> None:
    companies = [
        {"company_id": "P", "short_name": "砚川集团"},
        {"company_id": "M", "name_zh": "砚川中间有限公司", "market": "unlisted"},
        {"company_id": "S", "name_zh": "漱泽乳业有限公司", "market": "unlisted"},
    ]
    relations = [
        {"company_id": "S", "parent_id": "M", "share": 90.0, "valid_from": date(2020, 1, 1)},
        {"company_id": "M", "parent_id": "P", "share": 60.0},
    ]
    known = register(companies, [], [], relations)
    assert meant(known, "漱泽乳业有限公司停产") == ["P"]
    assert meant(known, "漱泽乳业有限公司停产", "2019-05-05") == ["S"]


def test_half_is_no_control_and_holders_in_a_circle_end() -> None:
    companies = [{"company_id": one, "name_zh": f"{one}砚栩有限公司", "market": "unlisted"} for one in "AB"]
    circle = [{"company_id": one, "parent_id": other, "share": 60.0} for one, other in ("AB", "BA")]
    assert meant(register(companies, [], [], circle), "A砚栩有限公司") == ["A"]


def test_marks_brackets_and_traditional_characters_are_read_through() -> None:
    known = register([{"company_id": "A", "name_zh": "岚岫（集团）股份有限公司", "short_name": "*ST岚岫机"}])
    assert meant(known, "ＳＴ岚岫机、岚岫集團股份有限公司、岚岫(集团)股份有限公司") == ["A", "A", "A"]


def test_english_names_are_whole_words_with_or_without_legal_form() -> None:
    known = register([{"company_id": "A", "name_en": "Lanxiu Motors Co., Ltd."}])
    assert meant(known, "LANXIU MOTORS' plant; Lanxiu Motors Co., Ltd.; Lanxiu Motorsport") == ["A", "A"]


def test_a_name_given_by_the_feed_is_a_name_even_if_it_is_a_word() -> None:
    known = register([{"company_id": "A", "short_name": "机器人"}])
    at = datetime(2026, 3, 2, tzinfo=UTC)
    assert [(one.company_id, one.start) for one in known.named("机器人", "工业机器人", at)] == [("A", 2)]
    assert [(one.company_id, one.start) for one in known.named("没有", "工业机器人", at)] == [(None, -1)]
