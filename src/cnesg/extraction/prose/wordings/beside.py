"""Wording behind a number or around it: "9 directors", 七名董事, "recruited 120 engineers"."""

from itertools import accumulate

from cnesg.extraction.breakdowns import residual
from cnesg.extraction.candidates import Role
from cnesg.extraction.clauses import AND, counts_before
from cnesg.extraction.figures.numbers import ABOUT, BARE, Number
from cnesg.extraction.figures.ratios import AMOUNTS
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.sentence import Sentence, width
from cnesg.extraction.prose.wordings.amounts_of import is_object_behind
from cnesg.extraction.prose.wordings.bare_words import DONE, POINTS_BACK
from cnesg.extraction.prose.years.asides import BRACKET
from cnesg.framework.lexicon import Hit
from cnesg.framework.regexes import regex
from cnesg.framework.wording import COUNTS, PEOPLE

DIVIDED = regex(  # by what a whole is parted
    r"按[^,，。;；\d]{1,10}?(?:划分|分类|区分)(?:如下)?"
    r"|(?i:\bby (?:gender|region|age(?: group)?|rank|[a-z]+ (?:category|type|region)),)"
)
_BESIDE_BREAK = regex(r"[,，、;；:：。()\n]|\d")
_AND_NEXT = regex(rf"\s?(?:{AND})")  # 废水3吨及|废气: another thing follows
# more of a list before what all of them did: 负责人14人|、班组长18人|参加培训
_MORE_PEOPLE = regex(r"^(?:[、和及与][^,，。;；:：、\d]{1,12}\d[\d,]*\s?[余多]?(?:人次|名|人|位))+")
# the same where each item names its people behind the number: 46名|班组长、31名安全员参加培训
_MORE_NAMED = regex(
    r"^(?:(?:(?!参加|参与|接受|进行|开展)[^,，。;；:：\d]){1,16}?(?:[、和及与]|以及)\s?(?:\d[\d,]*|[一二两三四五六七八九十]{1,3})\s?[余多]?(?:人次|名|人|位))+"
)
# what was done with people, however they are called: 对60名|接触粉尘的职工进行了噪声、粉尘体检
_DONE_WITH = regex(r"^[^,，。;；:：\d]{1,24}?(?:进行|开展|实施)了?(?P<how>[^,，。;；:：\d]{0,10})(?=$)")
_TO_PEOPLE = regex(r"(?:对|为|给|组织|安排|完成)了?[^,，。;；:：、\d]{0,10}$")
# the people of households before what became of both: 62户|、131人达到脱贫标准
_THEIR_PEOPLE = regex(r"^[、,，和及共计]{0,3}\d[\d,]*\s?[余多]?(?:人|名)")
# figures of more years before what all of them count: 2020年|0人、2021年1人、2022年0人|因工死亡
_IN_A_YEAR = r"(?:19|20)\d\d年(?:度|有|为|共|发生|召开|举行|举办|开展|受理|收到){0,3}\s?"
_OF_A_YEAR = regex(rf"{_IN_A_YEAR}$")
_MORE_YEARS = regex(
    rf"^(?:\s?[余多]?[、,，和及]{{1,2}}{_IN_A_YEAR}\d[\d,]*\s?[余多]?(?:人次|名|人|起|件|次|例|宗|项))+"
)
# more shares before what all of them did: 94% of|women and 92% of men took part
_AND_ANOTHER = regex(r"(?i)\s?(?:of )?[a-z -]{2,24}(?:,? and|,|, while) (?:about |some |nearly )?$")
# more patents before what was done with all of them: 7项|发明专利和3项外观设计|专利获受理
_MORE_PATENTS = regex(r"^[^,，。;；\d、]{0,8}(?:(?:以及|[、和及与])\d[\d,]*\s?[项个件][^,，。;；:：、\d]{0,8})+(?=$)")
_LEADS_ON = regex(r"(?i)\b(?:by|from|at)$")  # a wording that what it says follows: attended by
_OF_ALL = regex(
    r"(?i)\s?(?:of )?(?:all )?(?:our|the|its|their)?\s?"
    r"(?:[a-z-]+ed|permanent|total|full-time|frontline|own|regular)?\s?"
)
_IN_NEXT = regex(  # 召开党委会26次、|董事会; GHG emissions were 9,820 tonnes, comprising| Scope 1 emissions of 610
    r"(?i)、|,?\s(?:compris(?:ing|ed of)|including|consisting of|made up of|composed of|split (?:in)?to|namely)\s"
    r"|,\swith\s"
)
_NEXT_ITEMS_FIGURE = regex(r"(?<=[\u4e00-\u9fff])(?:约|近|各)?\d")
_AND = regex(r"(?i)\sand\s")  # 310 tonnes were incinerated and (the remaining) 430 tonnes recycled
_FOR = regex(r"(?i)\s(?:for|among)\s")
LABELS_NEXT = regex(r"\s?(?:\([^()]{1,8}\))?\s?[:：]\s?-?\d")  # "...9万元总资产:8万元" labels what follows
_HEAD_BEHIND = regex(  # the noun that a phrase goes on to: 16个现场培训|工作站
    r"\s?(?:工作站|工作室|基地|中心|机构|教材|教室|学校|平台|体系|制度|系统|手册|档案|品牌|小组|网点)"
)
# 98,505名员工和|销售人员: what stands first is counted; 与 may be with whom: 员工与公司
_OTHER_FIRST = regex(r"(?:员工|职工|人员|干部|学生|国家|企业|单位)\s?(?:和|及|以及)")
_VALUE_NEXT = regex(r"\s?(?:总计|合计|共计|约|达到?|为|近)?\s?")
_GOES_ON = regex(r"\s?[\u4e00-\u9fff](?<![和及与分为组中在])")  # 有4位员工得到: not all that there are
_BRACKETED = regex(r"\s?\)")
_RESPECTIVELY = regex(r"(?i)\brespectively\b")
_EVENTS = regex(
    r"(?i)\s(?:[a-z-]+\s){0,2}?(?:events|activities|projects|programmes|programs|sessions|organisations|charities)\b"
)
_HAN = regex(r"[\u4e00-\u9fff]")
_BESIDE_REACH = 9.0
_GAS = "tCO2e"
_OF_IT = regex(r"(?i)\s(?:of|in)\s(?:(?:our|its|the|their|total)\s)?")  # resulted in 4 t| of |carbon emissions
# verbs whose object is a sum and what it is: 发放了2万元的|补助金
_HANDED = regex(
    r"(?<![需须拟])(?:提供|给予|捐出|捐赠|捐助|送上|送去|拿出|投入|完成|实现|取得|支付|收到|发放|派发|拨付|拨出|下拨|缴纳|上缴"
    r"|交纳|筹集|筹得|募集|募得|资助|列支|提取|计提|安排)了?(?:人民币|约|近|共计?|合计|总额|超过|逾)*$"
)
_SUM_OF = regex(r"的?(?![和及与用支给向为对])[\u4e00-\u9fff]{0,3}")
_FOR_WHAT = "用于"  # a wording that begins so says what the sum before it was spent on
_LENT = regex(r"债|募集|贷款|融资|授信|信贷|基金|补[贴助]|奖|利润|收入")  # a sum that is another thing first
# more words before the thing that is installed: 5兆瓦的屋顶|光伏电站
_INSTALLED = regex(r"(?:的|级)?(?![和及与])[\u4e00-\u9fff]{0,6}")
_LEVEL = (
    r"(?:国际|国家|行业|地方|团体|企业|集团|兵团|军队|自治区|省部级|[省市部县区师]级?|国家级|发明|实用新型|外观设计)"
)
_LEVELS = regex(rf"^(?:{_LEVEL}、)+(?:{_LEVEL}[和及与])?")  # 12项国家、行业|标准
_ABOUT_WHAT = regex(r"^(?:有关|关于|涉及|针对)[^,，。;；、\d]{2,20}[之的]$")  # 14宗有关食品及服务之|投诉
_FIELDS = regex(r"^(?:[\u4e00-\u9fff]{2,6}、){1,3}")  # 12项铁路、|公路技术标准; 36名单亲、|特困职工
_ATTENDED = regex(r"^\d[\d,]*[余多]?(?:人次|人|名)的?")  # 40场次2,600人次的|培训
_GOES = (  # who of those counted, how and where to
    r"[^,，。;；:：、\d]{0,10}[,，]\s?"
    r"(?:共同|分别|先后|统一|集中|全部|积极|均|分[^,，。;；\d]{1,4}|(?:赴|到|前往)[^,，。;；\d]{2,12})?"
)
_TOOK_PART = regex(rf"{_GOES}(?:参加|参与|接受)了?(?:[^,，。;；:：、\d]{{0,20}})")  # 90人次,|参加了业务|培训
_TAKES_PART, _GOING = regex(r"(?:参加|参与|接受)"), regex(_GOES)
_WENT_TO = regex(r"^(?:分别|先后|前往|到|赴|去)[^,，。;；:：\d]{2,24}?(?=$)")  # 骨干14人|到省城两所学院|参加培训
_HELD_BY = regex(  # 30人|参加了由省化工协会举办的|安全管理人员培训
    r"^(?:分别|先后)?(?:参加|参与|接受)了?(?:由)?[^,，。;；\d]{2,30}?(?:举办|组织|主办|承办|开展|安排)的"
)
_RESULTS = regex(  # 3项成果获省级|科技奖
    r"(?:[\u4e00-\u9fff]{0,4})(?:成果|项目|课题|技术|论文|专利)(?:分别|均|先后|共)?(?:荣?获得?|荣膺|获评)了?[^,，。;；、\d]{0,20}"
)
# At 12.3%, our |turnover rate was lower: the figure first, then what it is
_AT_FIRST = regex(
    rf"(?i)^\s*(?:[•·-]\s)?(?:at|with|(?P<than>(?:as |when )?compared (?:to|with)))\s{ABOUT}(?:[a-z]{{0,3}}[$€£¥]?\s?)$"
)
_ITS_NAME = regex(
    r"(?i)(?P<when>\s(?:in|for|during) (?:(?:FY\s?)?\d{4}|the (?:previous|prior|preceding) (?:fiscal )?year))?,\s"
    r"(?:(?:our|the|its|this year's|the (?:group|company|bank)'s)\s)?(?:(?:average|overall|total)\s)?"
)
_IS_SO = regex(r"(?i)\s(?:was|were|is|are|has|have|remained?|fell|rose|increased|decreased|reached|came)\b")
_MOST_PARTS = 8  # of a whole
VERB = 5.0  # a label before a number is longer than a verb
_SHARE_OF_THINGS = regex(
    r"(?i)\s?of (?:our |the |its |all |their |these |those )*(?:[\d,.]+ )?(?:[a-z-]+ ){0,3}?"
    r"(?P<of>supplier|vendor|customer|client|site|facilit|store|plant|product|project|partner|complaint|case|call|building"
    r"|propert|packaging|vehicle|patient|branch|contract|borrower|loan|car|truck|van|fleet|ship|vessel|aircraft|office|hotel"
    r"|warehouse|mine|home|shop|outlet|restaurant|device|order|transaction|invoice|payment|cotton|palm oil|material"
    r"|wood|timber|fib(?:re|er)|coffee|cocoa|seafood|ingredient|spend|purchase|polyester|feedstock|crop|sugar|soy|beef|milk"
    r"|floor space|floor area)(?:y|ies|es|s)?\b"
)


