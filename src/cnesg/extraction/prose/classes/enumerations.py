"""Classes that are the last member of an enumeration: 废机油、废乳化液、废活性炭 320吨 is of all three."""

from cnesg.extraction.breakdowns import residual
from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.gates import are_related
from cnesg.extraction.prose.sentences.narrowing import Narrower
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence, width
from cnesg.framework.regexes import regex

# What stands right before the last member, up to the first: items without a figure, set apart by the mark of lists
_ITEM = r"[^、,，。;；:：()（）\d\s\"“”]{1,16}"
_BEFORE = regex(rf"(?:{_ITEM}、){{1,9}}(?:{_ITEM}(?:以及|及|和|与))?$")
_ENDS_LIST = regex(rf"{_ITEM}(?:以及|[、及和与])$")
_PROGRAMME = "programme"
_REACH, _BEHIND = 90, 4  # characters
_MEMBERS = {"type", "level", "function", "group", "source", "education", "pollutant", "item", "employment", "channel"}
_OF_STAFF = {"level", "function", "employment"}
# whose members' names are wording of other metrics
_MIXED = {*_OF_STAFF, "group", "education", "pollutant", "source", "channel"}
_LONGEST = 24.0
_AND_OTHERS = regex(r"[^,，。;；、\d]{0,6}等[^,，。;；、\d]{0,12}$")
_OTHERS_TOO = regex(r"(?:、[^、,，。;；\d]{2,10}){1,6}等[^、,，。;；\d]{0,12}$")  # 新员工|、编辑、发行等培训186期
_AND_SO_ON = regex(r"(?<=[\u4e00-\u9fff])等[\u4e00-\u9fff]{0,6}$")
_ACT = regex(
    r"^.*(?:减排|削减|减少|排放|处置|种植|栽植|治理|产生|招聘|录用|查出|转移|输送|引用|承接)了?(?=[\u4e00-\u9fff]{2})"
)
# an enumeration that says no more than that documents were disclosed: 定期报告、临时公告79项
_ALL_DOCUMENTS = regex(r"定期(?:报告|公告).*临时(?:报告|公告)|临时(?:报告|公告).*定期(?:报告|公告)")
_OF_ALL_RANKS = regex(  # 国家、行业及地方标准: standards of no one rank
    r"(?:(?:国际|国家|省市|省级|行业|地方|团体|企业)(?:标准)?(?:[、和与及或]|以及)?){3,}"
)
_LIST_GOES_ON = regex(  # 困难党员|、困难职工共86人: one of those helped
    r"(?:[、及和与]|以及)(?!其?家属)[^、,，。;；\d]{2,14}(?:[、及和与][^、,，。;；\d]{2,14})*(?:共计?|合计)?$"
)
_AND_THOSE_IN_NEED = regex(  # 困难职工、|伤病职工86人; 困难党员、劳模、|退休人员86人
    r"(?:困难|特困|贫困|困境)(?:员工|职工|党员|劳模|女工|会员|家庭)(?:、[^、,，。;；:：\d]{2,8}){0,3}(?:以及|[、及和与])$"
)
_OF_PLACES = regex(  # 于香港、中国内地及|越南共聘用: of all those places
    r"(?:[于在]|位于|分布于|来自|[、,，])\s?(?:(?![^、]*[有共聘])[\u4e00-\u9fff]{2,8}、){0,6}(?:(?!有|共)[\u4e00-\u9fff]){2,8}(?:、|及|和|与|以及)\s?$"
)
_BOTH = regex(r"[、及和与]")
_OF_PLACES_HEAD = regex(r"(?:[于在]|位于|分布于|来自)$")
_MORE_PLACES = regex(r"\s?(?:、|及|和|与|以及)\s?[\u4e00-\u9fff]{2,6}")
# people counted before others that are counted too: 为12名职工和|9名退休人员发放补助2万元, a sum for both
_COUNTED_TOO = regex(
    r"\d[\d,]*\s?[余多]?(?:人次|[名位人户])[^,，。;；\d]{1,14}?(?:以及|[、及和与])\s?\d[\d,]*\s?[余多]?(?:人次|[名位人户])的?$"
)
_SEVERAL_KINDS = 3  # of people: a course for three kinds of them is one for all

_RANK = regex(r"[\u4e00-\u9fff]{1,3}级")  # 公司级、车间级: of the first no word goes


def of_whole_lists(
    narrower: Narrower, sentence: Sentence, number: Number, choice: Choice, classes: dict[str, str]
) -> dict[str, str]:
    """The classes of a number, each that is the last of an enumeration replaced by all of it, or left out.

    Args:
        narrower: verbs that end what stands before an enumeration; fillers.
        sentence: the sentence of the number.
        number: the number, which no enumeration of figures divides (分别).
        choice: the wording chosen for it.
        classes: its classes.
    """
    result: dict[str, str] = {}
    for dimension, name in classes.items():
        if dimension == "region" and _is_one_of_places(sentence, number, name):
            continue
        if dimension == _PROGRAMME and _is_one_of_programmes(sentence, number, name):
            continue
        if dimension in _MEMBERS and (
            _is_one_of_those_helped(sentence, number, choice, name) or _is_one_of_those_paid(sentence, number, name)
        ):
            continue
        whole = _whole(narrower, sentence, number, choice, dimension, name) if dimension in _MEMBERS else name
        open_list = _ends_open_list(sentence, number, name) or (
            dimension in _OF_STAFF and _begins_open_list(sentence, number, name)
        )
        if whole == name and dimension in _MEMBERS and open_list:
            continue
        documents = choice.fit.metric == sentence.roles.documents
        if whole and not (documents and _ALL_DOCUMENTS.search(whole)) and not _OF_ALL_RANKS.fullmatch(whole):
            result[dimension] = whole
    return result


