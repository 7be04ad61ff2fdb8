"""What a report calls the company it is about, and other companies that it names."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from cnesg.extraction.documents.named_after_places import named_after_places
from cnesg.framework.lexicon import Found, Lexicon
from cnesg.framework.phrase_table import matching_form
from cnesg.framework.regexes import regex
from cnesg.text import fold

_FULL_NAME = regex(  # behind its number in a list: (一)东江航运有限公司
    r"(?<!\((?=[一二三四五六七八九十]))(?!\)|\([一二三四五六七八九十]+\))(?:(?!的)[\u4e00-\u9fff()]){2,24}?(?:股份有限公司|有限责任公司|集团有限公司|有限公司)"
)
_BROKEN_ENDING = regex(  # 东江租赁 有限公司, 东江租赁有限 公司: where a line ended
    r"(?<=[\u4e00-\u9fff]) (?=(?:股份)?有限(?:责任)?公司)|(?<=股份) (?=有限)|(?<=有限) (?=公司|责任)"
    r"|(?<=有) (?=限公司|限责任)|(?<=责任) (?=公司)|(?<=限公) (?=司)"
)
_BEFORE_NAME = regex(  # 本报告是|东江水泥股份有限公司, 下属子公司|东江环保有限公司
    r"^(?:[\u4e00-\u9fff]{0,6}报告(?:是|系|为|由)|[\u4e00-\u9fff]{0,8}子公司|[由是系为对向与和及年至到按将])(?=[\u4e00-\u9fff]{4})"
)
_SAYS_UNIT = regex(r"(?:计量)?单位\s?[:：]")
_NAME_ALONE = regex(r"[\u4e00-\u9fff()（）·]{4,30}(?:股份|有限责任|有限)公司")
_TOLD_SHORT = regex(
    r"\s?\((?:以下|下文|下)?(?:简称|称)?[为:]?\s?((?:(?:、|或|和|及|,)?\s?[\"“][^\"“”()]{2,12}(?:\([^\"“”()]{2,6}\))?[\"”])+)"
)
_DEFINED = regex(  # in a list of terms: 2 | 东江水泥/东江/公司 | 指 | 东江水泥股份有限公司
    rf"\s*(?:\d{{1,3}}[\s、.]+)?([\u4e00-\u9fff()/、]{{2,24}}?)[,，、/\s]*\s指\s[\s:：]*({_FULL_NAME.pattern})(?=[\s。;；,，()（]|$)"
)
# 3、东江燃气:上海东江燃气有限公司; 编制单位:东江水泥股份有限公司 calls nobody anything
_DEFINED_BY_COLON = regex(
    rf"\s*(?:\d{{1,3}}[\s、.]+)?[\"“]?([\u4e00-\u9fff()/、\"”“]{{2,24}}?)[\"”]?\s?[:：]\s?({_FULL_NAME.pattern})\s*[。;；]?\s*"
)
_CALLED = regex(  # 根据具体情况,简称为“东江水泥”、“公司”和“我们”
    r"简称(?:为|作)?[:：]?((?:(?:、|或|和|及|,)?\s?[\"“][^\"“”()]{2,12}[\"”])+)"
)
_ORGANISATION_TOLD_SHORT = regex(  # 下属|东江职业技术学院|(以下简称“东职院”)
    r"(?:[\u4e00-\u9fff]{0,10}?(?:下属|所属|旗下|控股|全资|子公司|权属)(?:的|子公司|企业|单位)*)?"
    r"([\u4e00-\u9fff]{4,20}(?:学院|大学|医院|研究院|研究所|设计院|基金会|工厂|电厂|煤矿|分公司|事业部|项目部|分行))"
    r"\((?:以下|下文)?简称[为:]?\s?[\"“]([^\"“”()]{2,8})[\"”]\)"
)
_QUOTED = regex(r"[\"“]([^\"“”]{2,12})[\"”]")
_REPORT = regex(  # 东江控股有限公司 环境、社会及管治报告 2022/23
    r"[^。;；:：]{2,30}有限公司[^。;；:：]{0,30}(?:报告|報告)(?:[书書]|全文|摘要)?[\s\d/年度]*"
)
_TITLED = regex(  # 东江药业|2024年度环境、社会及公司治理(ESG)报告: what stands before the year
    r"[《\s]*([\u4e00-\u9fff]{3,10}?)\s?(?:20\d\d(?:[/-]\d\d)?\s?年?度?)\s?[^。;；,，:：\d]{0,30}(?:报告|年报)(?:[书》]|全文|摘要)*\s*"
)
_LEGAL = regex(r"股份|有限|责任|公司|集团|控股|[()]")
_ITSELF = regex(r"(?:本|我|集团|各|母|总|全)?(?:公司|集团)|我们|[我本全]行|我司|我公司|企业|股份公司|上市公司|本集团")
# 子公司|天安...: where the name ends, the report's other lines tell
_PART_BEGINS = regex(
    r"(?:子公司|(?:下属|所属|控股|全资|权属|旗下|成员)(?:公司|企业|单位))[\s\"“]*(?=([\u4e00-\u9fff]{3,6}))"
)
_PART_IN_FULL = regex(r"(?:^|[。;；\s])(?:(?:19|20)\d\d年,?)?([\u4e00-\u9fff]{3,5})公司")
_ANNOUNCED = regex(  # behind a company's name: |员工人数:, not |荣获国家奖项 研发绩效
    r"(?:的|(?:19|20)\d\d年?度?)*(?:(?!荣|获|被|签|举[办行]|召开|开展|参[加与]|成为|通过|实现|组织)[\u4e00-\u9fff()、/]){0,14}?(?:情况|统计|数据|一览|指标|绩效|员工[总人]?数|能耗|消耗|用[水电]量?|排放量?|培训)(?:表)?[:：]?"
)
# 旗下的|恒信: where the name ends, the report's other lines tell
_UNDER = regex(r"旗下的?[\s\"“]*(?=([\u4e00-\u9fff]{2,6}))")
_NO_NAME = regex(  # what a group has under its flag, and no name by itself
    r"(?:公司|企业|单位|品牌|酒店|项目|基金|门店|工厂|医院|学校|产品|业务|板块|平台|机构|银行|基地|物业|商场|超市|电厂|网点|员工|媒体|景区|农场|牧场|矿山|团队|部门|业|厂|店)$"
    r"|^(?:各|多|全|所|主|子|分|几|部分|两|三|四|五|六|七|八|九|十|一|拥|有)"
)
_PARTS_LISTED = regex(  # 下属|东江电梯、东江电气、南山轨道|等子公司
    r"(?:下属|旗下|所属|控股|全资|权属|成员)(?:的|各|全资|控股|主要)*(?:子公司|企业|公司|单位)?(?:有|包括|包含|为|是|[:：])?"
    r"((?:[\u4e00-\u9fff]{3,7}?[、和及与]){1,14}[\u4e00-\u9fff]{3,7}?)"
    r"等?(?:[\d两三四五六七八九十多数几]+[家个])?(?:全资|控股|主要|下属)*(?:子公司|企业|公司|单位)"
)
_NEXT_PART = regex("[、和及与]")
_ACTS = (  # what a firm does, and no product
    r"(?:公司|集团)?(?:20\d\d年|全年|年内|积极|先后|主动|还|也|共)*"
    r"(?:组织|开展|荣获|获|举办|投入|捐|坚持|参加|参与|承担|建立|召开|邀请|发起|累计捐|联合|安排)"
)
_TOLD_OFTEN = 3  # times that a part's short name stands in a report that calls a part by it
_TITLE_LINES, _TITLE = 12, 3  # a name in the title counts as often as
_CALLED_COMPANY = 100  # 以下简称“公司” decides
_BRANCH = regex(r"[分支]公司$|中支$|[分支]行$|营业部$|[分工电]厂$|厂区$|园区?$|基地$")
_SHORTEST_LEAD = 3  # characters of the company's own name before that of a part
_LONGEST_PART = 6  # characters of a short name that its full one holds
_BEGINS_OFTEN = 4  # sentences of a part of a report
_GROUP_BEGINS = regex(  # 2023年,|东江智能集团|持续推进
    r"(?:^|[。;；,，:：]|年)\s?((?![本各全该为与和及由在对向把将从以])[\u4e00-\u9fff]{2,8}?(?<!公司)(?<!企业)(?:集团|股份|控股))(?!有限|公司|子公司|旗下|的)",
    re.MULTILINE,
)
_REGION = regex(  # before the name proper
    r"(?:中国|北京|上海|天津|重庆|河北|山西|内蒙古|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|香港|澳门|台湾|广州|深圳|武汉"
    r"|南京|杭州|成都|西安|沈阳|大连|青岛|宁波|厦门|苏州|无锡|长沙|郑州|济南|合肥|福州|昆明|南昌|太原|石家庄|长春|哈尔滨|贵阳|南宁|海口|兰州|银川|西宁|乌鲁木齐|呼和浩特)?(?:省|市)?"
)
_DOES = (  # what a name that begins a sentence is followed by
    r"(?:已|是|将|在|于|与|为|共|也|还|又|全年|荣获|获|坚持|积极|通过|开展|组织|实现|完成|拥有|提供|成功|作为|被|以|按|对|向|把|从|建立|承担|参加|参与|投入|捐|严格|认真|不断|持续|始终|携手|特邀|受邀|联合|邀请|举办"
    r"|牵头|致力|现有|目前|累计|先后|自|年内|主动|推出|采用|根据|针对|依托|借助|立足|20\d\d年)"
)
_BUSINESS = regex(  # what companies deal in, and no name by itself
    r"污水处理|水处理|供水|供热|供电|发电|热力|融资租赁|小额贷款|租赁|担保|典当|期货|信托|商贸|商务|出租|公交|客运|货运|航运"
    r"|安全|环保|环境|节能|科技|工程|建设|建筑|投资|信息|技术|能源|电力|热电|物流|发展|贸易|咨询|管理|服务|物业|置业|地产|金融|保险|证券|银行|基金|水务|燃气|医药|化工|机械|电子|网络|文化|传媒"
    r"|教育|旅游|生态|资源|矿业|煤业|钢铁|水泥|食品|农业|实业|国际|中国|新能源|产业|开发|经营|运输|设备|材料|智能|数据|通信|汽车|航空"
)
_SHORTEST_REST = 2  # characters of what a business is called behind it
_SHORTEST, _LONGEST = 3, 8  # characters of a short name that stands in a full one


def titles_report(text: str) -> bool:
    """Whether a heading is the title of a report with its company's name, which may hold wording: 控股, 环保, 能源.

    >>> titles_report("东江控股有限公司 环境、社会及管治报告 2022/23"), titles_report("社会责任报告编制说明")
    (True, False)
    """
    return _REPORT.fullmatch(text.strip()) is not None


@dataclass(frozen=True)
class CompanyNames:
    """Names in the first lines of a report: the reporting company's, and others'.

    Attributes:
        full: the reporting company's full name, empty where none was found.
        short: short names that the report gives it.
        others: full names of other companies.
        others_short: short names given to these.
        parts: short names of subsidiaries; each is an abridged full name, or stands behind 旗下.
        we_are_parts: the report says of subsidiaries what "we" do: 在恒信,我们建立了; 我们 is no other subject then.
    """

    full: str = ""
    short: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    others_short: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    we_are_parts: bool = False

    @classmethod
    def told_in(cls, lines: Sequence[str]) -> "CompanyNames":
        """From a report's first lines, folded: the company that is named most often is the reporting one."""
        names: Counter[str] = Counter()
        text = _unbroken(lines)
        parts = _short_names_of_parts(text)
        short: dict[str, set[str]] = {}
        for number, printed in enumerate(lines):
            line = _BROKEN_ENDING.sub("", printed) if "司" in printed and " " in printed else printed
            if "公司" not in line:
                continue
            for found in _FULL_NAME.finditer(line):
                if len(_LEGAL.sub("", found.group())) < 2:
                    continue
                name = _BEFORE_NAME.sub("", found.group())
                may_report = "子公司" not in found.group()  # 下属子公司|东江环保有限公司 is not who reports
                names[name] += may_report * (_TITLE if number < _TITLE_LINES else 1)
                if told := _TOLD_SHORT.match(line, found.end()):
                    given = set(_QUOTED.findall(told[1]))
                    short.setdefault(name, set()).update(given)
                    names[name] += _CALLED_COMPANY * any(_ITSELF.fullmatch(s) for s in given)
            if "指" in line and (defined := _DEFINED.match(line)):
                given = {one for one in re.split(r"[/、]", defined[1]) if len(one) > 1}
                short.setdefault(defined[2], set()).update(given)
                names[defined[2]] += _CALLED_COMPANY * any(_ITSELF.fullmatch(s) for s in given)
            elif ":" in line and (defined := _DEFINED_BY_COLON.fullmatch(line)):
                given = {one for one in re.split(r"[/、\"“”]", defined[1]) if len(one) > 1}
                if all(_ITSELF.fullmatch(one) or _in_order(one, defined[2]) for one in given):
                    short.setdefault(defined[2], set()).update(given)
                    names[defined[2]] += _CALLED_COMPANY * (len(given) > 1 and any(_ITSELF.fullmatch(s) for s in given))
        titled = _name_in_title(lines)
        under = _names_under(text) if any("旗下" in line for line in lines) else set()
        we = _says_we(under, lines)
        if not names:
            return cls(
                titled,
                short=_group_told_of(text),
                parts=frozenset(one for one in under if not _in_order(one, titled)),
                we_are_parts=we,
            )
        full = _named_most(names)
        others = frozenset(name for name in names if not full or not _alike(name, full))
        own = {one for told in _CALLED.finditer(text) for one in _QUOTED.findall(told[1]) if _in_order(one, full)}
        given = {s for name in short.keys() - others for s in short[name]}
        own |= {s for s in given if _ITSELF.fullmatch(s) or _in_order(_LEGAL.sub("", s), full)}
        called = {p for p in parts if not _in_order(p, full) and any(_in_order(p, _LEGAL.sub("", o)) for o in others)}
        called |= {one for one in under | _listed_parts(text) if not _in_order(one, full)} | (
            named_after_places(text, "\n".join((full, titled, *own)))
        )
        called |= {one for name in others if (one := _short_in(name, text)) and not _in_order(one, full)}
        theirs = {s for name in others for s in short.get(name, ()) if _ITSELF.fullmatch(s) is None} | (
            _short_names_of_organisations(text, full)
        )
        own = (own - theirs) | ({titled} - {""})
        return cls(full, frozenset(own), others, frozenset(theirs), frozenset(called - own), we)

    def mean(self, name: str) -> bool:
        """Whether a name is the reporting company's: its full name, a short form of it, 本公司, 集团."""
        if _ITSELF.fullmatch(name) or name in self.short:
            return True
        core = _LEGAL.sub("", name)
        if not core or (bool(self.full) and _in_order(core, self.full)):
            return True
        return not self.full and any(core == _LEGAL.sub("", one) for one in self.short)

    def branch(self, part: re.Pattern[str], text: str, at: int) -> re.Match[str] | None:
        """The branch named behind the company's own short name: 东江水泥|连州分公司; None without both.

        Args:
            part: the pattern of names of parts: what is before the ending, and the ending.
            text: a clause.
            at: where its subject begins.
        """
        rest = iter(self.full)
        own = next((n for n, char in enumerate(text[at : at + _LONGEST]) if char not in rest), 0) if self.full else 0
        found = part.match(text, at + own) if own >= _SHORTEST_LEAD else None
        named = found is not None and len(found[1]) > 1 and _BRANCH.search(found[2]) is not None
        return found if named else None

    def without_own(self, name: str) -> str:
        """A name of a business without the company's own before it: 东江能源|智能."""
        own = max((s for s in (self.full, *self.short) if s and name.startswith(s)), key=len, default="")
        return name[len(own) :] if len(name) - len(own) >= _SHORTEST_REST else name

    def cores(self) -> frozenset[str]:
        """The full name without its legal form, and without the place before that: 江苏江北仪表, 江北仪表."""
        core = _LEGAL.sub("", self.full)
        return frozenset({core, core[_REGION.match(core).end() :]} - {""})  # type: ignore[union-attr]

    def other(self, name: str) -> bool:
        """Whether a short text is the name of another company that the report named in full before."""
        if name in self.others_short:
            return True
        if not _SHORTEST <= len(name) <= _LONGEST or self.mean(name):
            return False
        return any(name in _LEGAL.sub("", full) for full in self.others)

    def begins(self, text: str) -> str:
        """The short name of another company or of a part that a text begins with, empty where it begins with none."""
        known = (*self.others_short, *self.parts)
        return max((name for name in known if text.startswith(name)), key=len, default="")

    def begins_own(self, text: str) -> str:
        """The reporting company's name, in full or short, that a text begins with, empty where it begins with none."""
        known = (self.full, *self.short)
        return max((n for n in known if len(n) >= _SHORTEST and text.startswith(n)), key=len, default="")

    def begins_title(self, text: str) -> str:
        """The name of another company, in full or short, whose figures a table's title announces; empty without one."""
        full = max((name for name in self.others if text.startswith(name)), key=len, default="")
        name = full or self.begins(text)
        return name if name and not self.mean(name) and _ANNOUNCED.fullmatch(text, len(name)) else ""


