"""Numbers that are to come: what is being built, what the company will do, what only its plans say."""

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.prose.sentences.marks import Marks
from cnesg.extraction.prose.sentences.sentence import Sentence
from cnesg.extraction.prose.wordings.subjects import names_nothing
from cnesg.framework.regexes import regex
from cnesg.framework.wording import COUNTS

_WHERE_ONE_BUILDS = ("在建", "under construction")
# “十三五”期间公司将投入…,带动600户脱贫: all that the sentence goes on with
_WILL = regex(
    r"(?:十[三四五六]五[\"”]?期间|未来(?:[几两三五\d]年)?|今后(?:[几两三五\d]年)?|下一步|接下来|明年)[,，]?"
    r"(?:本?公司|集团|我们|我行|本行)?(?:还|也)?将(?!来)"
)
_WILL_EN = regex(  # The new wing will| employ 450 nurses
    r"(?i)(?<!good)\b(?:will|is set to|are set to|is due to|are due to|is going to)\s(?!not\b|power\b|have\b)[a-z]"
    r"|\b(?:budgeted|earmarked)\s(?!and\b)"  # We have budgeted| $14 million for reclamation
)
_WILL_DO = regex(  # 将投入|1,300万元
    r"(?<![以即若就能])将(?:会|陆续|继续|持续|再|分期|累计|共|总)*"
    r"(?:投入|出资|投资|捐赠|捐助|新增|种植|招聘|带动|帮扶|资助)(?:资金|约|近|超过|人民币|不少于|不低于)*$"
)
_WOULD = regex(  # 建成后可带动|320户增收; 将为柳河村|320户贫困户安装; 拟帮扶|120户
    r"(?:建成|投产|达产|竣工|并网|投运|完工)[^,，。;；\d]{0,8}后[^。;；\d]{0,14}(?:可(?!再生|研)(?<!许可)|将|能够)[^,，。;；\d]{0,16}$"
    r"|(?<![以即若就能])将会?(?:给|为|使|让|向|拿出|安排|拨付|帮助|惠及|解决|吸纳)[^,，。;；\d]{0,12}$"
    r"|(?<![虚模])拟(?:帮助|帮扶|带动|资助|招聘)[^,，。;；\d]{0,12}$"
    r"|(?:建成|投产|竣工|完工)后[^。;；]{0,6}(?:可(?!再生)|将|能够)[^。;；]{0,30}[,，](?:受益|惠及|服务)(?:人口|群众|人数)?(?:达|约|近|超过)*$"
    # 按照设计,该项目每年可节能|9,860吨
    r"|按照?设计[^。;；\d]{0,4}[,，][^。;；\d]{0,12}可[^,，。;；\d]{0,16}$"
    # 签署为期三年捐助总额共|900万元的计划; 签订捐赠协议,三年内捐赠|900万元
    r"|(?:为期|未来|今后|(?:签[署订约]|承诺|协议)[^。;；]{0,16}[,，])[一二两三四五六七八九十\d]+年(?:内|间|中)?[^,，。;；\d]{0,8}"
    r"(?:捐[赠助款资]|援助|资助)[^,，。;；\d]{0,8}$"
    r"|(?<![按照据比超原])(?<!完成)计划(?:在|用|于|未来|今后|全集团|全公司|全行)*"  # 计划五年内培养|800名骨干
    r"(?:[一二三四五六七八九十两]|\d{1,2})年(?:之?内|时间|左右)[^,，。;；]{0,16}$"
)
# 计划节能|200吨,实际节能260吨: what was planned for the year, told beside what came of it
_IN_PLAN = regex(
    r"(?<![比较超照按])(?<!完成)(?:年度|年初)?(?:计划(?![生外])|预算|预计)(?!内|数的)[^,，。;；、:：\d]{0,14}$"
)
# 石岭项目计划投入|800万元; not 按计划投入, 扶贫计划投入; 安全支出预算|230万元
_PLANS_TO_SPEND = regex(
    r"(?:(?<![按照据比超])(?<!扶贫)(?<!年度)(?<!完成)(?<!资金)(?:计划|规划)|(?<![虚模])拟)(?:再|共|累计|分期|每年)?"
    r"(?:投入|投资|安排|捐款|捐赠|捐助|出资|使用|支出|拨付)[^,，。;；、:：\d]{0,14}$"
    r"|(?<![比较超照按])(?<!完成)预算(?:总额|金额|数|额)?(?:为|约|共|合计)*$"
)
_CAME_TO = regex(r"[^。;；]{0,20}?[,，;；(（]\s?(?:全年|年度|至年末|到年底)?(?:实际[^。;；\d]{0,16}|完成了?)\d")
# 计划投资300万元新增两套设备,|减排80吨: what it will bring, to the sentence's end
_PLANS_TO_BUILD = regex(r"(?<![按照据比超原])(?:计划|拟)(?:总)?(?:投资|投入)")
_WOULD_REACH = 48  # characters
_DONE = regex(r"已|实际|截[至止]|全年|报告期")
# 该风电场装机4.8万千瓦, of a project that the sentence before says is begun
_THIS_ONE = regex(r"\s*(?:该|此(?!外)|其(?!中|余|他|它|次))")
_BEGUN = regex(r"动工|开工|核准|筹建|在建|前期工作|获得?批复?")
_STANDS = regex(r"投产|并网|投运|投入(?:运行|运营|使用|商运)|建成|竣工|完工")


