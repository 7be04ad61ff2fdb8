"""One level, flag and pillar at a time; sentences invented."""

import pytest

from cnesg.disclosure.levels import Judgement
from cnesg.disclosure.reader import SentenceReader
from cnesg.framework.statements import load_statement_phrases

REPORT_YEAR = 2023


@pytest.fixture(scope="module")
def readers() -> dict[str, SentenceReader]:
    phrases = load_statement_phrases()
    return {"en": SentenceReader(phrases, "en"), "zh": SentenceReader(phrases, "zh")}


def judge(readers: dict[str, SentenceReader], language: str, sentence: str) -> Judgement:
    return readers[language].read(sentence, year=REPORT_YEAR).judgement


@pytest.mark.parametrize(
    ("level", "english", "chinese"),
    [
        ("none", "The weather was fine in May.", "五月天气晴朗。"),
        ("none", "B5.2 Description of practices relating to engaging suppliers.", "指标索引：供应商管理情况说明。"),
        ("mention", "Talent is important to us.", "人才是企业最宝贵的财富。"),
        ("policy", "We strictly prohibit child labour.", "公司严禁雇佣童工。"),
        ("system", "The safety committee is responsible for safety management.", "安全生产委员会负责安全管理工作。"),
        (
            "target",
            "Our target is to reduce carbon emissions by 30% by 2030.",
            "公司的减排目标是：到2030年碳排放降低30%。",
        ),
        ("action", "In 2023 we donated 3 million yuan to schools.", "2023年，公司向学校捐款300万元。"),
        ("result", "Sulphur dioxide emissions decreased by 5%.", "二氧化硫排放量同比下降5%。"),
        ("result", "No fatal accident occurred during the year.", "报告期内未发生安全事故。"),
        (
            "assurance",
            "The greenhouse gas data were verified by an independent third party.",
            "温室气体数据经第三方机构核查。",
        ),
    ],
)
def test_levels_in_both_languages(level: str, english: str, chinese: str, readers: dict[str, SentenceReader]) -> None:
    assert judge(readers, "en", english).level == level
    assert judge(readers, "zh", chinese).level == level


def test_a_result_outranks_the_action_that_brought_it(readers: dict[str, SentenceReader]) -> None:
    sentence = "In 2023 we replaced the boilers and reduced carbon emissions by 12%."

    assert judge(readers, "en", sentence).level == "result"


@pytest.mark.parametrize(
    ("language", "sentence", "negated"),
    [
        ("en", "The company has not yet established a whistle-blowing policy.", True),
        ("zh", "公司尚未设立环境管理委员会。", True),
        ("en", "No accident occurred at our plants.", False),
        ("zh", "公司未发生安全生产事故。", False),
    ],
)
def test_what_is_not_done_is_negated_but_zero_is_a_result(
    language: str, sentence: str, negated: bool, readers: dict[str, SentenceReader]
) -> None:
    assert judge(readers, language, sentence).negated is negated


@pytest.mark.parametrize(
    ("language", "sentence", "vague"),
    [
        ("en", "We care about the health and safety of our employees.", True),
        ("en", "Employees receive 24 hours of safety training.", False),
        ("en", "The plant is certified to ISO 45001 for occupational health.", False),
        ("en", "Health and Safety We care about the safety of our employees.", True),
        ("zh", "公司关爱员工身心健康。", True),
        ("zh", "2、公司关爱员工身心健康。", True),
        ("zh", "公司严格遵守《劳动法》，保障员工权益。", False),
        ("zh", "公司与甘肃省有关部门开展安全生产活动。", False),
        # a time, a place or a count in words
        ("en", "Safety policies are reviewed annually.", False),
        ("en", "Training is given in three ways.", False),
        ("zh", "公司在重阳节看望退休员工。", False),
        ("zh", "公司帮助四川的贫困学生。", False),
        ("zh", "公司坚持三级安全教育。", False),
        ("zh", "人力资源部负责员工培训。", False),
        # numbers that only label, and slogans in quotation marks
        ("en", "We work with customers on our scope 1 and 2 emissions.", True),
        ("zh", "公司保障员工的合法7权益。", True),
        ("zh", "公司关爱员工，(1)加强培训，2.改善福利。", True),
        ("zh", "公司坚持“以人为本，关爱员工”，重视员工健康。", True),
        ("zh", "公司奉行“安全为了员工”的理念。", True),
        ("zh", "公司开展“送清凉”活动，关爱员工。", False),
    ],
)
def test_vague_is_what_names_no_number_time_law_system_or_place(
    language: str, sentence: str, vague: bool, readers: dict[str, SentenceReader]
) -> None:
    assert judge(readers, language, sentence).vague is vague


@pytest.mark.parametrize(
    ("language", "sentence", "quantitative"),
    [
        ("en", "In 2023, 85% of employees were trained.", True),
        ("en", "In 2023 employees were trained under ISO 45001.", False),
        ("zh", "公司举办第十二届员工技能竞赛。", False),
        ("zh", "公司共举办员工技能竞赛十二次。", True),
        ("zh", "公司开展了一系列员工培训活动。", False),
        ("zh", "两名员工获“千名工匠”称号。", True),
        ("zh", "公司推进“千名工匠”员工培训。", False),
        ("zh", "公司在www.example.com和报纸上进行信息披露，公告32则。", True),
        ("en", "Emissions from purchased goods were 17.5Mt.", True),
    ],
)
def test_quantitative_needs_a_measure_not_a_year_or_an_ordinal(
    language: str, sentence: str, quantitative: bool, readers: dict[str, SentenceReader]
) -> None:
    assert judge(readers, language, sentence).quantitative is quantitative


@pytest.mark.parametrize(
    ("pillar", "english", "chinese"),
    [
        ("E", "Wastewater and hazardous waste are treated.", "公司废水和危险废物均得到处理。"),
        ("S", "Employees enjoy training and medical insurance.", "公司为职工提供培训和医疗保险。"),
        ("G", "The audit committee reviews internal control.", "审计委员会审查公司内部控制。"),
    ],
)
def test_pillars(pillar: str, english: str, chinese: str, readers: dict[str, SentenceReader]) -> None:
    assert judge(readers, "en", english).pillar == pillar
    assert judge(readers, "zh", chinese).pillar == pillar


def test_the_year_of_a_target_lies_after_the_report(readers: dict[str, SentenceReader]) -> None:
    sentence = "Our target is to reduce carbon emissions by 40% by 2035, after 10% by 2020."

    assert judge(readers, "en", sentence).target_year == 2035
    assert judge(readers, "en", "By 2020 carbon emissions had been reduced by 10%.").target_year is None


def test_the_companys_own_name_names_nothing(readers: dict[str, SentenceReader]) -> None:
    sentence = "Employees are the heart of Blue Lantern and we respect them."

    assert not readers["en"].read(sentence).judgement.vague
    assert readers["en"].read(sentence, own_names=frozenset({"Blue", "Lantern"})).judgement.vague