def found_in_cell(lexicon: Lexicon, text: str) -> Found:
    """What a cell of a table names; a company's full name names nothing that it deals in: 某某光伏发电有限公司.

    单位 before a unit says what is counted in, and not for each of what: 用电量(单位:千瓦时).

    Args:
        lexicon: vocabulary and wording.
        text: the cell as printed or folded, in either script.
    """
    text = fold(text)
    plain = _SAYS_UNIT.sub(lambda said: "," * len(said[0]), text) if "单位" in text else text
    found = lexicon.find(matching_form(plain))
    return replace(found, hits=[]) if found.hits and _NAME_ALONE.fullmatch(text) else found


def _group_told_of(text: str) -> frozenset[str]:
    """The group that most sentences of a part of a report begin with, where no full name stands in it."""
    begins = Counter(found[1] for found in _GROUP_BEGINS.finditer(text))
    name, times = max(begins.items(), key=lambda one: one[1], default=("", 0))
    return frozenset({name} if times >= _BEGINS_OFTEN and 2 * times > begins.total() else ())


def _name_in_title(lines: Sequence[str]) -> str:
    """The name before the year in a report's title, empty where no title gives one."""
    found = (_TITLED.fullmatch(line) for line in lines[:_TITLE_LINES])
    return next((match[1] for match in found if match is not None and not _ITSELF.fullmatch(match[1])), "")