def beside(know: Knowledge, hit: Hit, number: Number, sentence: Sentence) -> tuple[float, Role, bool] | None:
    """Cost and role of a wording behind a number ("9 directors", 七名董事), and whether it is carried.

    None where it is another number's, or too far.

    Args:
        know: vocabulary and wording.
        hit: the wording.
        number: the number before it.
        sentence: the sentence of both.
    """
    closed = "percent" in number.kinds and _BRACKETED.match(sentence.text, number.unit_end)  # half (52%) of our staff
    between = BRACKET.sub(" ", sentence.text[closed.end() if closed else number.unit_end : hit.start])
    between = _without_others(know, hit, number, sentence, between)
    if (
        _named_after(hit, number, sentence)
        or _goes_with(know, hit, number, sentence, between)
        or is_object_behind(know, hit, number, sentence)
    ):
        return 0.5, "beside", False
    if width(between) > _BESIDE_REACH or _is_apart(know, hit, number, sentence, between):
        return None
    told = know.lexicon.entries[hit.entry].told
    of_it = bool(number.kinds & AMOUNTS) and not hit.label_only and _OF_IT.fullmatch(between) is not None
    of_it = of_it and know.unit_of(know.lexicon.entries[hit.entry].metric) == _GAS
    own = not closed and not of_it and labelled(know, number, sentence)
    if _is_object(number, sentence, between, own=own):
        return 0.5, "beside", False
    # units of things and people name what follows; other units rarely do
    if told and "percent" in number.kinds and _OF_ALL.fullmatch(between):
        return 0.4, "beside", False  # 7% of employees resigned, not 7% of employees
    names_next = bool(number.kinds & (COUNTS - {"person_times"} | {"bare"}))
    names_next = names_next or ("power" in number.kinds and bool(_INSTALLED.fullmatch(between)))
    names_next = names_next or ("area" in number.kinds and between in {"", "的"})  # 3万平方米|绿地
    if not names_next and (own or _has_own(hit, number, sentence)):
        return None
    return 0.5 + width(between) + (0.0 if names_next else 4.0), "beside", False