# 2017年环保计划:1、...;2、...: all items of the list are of that year
_LEAD = regex(
    r"(20\d\d)年(?:度|[一二三四]季度)?[^。;；:：,，、\d]{0,16}?(?:目标|计划|规划|安排|展望|思路|打算|任务)"
    r"[^。;；:：,，、\d]{0,8}[:：]"
)
_HEADING_OF_PLANS = regex(  # not 规划 alone, of which much is done
    r"(?:后续|未来|今后|下一步|下一?年度?|来年|明年|(20\d\d)年度?)[^,，。;；:：]{0,14}?(?:计划|展望|目标|安排|思路|打算)[:：]?$"
    r"|(?:^|[、.）)\s])展望(?:未来|(20\d\d)年?度?)?$"
)
# 2023年目标, 安全生产目标; not 可持续发展目标, 指标与目标, below which results stand too
_HEADING_OF_AIMS = regex(
    r"(?:[(（]?[一二三四五六七八九十\d]{1,2}[)）.、]\s?|[^\u4e00-\u9fff\d\w]{1,3})?(?:(20\d\d)\s?年度?\s?)?"
    r"(?:(?:年度|工作|管理|绩效|安全|生产|环境|环保|节能|节水|减排|排放|用水|能源|质量|培训|职业健康|健康|人才|员工|供应链|研发|与|和){1,4})?(?<!与)(?<!和)目标[:：]?"
)
_WAS_DONE = regex(r"已|实际|截[至止]|累计|报告期|目前|现有|[去上]年|完成|达成|实现了|较|同比|共|组织|开展了|得到|未")
_AIMS_AT = regex(r"目标|力争|争取|确保|指标|控制在|不超过|不低于|实现零|达到")
_INTENDS = regex(r"[将拟](?!近)|计划|安排|打算|预计|预期|准备|规划|预算|展望|思路|下一步")
_ALREADY = regex(r"已|实际|截[至止]|累计|报告期|目前|现有|(?<!\d)20\d\d年|去年|上年")
# 每股派0.3元、共分配12.6亿元|的利润分配预案,拟提交股东大会审议
_PROPOSED_BEHIND = regex(
    r"(?:(?!(?:19|20)\d\d年|已经?|业经|获得?|经[^,，。;；]{0,12}通过)[^。;；])*?"
    r"(?:预案(?!已|业|经)|(?:拟|尚需|尚须|尚待|有待|[需须待将])(?:提交|提请|报|经|由)?[^,，。;；\d]{0,12}股东(?:周年)?大?会)"
)
# 拟定了公司2016年度|利润分配方案,每10股派0.5元
_DRAWN_UP = regex(r"拟[定订](?:了|的)?[^,，。;；]{0,14}(?:利润分配|分红|分配|派息)(?:方案|预案|议案)")
# 拟派发1.5亿元,1999年至今|已实际分配26亿元; 拟每10股派1元,|最近三年累计分配7亿元
_PAID_SO_FAR = regex(
    r"已(?:经|实际|累计)*(?:分配|派发|派现|分红|发放|支付)|(?:最近|过去|近)(?:三|五|两|[2-9])年|上市(?:以来|至今)"
)
TO_COME = {"target": {"type": "target"}, "forecast": {"status": "planned"}}  # kinds of value and what marks them
# what follows is aimed at: 安全生产目标包括:因工死亡为零;...
_WAS_REACHED = regex(r"实现|完成|达成|达到")
_AIMS = regex(r"目标(?:主要)?(?:包括|如下|[为是])?:")


def leading_plans(text: str, start: int, end: int, year: int) -> tuple[int, str] | None:
    """The year to come whose plans or aims a sentence begins to list, and the words that say so: `2017年工作计划:`.

    Args:
        text: folded text of a passage.
        start: where the sentence begins.
        end: where it ends.
        year: the document's fiscal year.

    Returns:
        None where it begins no such list.
    """
    found = _LEAD.search(text, start, end)
    return (int(found[1]), found[0]) if found and int(found[1]) > year else None