def _short_names_of_parts(text: str) -> frozenset[str]:
    """Names that stand behind 子公司, or before 公司 at a sentence's beginning, and often by themselves."""
    found = set()
    for begun in {match[1] for match in _PART_BEGINS.finditer(text)}:
        often = [begun[:n] for n in range(3, len(begun) + 1) if text.count(begun[:n]) >= _TOLD_OFTEN]
        found |= {often[-1]} if often and len(often[-1]) > _SHORTEST else set()
    in_full = Counter(match[1] for match in _PART_IN_FULL.finditer(text))
    found |= {
        name
        for name, times in in_full.items()
        if times > 1 and text.count(name) > times + 1 and _BUSINESS.sub("", name)
    }
    return frozenset(name for name in found if _LEGAL.search(name) is None)


def _named_most(names: Counter[str]) -> str:
    """Who reports; nobody where only parts are named: 下属子公司|东江环保有限公司."""
    most = max(names, key=lambda name: (names[name], -len(name)))
    return most if names[most] else ""


def _short_names_of_organisations(text: str, full: str) -> set[str]:
    """What the report calls schools, hospitals, plants and branches that it names in full once, and none of itself."""
    told = (found.groups() for found in _ORGANISATION_TOLD_SHORT.finditer(text)) if "简称" in text else ()
    return {short for name, short in told if not _ITSELF.fullmatch(short) and not (full and _in_order(name, full))}