def _without_others(know: Knowledge, hit: Hit, number: Number, sentence: Sentence, between: str) -> str:
    """The words between a number and a wording behind it, without what else is counted or told of what it counts."""
    if "persons" in number.kinds:
        between = _without_whom(know, hit, number, sentence, between)
    if "households" in number.kinds:
        between = _THEIR_PEOPLE.sub("", between)
    if number.kinds & COUNTS:
        between = _LEVELS.sub("", _ABOUT_WHAT.sub("", between))
        if _OF_A_YEAR.search(sentence.text, max(sentence.start, number.start - 12), number.start):
            between = _MORE_YEARS.sub("", between)
    metric = know.lexicon.entries[hit.entry].metric
    if metric == sentence.roles.standards or ("persons" in number.kinds and metric in sentence.roles.helped):
        between = _FIELDS.sub("", between)
    if "items" in number.kinds and metric in sentence.roles.patents:
        between = _MORE_PATENTS.sub("", between)
    if "occasions" in number.kinds:
        between = _ATTENDED.sub("", between)
    return between


def _without_whom(know: Knowledge, hit: Hit, number: Number, sentence: Sentence, between: str) -> str:
    """The words between people and a wording behind them, without who they and others of a list are."""
    between = _HELD_BY.sub("", _MORE_PEOPLE.sub("", between))
    between = _WENT_TO.sub("", between) if _TAKES_PART.match(sentence.text, hit.start) else between
    if know.lexicon.entries[hit.entry].metric not in sentence.roles.done_with_people:
        return between
    between = _MORE_NAMED.sub("", between)
    done = _DONE_WITH.match(between)
    if done is None or _TO_PEOPLE.search(sentence.own_label(number)) is None:
        return between
    return done["how"].replace("、", "")