def _ends_open_list(sentence: Sentence, number: Number, name: str) -> bool:
    """Whether a class is but the last that a list of kinds names of all counted: 安全培训、内审员培训等专项培训|6次."""
    text = sentence.text
    at = text.lower().rfind(name, sentence.start, number.start)
    listed = at > sentence.start and text[at - 1] == "、"
    return listed and _AND_OTHERS.match(text, at + len(name), number.start) is not None


def _begins_open_list(sentence: Sentence, number: Number, name: str) -> bool:
    """Whether a class is but the first that a list of kinds names of all counted: 新员工、编辑、发行等培训|186期."""
    at = sentence.text.lower().rfind(name, sentence.start, number.start)
    return at >= 0 and _OTHERS_TOO.fullmatch(sentence.text, at + len(name), number.start) is not None


def _is_one_of_places(sentence: Sentence, number: Number, name: str) -> bool:
    """Whether a place is the last or the first of several that a figure is of: 于香港、中国内地及越南共聘用7,860名."""
    text = sentence.text
    low = max([sentence.start, *(n.unit_end for n in sentence.numbers if n.unit_end <= number.start)])
    at = text.lower().rfind(name, low, number.start)
    if at < 0:
        return False
    if _BOTH.search(name) and text.startswith("共", at + len(name)):
        return True  # 在中国内地及香港|共有员工1,286名
    more = _MORE_PLACES.match(text, at + len(name), number.start)
    return _OF_PLACES.search(text, low, at) is not None or (
        more is not None and _OF_PLACES_HEAD.search(text, low, at) is not None
    )


def _is_one_of_programmes(sentence: Sentence, number: Number, name: str) -> bool:
    """Whether a programme ends a list of what a sum was given for: 节日补助、专项基金和金秋助学金共5万元."""
    text = sentence.text
    at = text.lower().rfind(name, sentence.start, number.start)
    low = max([sentence.start, *(n.unit_end for n in sentence.numbers if n.unit_end <= at)])
    in_title = text.rfind("《", low, at) > text.rfind("》", low, at)  # 《住院互助及医疗救助基金》 is one
    return at > low and not in_title and _ENDS_LIST.search(text, low, at) is not None


def _is_one_of_those_helped(sentence: Sentence, number: Number, choice: Choice, name: str) -> bool:
    """Whether a class is a member of a list of those helped that goes on behind it: 困难党员、困难职工共86人."""
    at = sentence.text.lower().rfind(name, sentence.start, number.start)
    helped = choice.fit.metric == sentence.roles.staff_helped and at >= 0
    if helped and _AND_THOSE_IN_NEED.search(sentence.text, sentence.start, at):
        return True
    return helped and _LIST_GOES_ON.fullmatch(sentence.text, at + len(name), number.start) is not None


def _is_one_of_those_paid(sentence: Sentence, number: Number, name: str) -> bool:
    """Whether a sum is for several groups, each counted, of which a class is the last: 12名职工和9名|退休人员2万元."""
    at = sentence.text.lower().rfind(name, sentence.start, number.start)
    paid = at >= 0 and "money" in number.kinds
    return paid and _COUNTED_TOO.search(sentence.text, sentence.start, at) is not None


def _whole(narrower: Narrower, sentence: Sentence, number: Number, choice: Choice, dimension: str, name: str) -> str:
    """The enumeration that a class ends; the class itself where it ends none, empty where all is too much."""
    text = sentence.text
    if name in text[number.unit_end : number.unit_end + _BEHIND + len(name)].lower():
        return name  # 国家、行业标准...完成了3个行业标准
    at = text.lower().rfind(name, sentence.start, number.start)
    low = max([sentence.start, at - _REACH, *(n.unit_end for n in sentence.numbers if n.unit_end <= at)])
    before = _BEFORE.search(text, low, at) if at > low else None
    if before is None:
        return name
    entries = narrower.know.lexicon.entries
    held = [h for h in sentence.hits if before.start() <= h.start and h.end <= at and not h.label_only]
    named = {entries[h.entry].metric for h in held} - {choice.fit.metric}
    if dimension not in _MIXED and any(not are_related(narrower.know, one, choice.fit.metric) for one in named):
        return name  # 安全检查、消防演练12次: things of their own
    items = before[0].split("、")
    verbs = list(narrower.breaks.finditer(items[0]))
    noun = items[0][verbs[-1].end() :] if verbs else items[0]
    first = noun if _RANK.fullmatch(noun) else _ACT.sub("", residual(narrower.know, noun))
    listed = [first, *items[1:]] if first else items[1:]
    if not any(listed):
        return name
    if dimension in _OF_STAFF and sum(map(bool, items)) + 1 >= _SEVERAL_KINDS:
        return ""
    whole = _AND_SO_ON.sub("", "、".join(listed) + name).lower()
    return whole if width(whole) <= _LONGEST else ""