def _names_under(text: str) -> set[str]:
    """Names that stand behind 旗下, where the report often says what goes on in them: 在恒信,我们..., 恒信已建立...."""
    found = set()
    for begun in {match[1] for match in _UNDER.finditer(text)}:
        often = [begun[:n] for n in range(2, len(begun) + 1) if text.count(begun[:n]) > _TOLD_OFTEN]
        most = max((text.count(one) for one in often), default=0)
        name = next((one for one in reversed(often) if 2 * text.count(one) > most), "")
        if not name or _NO_NAME.search(name) or len(_BUSINESS.sub("", name)) < len(name):
            continue
        within = len(re.findall(rf"(?:^|[。;；\n])\s*在{name}[,，]", text))
        acts = len(re.findall(rf"(?:^|[。;；\n])\s*{name}{_DOES}", text))
        found |= {name} if within and within + acts > 1 else set()
    return found


def _says_we(names: Collection[str], lines: Sequence[str]) -> bool:
    """Whether a report tells of parts by these names what "we" do there: 在恒信,我们建立了."""
    return any(f"在{name}{comma}我们" in line for name in names for line in lines for comma in ",，")


def _listed_parts(text: str) -> frozenset[str]:
    """The short names of subsidiaries that the report lists together, and of which it tells more than once.

    Args:
        text: the report's first lines.
    """
    listed = {one for found in _PARTS_LISTED.finditer(text) for one in _NEXT_PART.split(found[1])}
    return frozenset(
        one
        for one in listed
        if len(_BUSINESS.sub("", one)) > 1
        and text.count(one) >= _TOLD_OFTEN
        and re.search(rf"(?:^|[。;；,，\"“\s]){one}{_ACTS}", text)
    )