def _named_after(hit: Hit, number: Number, sentence: Sentence) -> bool:
    """Whether a sentence begins with the figure and then says what it is: "At 12.3%, our turnover rate was lower"."""
    text = sentence.text
    name = _ITS_NAME.fullmatch(text, number.unit_end, hit.start)
    if name is None or _IS_SO.match(text, hit.end) is None:
        return False
    first = _AT_FIRST.match(text[sentence.start : number.start])
    return first is not None and (first["than"] is None or name["when"] is not None)


def _is_object(number: Number, sentence: Sentence, between: str, *, own: bool) -> bool:
    """Whether a wording behind an amount is what it is of, or behind a sum of money what was given."""
    label = sentence.own_label(number)
    if number.kinds & AMOUNTS and between == " of ":
        return not own or DONE.search(label) is not None  # 8,400 GJ of natural gas
    given = "money" in number.kinds and _SUM_OF.fullmatch(between)  # 提供了10万元的|公益捐赠
    return bool(given) and _HANDED.search(label) is not None


def _goes_with(know: Knowledge, hit: Hit, number: Number, sentence: Sentence, between: str) -> bool:
    """Whether a wording behind a number, maybe in a clause of its own, says what was done with what it counts."""
    metric, text = know.lexicon.entries[hit.entry].metric, sentence.text
    if "money" in number.kinds and text.startswith(_FOR_WHAT, hit.start):
        spent = between in {"", ",", "，"} and not _LENT.search(sentence.own_label(number))
        return spent and not _taken(know, hit, number, sentence)  # 投入30万元,|用于污染治理
    later = any(n.start >= number.unit_end and n.start <= hit.end and n.kinds & number.kinds for n in sentence.numbers)
    if later or not number.kinds & COUNTS:
        return False
    if metric in sentence.roles.learners and number.kinds & PEOPLE:
        end = sentence.clauses.span(hit.end - 1)[1]
        counted = any(hit.start <= n.start < end and n.kinds & PEOPLE for n in sentence.numbers)
        took_part = _TOOK_PART.fullmatch(between) or (_TAKES_PART.match(text, hit.start) and _GOING.fullmatch(between))
        return not counted and bool(took_part)  # 骨干12人,参加了|反腐倡廉培训; 骨干12人,|参加培训
    return metric == sentence.roles.prizes and _RESULTS.fullmatch(between) is not None