def is_among_plans(heading: str, said: str, year: int) -> bool:
    """Whether a value stands below a heading of plans (后续扶贫计划, 安全生产目标) and nothing says it was done.

    Args:
        heading: the nearest heading.
        said: the sentence up to the value.
        year: the document's fiscal year.
    """
    aims = _HEADING_OF_AIMS.fullmatch(heading.strip())
    if aims is not None and int(aims[1] or year) >= year:
        return _WAS_DONE.search(said) is None
    found = _HEADING_OF_PLANS.search(heading)
    if found is None or int(found[1] or found[2] or year + 1) <= year:
        return False
    return _ALREADY.search(said) is None


def kind_to_come(said: str) -> str | None:
    """What a value is of a year that is still to come: aimed at (`target`), or planned (`forecast`).

    Args:
        said: what stands before the value, headings and the lead of its list among it.

    Returns:
        None where nothing says so: the report's year may have been misread.
    """
    if _AIMS_AT.search(said):
        return "target"
    return "forecast" if _INTENDS.search(said) else None


def is_planned(marks: Marks, sentence: Sentence, number: Number, start: int, metric: str) -> bool:
    """Whether words before a number say that it is to come; what was counted where one builds was done.

    Args:
        marks: the passage's marked words.
        sentence: the sentence of the number.
        number: the number.
        start: where its clause begins.
        metric: what it measures.
    """
    said = (sentence.text[a:b].lower() for a, b in marks.spans("planned", start, number.start))
    if any(not (number.kinds & COUNTS and words in _WHERE_ONE_BUILDS) for words in said):
        return True
    spends = "money" in number.kinds and _PLANS_TO_SPEND.search(sentence.text, start, number.start)
    # will cut emissions by 4 kt, or| 10%
    start = sentence.start if names_nothing(sentence.own_label(number)) else start
    will = metric not in sentence.roles.dividends and _WILL_EN.search(sentence.text, start, number.start)
    begun = metric == sentence.roles.power_built and _is_begun(sentence, number)
    if spends or will or begun or (metric in sentence.roles.yields and _brings_later(sentence, number)):
        return True
    in_plan = _IN_PLAN.search(sentence.text, start, number.start)
    aimed = "目标" in sentence.text and lists_aims(sentence.text, sentence.start, number.start)
    if aimed or (in_plan and _CAME_TO.match(sentence.text, number.unit_end)) or _would(sentence, number):
        return True
    if "将" not in sentence.text[sentence.start : number.start]:
        return False
    if _WILL_DO.search(sentence.text, start, number.start):
        return True
    will = _WILL.search(sentence.text, sentence.start, number.start)
    return will is not None and _DONE.search(sentence.text, will.end(), number.start) is None


def _brings_later(sentence: Sentence, number: Number) -> bool:
    """Whether a number is what an investment will bring that its sentence calls planned."""
    plan = _PLANS_TO_BUILD.search(sentence.text, sentence.start, number.start)
    return plan is not None and _DONE.search(sentence.text, plan.end(), number.start) is None


def _would(sentence: Sentence, number: Number) -> bool:
    """Whether a number is what a project will bring once it stands, or what is going to be given to so many."""
    said = _WOULD.search(sentence.text, max(sentence.start, number.start - _WOULD_REACH), number.start)
    return said is not None and _DONE.search(said[0]) is None


def _is_begun(sentence: Sentence, number: Number) -> bool:
    """Whether a plant is one whose building the sentence before says is begun, and nothing says that it stands."""
    before = sentence.previous
    if before is None or not _THIS_ONE.match(sentence.text, sentence.start):
        return False
    told = before.text[before.start : before.end]
    stands = _STANDS.search(told) or _STANDS.search(sentence.text, sentence.start, number.start)
    return _BEGUN.search(told) is not None and stands is None


def lists_aims(text: str, start: int, end: int) -> bool:
    """Whether a sentence says that what it lists is aimed at, not that it was reached."""
    found = _AIMS.search(text, start, end)
    return found is not None and _WAS_REACHED.search(text, start, found.start()) is None


def is_proposed(marks: Marks, sentence: Sentence, number: Number) -> bool:
    """Whether a dividend is one that the meeting has yet to decide on, and no sum of those paid so far.

    Args:
        marks: marked words of the passage.
        sentence: the sentence of the number.
        number: the dividend.
    """
    told = marks.spans("proposed", sentence.start, number.start)
    told = [*told, *(one.span() for one in _DRAWN_UP.finditer(sentence.text, sentence.start, number.start))]
    if told and _PAID_SO_FAR.search(sentence.text, told[-1][1], number.start) is None:
        return True
    return not told and _PROPOSED_BEHIND.match(sentence.text, number.unit_end) is not None