def _unbroken(lines: Sequence[str]) -> str:
    """Lines as one text, in which no name is broken."""
    return re.sub(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff\"“])", "", "\n".join(lines))


def _short_in(name: str, text: str) -> str:
    """What a report calls a company that it names in full: what its name holds, often alone and before a verb.

    Args:
        name: the full name.
        text: the report's first lines.
    """
    core, whole = _LEGAL.sub("", name), text.count(name)
    begins = sorted({0, _REGION.match(core).end()})  # type: ignore[union-attr]
    for length in range(min(_LONGEST_PART, len(core)), _SHORTEST, -1):
        for one in (core[at : at + length] for at in begins if at + length <= len(core)):
            often = text.count(one) - whole >= _TOLD_OFTEN and len(_BUSINESS.sub("", one)) > 1
            if often and sum(1 for _ in re.finditer(rf"(?:^|[。;；,，、\"“\s]){one}{_DOES}", text)) > 1:
                return one
    return ""


def _alike(name: str, full: str) -> bool:
    """Whether a full name is another form of the company's own: 广东东江药业股份有限公司; not 东江药业国际有限公司."""
    core = _LEGAL.sub("", name)
    return _in_order(core, full) or core.endswith(_LEGAL.sub("", full))


def _in_order(short: str, long: str) -> bool:
    """Whether the characters of a short name stand in the long one in this order: 北江纸业, 北江恒丰纸业有限公司."""
    rest = iter(long)
    return all(char in rest for char in short)