def _is_apart(know: Knowledge, hit: Hit, number: Number, sentence: Sentence, between: str) -> bool:
    """Whether a wording behind a number can't be what it counts: another number's, of another clause, no head."""
    if _taken(know, hit, number, sentence) or _BESIDE_BREAK.search(between) or _AND_NEXT.match(between):
        return True
    if "bare" in number.kinds and _HAN.match(sentence.text[hit.start : hit.start + 1]):
        return True  # Chinese puts a measure word between number and noun
    if _LEADS_ON.search(sentence.text, max(hit.start, hit.end - 5), hit.end):
        return True
    of_others = "percent" in number.kinds and _FOR.match(between)  # "10.2% for female employees"
    counted = between == " " and number.kinds == BARE  # 14,310 employees: 9,290 men and 5,020 women
    labels_next = not counted and LABELS_NEXT.match(sentence.text, hit.end)
    return bool(of_others or labels_next or _is_no_head(hit, between, sentence.text))


def _taken(know: Knowledge, hit: Hit, number: Number, sentence: Sentence) -> bool:
    """Whether a wording in two parts stands around another number, whose it then is."""
    if hit.weight >= hit.end - hit.start:
        return False
    told = know.lexicon.entries[hit.entry].told
    fitting = know.lexicon.kinds[hit.entry] if told else number.kinds
    inside = [
        n for n in sentence.numbers if hit.start <= n.start < hit.end and (n.kinds == number.kinds or n.kinds & fitting)
    ]
    inside = [n for n in inside if "bare" not in n.kinds or not _EVENTS.match(sentence.text, n.unit_end)]
    if inside and _AND_ANOTHER.match(sentence.text[hit.start : inside[0].start]):
        inside = inside if _did_something_else(know, hit, sentence, inside[0].start) else inside[1:]
    return bool(inside)


def _did_something_else(know: Knowledge, hit: Hit, sentence: Sentence, end: int) -> bool:
    """Whether a wording tells before the next number what those counted did: 74 |employees joined and 57 left."""
    metric = know.lexicon.entries[hit.entry].metric
    return any(
        hit.start <= other.start
        and other.end <= end
        and know.lexicon.entries[other.entry].metric != metric
        and know.lexicon.entries[other.entry].told
        and know.lexicon.kinds[other.entry] & know.lexicon.kinds[hit.entry]
        for other in sentence.hits
    )


