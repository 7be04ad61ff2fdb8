"""Numbers that are no values at all: ticks of an axis, section numbers, members of committees."""

from itertools import pairwise

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence
from cnesg.framework.regexes import regex

_WHOLE = {"persons", "person-times", "households", "cases", "count"}  # units of what comes whole
_FEWEST_TICKS = 4
# 提名委员会由3名董事组成: members of a committee, not of the board
_COMMITTEE = regex(r"委员会[\"”》]?[,，:：]?\s?(?:[^,，。;；:：董监]{0,8})由(?:(?!董事会|监事会|公司)[^。;；])*$")
_MADE_UP = regex(r"[^。;；,，]{0,24}(?:组成|构成|担任)")
_BOARD = regex(r"(监事会)|董事会")
_THE_REST = regex(r"(?:其余|其他|其它|除[^,，。;；]{2,20}外)[^,，。;；]{0,4}$")  # of committees

_WEIGHT = regex(r"(?:权重|总分|满分|分值)[^,，。;；]{0,14}$|(?i:\bweight(?:ed|ing|s)?\b[^,.;]{0,20}$)")
# 累计捐出步数129亿|步: a scale word before a noun is no money
_YUAN = "CNY"
_SCALES = {"万", "亿", "千万", "百万", "千亿", "百亿"}
_NO_YUAN = regex(
    r"(?!元|多|余|人民|美|港|欧|日元|英镑|左右|以上|以下|的|之|和|及|与|并|用|为|等|款|资|投|援|捐|建|支|购|给)[\u4e00-\u9fff]"
)
# people who are no staff, or were asked, chosen or served: "43% of participants", "scores", "98% of staff are covered"
_OTHER_PEOPLE = regex(
    r"(?i)\b(?:participants?|attendees|intake|applicants?|applications|candidates|respondents?|nominees|interviewees"
    r"|appointments|interns|mentees|scores?|surveyed|shortlists?)\b"
)
_STAFF = regex(r"(?i)\b(?:workforce|headcount|of (?:all |our |the |its )?(?:total )?(?:employees|staff|colleagues))\b")
_SERVED = regex(
    r"(?i)\b(?:cover(?:s|ed|ing)?|(?:availab\w+|provided(?! (?:employment|jobs|work)\b)|offer(?:s|ed|ing)?"
    r"|extend(?:s|ed|ing)?"
    r"|open)\b[^,.;]{0,60}?\bto)"
    r"(?:\s(?:about|almost|nearly|around|approximately|some|over|more than))?\s$"
)
_DID = regex(  # 38,000 colleagues have created a profile
    r"(?i)\s(?:colleagues|employees|people|staff|team members"
    r"|staff members)(?: \([^()]{1,16}\))?\s(?:who\s)?(?:(?:have|has|had)\s)?"
    r"(?!during|employed|worked (?:at|in|for|across)|based"
    r"|located|working|spread|distributed|including|excluding|operating|serving|deployed|engaged"
    r"|living"
    r"|combined|being|consisting|comprising|representing|making)(?:[a-z]{2,}(?:ed|ing)|took|chose|made|gave)\b"
)
_HOURS_A_DAY = regex(r"(?i)(?:\s[a-z]+){0,2}\s?(?:/\s?|per |a |each )(?:day|week)\b|\s(?:daily|weekly)\b")

_FACTOR = regex(r"[\u4e00-\u9fff)）]\s?[*×]\s?$")  # 离职人数*2/平均人数: part of a formula
_IN_AIR = regex(r"(?i)\s?/\s?(?:n\s?m|标准?立方)")  # 25mg|/Nm3 is how thick smoke is
_TITLE_OF_NOTICE = regex(  # 关于投资某18万千瓦水电站项目的公告(2016-048): what a listed company once announced
    r"[^。;；]{0,60}?(?:公告|通知)[\"”》]?\s?[(（\[]?(?:公告)?(?:编号)?[:：]?\s?(?:临|临时)?\s?(?:19|20)\d\d\s?[-–]\s?\d{1,3}(?!\d)"
)
_EVERY_SO_MANY = regex(r"每\s?$")  # 每200,000工作小时: what others are counted by
_TORN_BEFORE = regex(r"\d(?:[«»`{}\\]|\(\))$")  # 23«|0余万元: digits that recognition lost
_TORN_BEHIND = regex(r"(?:[«»`{}\\]|\(\))\d")
_OF_ZEROS = regex(r"\s?个?\s?(?:为|是)?\s?[\"“]?零")  # “七个为零”的目标: how many things did not happen
_NUMBERS_A_TITLE = regex(r"\d{1,2}[.．](?=[\u4e00-\u9fff“《\"])")  # 优秀供应商|2.|强化质量管理
_NO_DIRECTORS = regex(r"(?i)\s(?:individuals|employees|people|persons|shareholders|senior manage[a-z]+)\b")


def is_no_value(sentence: Sentence, number: Number, choice: Choice) -> bool:
    """Whether a number beside a wording measures nothing of the company.

    Args:
        sentence: the sentence of the number.
        number: the number.
        choice: the wording chosen for it.
    """
    return (
        choice.fit.unit == "year"  # such a metric's value is the year that its target names (`target_years`)
        or _is_broken(number, choice)
        or _is_torn(sentence, number)
        or _OF_ZEROS.match(sentence.text, number.end) is not None
        or (not number.raw_unit and _NUMBERS_A_TITLE.match(sentence.text, number.start) is not None)
        or _TITLE_OF_NOTICE.match(sentence.text, number.end) is not None
        or _is_tick(sentence, number)
        or _is_of_committee(sentence, number, choice.fit.metric)
        or _is_weight_or_noun(sentence, number, choice)
        or _is_of_other_people(sentence, number, choice.fit.metric)
    )


def _is_broken(number: Number, choice: Choice) -> bool:
    """Whether what comes whole is printed with decimals and no scale word: the 9.1 of "9.1 项目个数"."""
    return choice.fit.unit in _WHOLE and number.value == number.printed and not number.value.is_integer()


def _is_torn(sentence: Sentence, number: Number) -> bool:
    """Whether signs stand between its digits and others of the same figure: 2()0()余万元."""
    before = _TORN_BEFORE.search(sentence.text, max(0, number.start - 4), number.start)
    return before is not None or _TORN_BEHIND.match(sentence.text, number.end) is not None


def _is_tick(sentence: Sentence, number: Number) -> bool:
    """Whether it is one of four numbers or more in equal steps with nothing between: 400 350 300 250, an axis."""
    numbers = sentence.numbers
    at = next((i for i, one in enumerate(numbers) if one.start == number.start), 0)
    for first in range(max(0, at - _FEWEST_TICKS + 1), at + 1):
        pairs = list(pairwise(numbers[first : first + _FEWEST_TICKS]))
        steps = {round(other.printed - one.printed, 6) for one, other in pairs}
        if len(pairs) == _FEWEST_TICKS - 1 and len(steps) == 1 and all(_follows(sentence, *pair) for pair in pairs):
            return steps != {0.0}
    return False


def _follows(sentence: Sentence, one: Number, other: Number) -> bool:
    return not sentence.text[one.unit_end : other.start].strip()


def _is_of_committee(sentence: Sentence, number: Number, metric: str) -> bool:
    """Whether directors are those of a committee, or committees those of supervisors, or only some of them."""
    before = sentence.text[sentence.start : number.start]
    if metric in sentence.roles.board_members:
        if _NO_DIRECTORS.match(sentence.text, number.end):
            return True
        return _COMMITTEE.search(before) is not None and _MADE_UP.match(sentence.text, number.unit_end) is not None
    if metric == sentence.roles.committees:
        boards = list(_BOARD.finditer(before))
        return bool(boards and boards[-1][1]) or _THE_REST.search(before) is not None
    return False


def _is_weight_or_noun(sentence: Sentence, number: Number, choice: Choice) -> bool:
    """Whether a per cent says how much something counts, or a figure without its unit stands before what is counted."""
    if not number.raw_unit and _FACTOR.search(sentence.text, sentence.start, number.start):
        return True
    if "mass" in number.kinds and _IN_AIR.match(sentence.text, number.unit_end):
        return True
    if _EVERY_SO_MANY.search(sentence.text, max(sentence.start, number.start - 2), number.start):
        return True
    if "percent" in number.kinds:
        return _WEIGHT.search(sentence.text, sentence.start, number.start) is not None
    scaled = {"money", "bare"} <= number.kinds and number.raw_unit in _SCALES
    unmarked = "bare" in number.kinds and not number.raw_unit and choice.fit.unit == _YUAN  # 捐赠|300副手套
    return (scaled or unmarked) and _NO_YUAN.match(sentence.text, number.unit_end) is not None


def _is_of_other_people(sentence: Sentence, number: Number, metric: str) -> bool:
    """Whether a share or number is not of the staff: of those who took part, were asked, or get something."""
    if metric == sentence.roles.time_at_work:
        return _HOURS_A_DAY.match(sentence.text, number.unit_end) is not None
    if metric not in {sentence.roles.staff_share, sentence.roles.staff_total}:
        return False
    if _SERVED.search(sentence.text, sentence.start, number.start):
        return True
    if metric == sentence.roles.staff_total:
        return _DID.match(sentence.text, number.unit_end) is not None
    start, end = sentence.clauses.span(number.start)
    if _STAFF.search(sentence.text, start, end):
        return False
    return _OTHER_PEOPLE.search(sentence.text, sentence.start, sentence.end) is not None