def around(hit: Hit, number: Number, sentence: Sentence) -> tuple[float, Role, bool] | None:
    """A wording in two parts may hold its number (捐赠..万元); of several it holds the last one is meant."""
    if hit.weight >= hit.end - hit.start:
        inside = hit.start <= number.start and number.unit_end <= hit.end
        return (0.5, "clause", False) if inside and _HAN.search(sentence.text, hit.start, hit.end) else None
    if hit.start >= number.start or _IN_NEXT.search(sentence.text, number.unit_end, hit.end):
        return None  # the last part is the next one's
    if _NEXT_ITEMS_FIGURE.match(sentence.text, hit.end) and "," in sentence.text[number.unit_end : hit.end]:
        return None  # 接收高职生68人,|硕士16人
    counted = counts_before(sentence.text, number.start, hit.end) or _is_parted(number, sentence)
    if (LABELS_NEXT.match(sentence.text, hit.end) and not counted) or (
        "persons" in number.kinds and _GOES_ON.match(sentence.text, hit.end)
    ):
        return None
    asides = [m.span() for m in BRACKET.finditer(sentence.text, number.start, hit.end)]
    later = any(
        number.end <= n.start < hit.end and not any(a <= n.start < b for a, b in asides) for n in sentence.numbers
    )
    earlier = sum(
        hit.start < n.start and n.unit_end <= number.start and n.kinds == number.kinds for n in sentence.numbers
    )
    if later and not (number in sentence.chain(number) and _in_turn(hit, number, sentence)):
        return None
    return 0.5 + earlier, "clause", False  # filed 214 applications and been granted|187 patents


def _is_parted(number: Number, sentence: Sentence) -> bool:
    """Whether the next numbers add up to a count: 12,310 employees: 7,120 men and 5,190 women."""
    parts = [n.value for n in sentence.numbers if n.start > number.start and n.kinds == number.kinds]
    sums = list(accumulate(parts[:_MOST_PARTS]))[1:]
    return number.value > _MOST_PARTS and number.value in sums


def _in_turn(hit: Hit, number: Number, sentence: Sentence) -> bool:
    """Whether a wording holds a whole list of figures in turn: "on average 18 and 20 hours respectively"."""
    inside = [n for n in sentence.numbers if hit.start <= n.start < hit.end]
    return inside == sentence.chain(number) and _RESPECTIVELY.search(sentence.text, hit.end, sentence.end) is not None


def labelled(know: Knowledge, number: Number, sentence: Sentence) -> bool:
    """Whether words right before the number say what it is, known or not."""
    label = _AND.split(POINTS_BACK.sub(" ", DIVIDED.sub("", sentence.own_label(number))))[-1]
    return width(residual(know, label)) > VERB


def is_share_of_others(number: Number, sentence: Sentence, before: Sentence) -> bool:
    """Whether a share is one in things that the sentence before does not speak of: 97% |of our 1,340 key suppliers."""
    said = _SHARE_OF_THINGS.match(sentence.text, number.unit_end) if "percent" in number.kinds else None
    return said is not None and said["of"].lower() not in before.text[before.start : before.end].lower()


def _is_no_head(hit: Hit, between: str, text: str) -> bool:
    """Whether a wording behind a number is not the noun that is counted: another stands before it, or it goes on."""
    return _HEAD_BEHIND.match(text, hit.end) is not None or _OTHER_FIRST.search(between) is not None


def _has_own(hit: Hit, number: Number, sentence: Sentence) -> bool:
    """Whether a wording is followed at once by a number of the same kind, whose label it then is."""
    gap = _VALUE_NEXT.match(sentence.text, hit.end)
    at = gap.end() if gap else hit.end
    return any(n.start == at and n.kinds & number.kinds for n in sentence.numbers)
