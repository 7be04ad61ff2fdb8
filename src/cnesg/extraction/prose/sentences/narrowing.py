"""Phrases that narrow a fact to a part: the plant that a clause is about, the kind named before the wording.

`{}` is the company as a whole. A clause that begins with a part's name (城东电厂, 集中培训方面) speaks of that part,
and so do the clauses after it until another subject comes; the company's own names are no part.
"""

import re

from cnesg.extraction.breakdowns import name_alone, residual
from cnesg.extraction.clauses import AND
from cnesg.extraction.documents.company_names import CompanyNames
from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.businesses import achieves, business_of_results, results_of_part, tells_results
from cnesg.extraction.prose.sentences.heading_names import in_reach, name_in, plant
from cnesg.extraction.prose.sentences.list_items import in_list, is_item, numbers_item
from cnesg.extraction.prose.sentences.name_stems import NO_PLANT, stem
from cnesg.extraction.prose.sentences.sentence import Choice, Sentence, width
from cnesg.extraction.prose.sentences.sums import sums_clauses
from cnesg.extraction.prose.sentences.units_below import units_below
from cnesg.framework.regexes import regex
from cnesg.framework.word_patterns import any_of
from cnesg.text.headings import numbered_depth

_LEAD = regex(
    r"(?:[\s•●◆■♦★▲►▶√✓*>\-–—·:：]|\d{1,2}(?:\.\d{1,2}){1,4}|\d{1,2}[、.)]|[A-Za-z][.、)](?=[\u4e00-\u9fff])|[a-z](?=[\u4e00-\u9fff]{3})|截[至止]到?|(?:19|20)\d\d年(?:度|底|末|[上下]半年)?|\d{1,2}月(?:份|\d{1,2}日)?|报告期[内末止]?|全年|年内"
    r"|期间|目前|其中|此外|例如|如(?=[\u4e00-\u9fff()]{4,20}公司)(?!如?[皋东果何下期实此意今有])|另外|同时|今年|本年度?|当年|经测算|经统计|仅|在(?![线岗册建]|职(?!业))|由|对|为|即|而|,)*"
    r"(?:作为[^,，。;；]{2,30}?的(?=[\u4e00-\u9fff()]{4,24}有限(?:责任)?公司))?"
    r"(?:[\u4e00-\u9fff]{2,12}(?:生产|经营|实施|运营)主体)?(?:(?:下属|所属|控股|全资|权属|旗下|成员)?(?:子公司|(?:下属|所属|控股|全资|权属|旗下|成员)(?:公司|企业|单位))(?=[\u4e00-\u9fff])|(?:下属|旗下)的?(?=[\u4e00-\u9fff]{4})|(?:所属|权属)(?!燃煤|燃气|火电|水电|煤矿|电厂|各|所有|全部)(?=[\u4e00-\u9fff]{4}))?"
)
_WHEN = regex(  # all that a clause before the subject may say
    r"(?:[\s,，]|例如|比如|同时|此外|另外|(?:19|20)\d\d年(?:度|底|末|初|[上下]半年)?|\d{1,2}月(?:份|\d{1,2}日)?|报告期[内末止]?|全年|年内|期间|目前|今年|本年度?|当年|截[至止]到?)+"
)
_SUBSIDIARY = regex(r"子公司|分公司|分行|支行|支公司")  # a part that goes on acting in the sentences behind
_NAME_OF_GROUP = regex(r"[\u4e00-\u9fff]{2,8}?(?:集团|股份|控股)(?!股份|有限|公司|集团)(?=[\u4e00-\u9fff]{2})")
_COMPANY = regex(r"(?:本公司|我公司|我司|集团公司|公司|集团|我们|全(?:系统|公司|集团))")
_WE = "我们"
_ANY_COMPANY = regex(r"公司|集团|[。;；]")
_ITSELF = regex(r"该?公司(?!总部|本部|下属|所属|及|和|与|各|全体|股东|董事|旗下|系统)")  # and no part of it
_BELONGING = regex(
    r"(?:投资企业[-—－:：]|所属|下属|旗下|控股|全资|参股|重要|主要|的)*(?:(?:子公司|(?<=[属下资])(?:单位|企业|公司))(?=[\u4e00-\u9fff\"“]{4}))?"
)
_INTRODUCED = regex(r"(?:所属|下属|旗下|控股|全资|子公司)$")  # the name of a part follows
_NAME_ENDS = regex(r"全年|年度|本年|今年|全面|作为|(?:19|20)\d\d|[^\u4e00-\u9fff]")
_NO_ONE_PART = regex(r"单位|企业|公司|机构|部门|基层|员工|职工|工会|团委|党|矿井|门店|网点|项目|机组")  # any
_IN_FIELD = regex(r"^[在于]([\u4e00-\u9fff]{2,10})(?:方面|领域|上)$")  # 在职业健康方面|投入
_HAN = regex(r"[\u4e00-\u9fff]")
_DATE = regex(r"(?:19|20)?\d\d年[度底末初]?|年[初底末]|仅?\d\d?月份?(?:\d\d?日)?就?|[一二三四上下]半?[季年]度?")
_SEVERAL = regex(r"[\d一二三四五六七八九十两几多余各][家个座]")
_LISTED = regex(rf"\s?(?:[、,]?(?:{AND})|等|、)")
_OF_TWO = regex("[和与及、]")
_STANDS = regex(  # 总部|设在东州,员工总数9,000人; 控股子公司|18家,员工2,600人: of the whole
    r"现?(?:设[在于]|位于|坐落|地处|落户|迁至|座落)|(?:共计?|合计|现?有|总数|数量|达到?|约|近)*\s?\d+\s?[余多]?[家个]"
)
_ALL_OF_IT = regex(r"(?:核心|主营|主要|各项|整体|传统)业务(?:继续|持续|运行)?(?:保持|平稳|稳健|稳定|健康)")
_NO_NAME = "请邀及和与等各全本该其多数几两一二三四五六七八九十每所有我0-9这此另某新如同个"
_NO_START = (  # 公司系统企业: all of the company; 检查企业, 优化车间布局: a verb
    rf"[{_NO_NAME}]|系统|以上|上述|以下|前述|再到|[检排抽]查|培训(?!中心|学院|学校)|合作(?!社)|开发(?!区)|研制|优化"
    "|改进|推广|盘活|(?:中央|国有|民营)企业|总[厂行]"
)
_PLACES = (  # whose names begin like a number or a word that no name begins with: 四川
    r"[一二三四五六七八九十]号(?=车间|厂|矿|井|线)|四川|四平|三峡|三门峡|三亚|三明|三门|三河|三沙|九江|九寨|五台|六安|六盘水|七台河|十堰|两江"
    "|新疆|新华|新乡|新余|新会|新沂|新郑|新津|新昌|新泰|新民|新野|如皋|如东|全椒|全州|本溪|多伦|同江"
)
_IN_NAME = '[^在向对为将以与和及的了共由从被把、,。;:()《》\\s"“”]'
_VERBS = tuple("用耗排购")  # at the end of a phrase: 滨江园区用|电量
_FUNDS = regex(r"(?:专项|专用)?(?:经费|资金|费用)$")  # 安全经费|投入: that of what the metric says already
_ENDS_OF_NOUNS = r"(?<=[棉冬夏丝绒巾薄厚暖])被|(?<=[青少中老])年"  # 棉被 is no passive, 青年 no year
_ADDRESS = regex(r"(?i)www|\.(?:com|org|cn)")  # of a site, printed across the page
# 在马拉松活动现场|捐款, 家庭有特殊|困难的员工, 到省城两所学院|参加培训
_NO_KIND = regex(
    r"(?:[Tt]恤|马甲|现场|仪式上?|有特殊|有一定|有|学院|大学|外地|有限|(?:董事长|总经理|总裁|书记|行长|主席)代表)$|^[站池塔炉罐泵井](?!点)"
)  # 污水|站扩建
_COUNT = regex(r"\d[\d.,]*(?:(?:余|多)?[次场个项期名人家份]|[余多](?![\u4e00-\u9fff])|[万亿]?[股元吨])")
_FOR_EXAMPLE = regex(r"(?:以|如|例如)([^,，。;；]{2,14}?)为例")  # 以滨江园区为例,志愿者达420人
_INSPECTED = regex(r"(?:检查|排查|巡查|抽查|督查|走访|调研|服务|约谈)(?:各|辖区|所属|下属)?企业")  # 检查企业|90家次
_NUMBERED = regex(
    r"第?[一二三四五六七八九十]{1,2}(?:分公司|公司|分厂|工厂|厂|矿|项目部|工程局)(?![\u4e00-\u9fff]?[级类])"
)  # 五公司
_PER = regex(
    r"(?:集团|全年)?(?:折合)?(?:单|吨|千升|百升|每|百?万元)"
)  # 单车综合能耗, 吨纸取水量: what it is per, no part
LONGEST_PHRASE = 18.0
_OF_FIRMS = regex(r"[^,，。;；]{2,12}(?<![分支子总])公司(?:[、和与及][^,，。;；]{2,12}公司)?")  # names of firms
_SHORTEST_NAME, _LONGEST_NAME = 3, 8  # characters of a part's short name
_HALF_QUOTED = regex(r'^[^"“”]*["“]([^"“”]+)$')  # 推广“五小
_RUN_OF_MARKS = regex(r"^.*[-—_=*.·]{3,}")  # what is left of a frame or a leader
_SERVICE = regex(r"服务(?:(?:客户|顾客|用户|人员|类)?(?:总体?|整体|综合)?)$")  # a verb, but for the end of a phrase
_BUILT = regex(r"[\u4e00-\u9fffA-Za-z0-9()“”\"+/、·—-]{4,}(?:改造|项目|工程|技改|系统)(?:建设|节能)?")
_FEWEST_OF_A_PROJECT = 2.0  # characters that generic words leave of its name
_CUT_OFF = regex(r"^[率度额](?:以及|[及和与、])")  # 监测完成|率及|污染物达标率: the end of another noun


class Narrower:
    """Finds what narrows a number; holds the patterns and the company's own names."""

    def __init__(self, know: Knowledge, names: CompanyNames | None = None) -> None:
        self.know = know
        self.names = names or CompanyNames()
        self.words = know.lexicon.grammar.narrowing
        self.sited = self.words.sited
        endings = [(e, dimension) for dimension, words in self.words.endings.items() for e in words]
        endings.sort(key=lambda pair: -len(pair[0]))
        self._dimension = dict(endings)
        either = "|".join(re.escape(e) for e, _ in endings) or "(?!)"
        self._part = re.compile(
            rf"((?:(?={_PLACES})|(?!{_NO_START}))(?:在[线岗职建])?{_IN_NAME}{{1,14}}?|)(?!{NO_PLANT})({either})(?!(?<=业)务|的?(?:客户|股东|领导|周边|附近)|屋顶|责任|形象|文化|精神|公司|有限|股份|集团|厂(?!房|区)|(?<=厂)[长家商址区房]|慈善)"
        )
        built = any_of(self.words.endings.get("project", ()))
        self._project = re.compile(rf"((?:(?={_PLACES})|(?!{_NO_START})){_IN_NAME}{{2,20}}?)(?:{built})(?!部)")
        unbroken = any_of(know.lexicon.marks("unbroken").all())
        self.breaks = re.compile(rf"(?!{unbroken}|{_ENDS_OF_NOUNS})(?:{any_of(self.words.breaks)})")
        self.no_name = re.compile(any_of((*self.words.breaks, *self.words.no_name)))
        self.verbs_at_end = re.compile(rf"(?:{self.breaks.pattern})+$")
        self.generic = re.compile(any_of(self.words.generic))
        self._empty = re.compile(rf"(?:{any_of(self.words.empty)}|\W|\d)++")

    def subject(self, sentence: Sentence, number: Number, choice: Choice) -> dict[str, str]:
        """The part of the company that a number is about.

        What its clause begins with, or the nearest clause before that names a subject; where none does, what the
        sentence before or the heading is about.
        """
        metric = choice.fit.metric
        if metric in self.words.whole and metric not in self.words.results | self.words.accounts:
            return {}
        stop = min(number.start, choice.hit.start) if choice.role == "clause" else number.start
        index = sentence.clauses.index(number.start)
        at = number.start
        summed = sums_clauses(sentence, number, metric)
        while at >= sentence.start and index >= 0:
            start, end = sentence.clauses.span(at)
            part = summed and any(start <= at_number < end for at_number in sentence.read)
            if not in_list(sentence, start) and not part:
                told = self.named_at(sentence.text, max(start, sentence.start), min(end, stop), metric)
                if metric in self.words.whole:  # told in their own clause or heading, or of the whole
                    headed = told is None and metric in self.words.results and self.company_headed(sentence.headings)
                    clause = sentence.text[max(start, sentence.start) : min(end, stop)]
                    own = told if told and self._has_results(told, clause) else headed
                    if not own and told is None:
                        own = self._of_account_before(sentence, number)
                    if not own and told is None and metric in self.words.results:
                        own = self._of_business_before(sentence, number, start)
                    return own or (self._segment(sentence, number, start) if metric in self.words.results else {})
                item = bool(told) and at < number.start and is_item(sentence, start, end, told or {}, number)
                if told is not None and not item:
                    return told or self._meant_below(
                        sentence, max(start, sentence.start), metric, own=at == number.start
                    )
            at, index = start - 2, index - 1
        scope = self.scope(sentence)
        alien = metric in self.words.whole or ("project" in scope and metric not in self.words.projects)
        return {} if alien else dict(scope)

    def _has_results(self, told: dict[str, str], clause: str) -> bool:
        """Whether the part that a clause begins with has results of its own: a business, or a company named so."""
        if tells_results(told) or results_of_part(clause, told):
            return True
        name = told.get("entity", "")
        known = name in self.names.others_short or name in self.names.others
        return bool(self.names.full) and name.endswith("公司") and known

    def _of_account_before(self, sentence: Sentence, number: Number) -> dict[str, str]:
        """The company of the account just told: 南江租赁公司营业收入52万元,净利润|27万元."""
        last = max((start for start in sentence.read if sentence.start <= start < number.start), default=None)
        if last is None or sentence.read[last][0].fit.metric not in self.words.accounts:
            return {}
        rest = sentence.text[last : number.start]
        entity = sentence.read[last][1].get("entity", "")
        return {"entity": entity} if entity and not _ANY_COMPANY.search(rest) else {}

    def _of_business_before(self, sentence: Sentence, number: Number, start: int) -> dict[str, str]:
        """The only business of the clauses before, of which nothing was read: 煤炭业务稳中有升,|实现营业收入8亿元."""
        found: list[dict[str, str]] = []
        at = start - 2 if achieves(sentence.text[max(start, sentence.start) : number.start]) else -1
        while at >= sentence.start:
            begin, end = sentence.clauses.span(at)
            begin = max(begin, sentence.start)
            told = self.named_at(sentence.text, begin, end, "")
            if any(begin <= read < end for read in sentence.read) or (told is not None and not tells_results(told)):
                return {}
            found += [told] if told else []
            at = begin - 2
        return found[0] if len(found) == 1 else {}

    def _segment(self, sentence: Sentence, number: Number, start: int) -> dict[str, str]:
        """The business right before wording of results, with nothing else before it: 分销|营业收入, 投资板块|收入."""
        text = sentence.text[max(start, sentence.start) : number.start]
        lead = _LEAD.match(text)
        told = business_of_results(text, lead.end() if lead else 0)
        return {"segment": told} if told and not self.names.mean(told) else {}

    def heading_scope(self, headings: tuple[str, ...]) -> dict[str, str]:
        """The part that the innermost heading names and nothing else: 城东热电; the one above a numbered one."""
        return next((told for name in in_reach(headings) if (told := self._headed(name))), {})

    def _headed(self, name: str) -> dict[str, str]:
        """The part that is all of a heading."""
        found = self._part.fullmatch(name)
        before = found[1] if found and self._dimension[found[2]] in {"entity", "site"} else plant(name)
        if len(before) >= 2 and self.generic.sub("", before):
            known = self.narrows(name) and not (self.no_name.search(before) or self.names.mean(name))
        else:
            known = self.names.other(name)
        if not known and self._names_project(project := name.strip(")）]】>》 \t")):
            return {"project": project.lower()}
        return {"entity": name.lower()} if known else {}

    def _meant_below(self, sentence: Sentence, start: int, metric: str, *, own: bool) -> dict[str, str]:
        """The part that a clause means by 公司, right below the numbered heading that names it: (2)机械分公司.

        A project is meant only where the number stands in a later clause (`own`): 公司全年节电 is of the company.
        """
        lead = _LEAD.match(sentence.text, start)
        itself = _ITSELF.match(sentence.text, lead.end() if lead else start)
        if not itself or not sentence.headings or numbered_depth(sentence.headings[-1]) is None:
            return {}
        told = self._headed(name_in(sentence.headings[-1]))
        return told if "entity" in told or (not own and metric in self.words.projects) else {}

    def company_headed(self, headings: tuple[str, ...]) -> dict[str, str]:
        """The company whose full name the innermost heading is: what stands below are its accounts."""
        told = self.heading_scope(headings)
        return told if told.get("entity", "").endswith("公司") else {}

    def _names_project(self, name: str) -> bool:
        """Whether a heading names one project: 地下车库照明节能改造, and not 节能改造项目."""
        if _BUILT.fullmatch(name) is None or self.breaks.search(name) or self.no_name.search(name):
            return False
        return _SEVERAL.search(name) is None and width(self.generic.sub("", name)) >= _FEWEST_OF_A_PROJECT

    def before_wording(self, text: str, metric: str) -> dict[str, str]:
        """What the words of a label before the metric's wording say: the part whose name they are, or the kind."""
        found = self._part.fullmatch(text)
        if found and len(found[1]) >= 2 and not self.no_name.match(found[1]) and not _SEVERAL.search(text):
            dimension = self._dimension[found[2]]
            known = dimension != "topic" and self.narrows(text) and not self.names.mean(text)
            return {dimension: (found[1] if dimension == "segment" else text).lower()} if known else {}
        kind = self.phrase(text, metric) if metric in self.words.metrics else ""
        return {"type": kind} if kind else {}

    def scope(self, sentence: Sentence) -> dict[str, str]:
        """What a sentence is about unless it says so: what those before it named, or the heading.

        Most sentences hold no number that asks for it: it is told of the sentences before only then.
        """
        untold = [sentence]
        while untold[-1].scope is None and (before := untold[-1].previous) is not None:
            untold.append(before)
        for one in reversed(untold):
            if one.scope is None:
                one.scope = self.heading_scope(one.headings) if one.previous is None else self.scope_after(one.previous)
        return sentence.scope or {}

    def scope_after(self, sentence: Sentence) -> dict[str, str]:
        """What the sentence after this one is about unless it says so: the part or the company that this one named."""
        start = sentence.start
        _, end = sentence.clauses.span(start)
        while end + 1 < sentence.end and (_WHEN.fullmatch(sentence.text, start, end) or numbers_item(sentence, end)):
            start = end + 1  # 2016年,|子公司东方保险创新; 2、|江南公司:落实
            _, end = sentence.clauses.span(start)
        told = self.named_at(sentence.text, start, end, "")
        known = (entity := (told or {}).get("entity", "")) in self.names.parts | self.names.others_short
        later = start > sentence.start and not (known or _OF_FIRMS.fullmatch(entity))
        part = sentence.text[sentence.end - 1] == ";" or _SUBSIDIARY.search(sentence.text, start, end)
        if told is None or (later and not part):
            return sentence.scope or {}
        listed = "segment" in told and sentence.text[sentence.end - 1] == ";"
        return told if listed or set(told) & {"entity", "site", "project"} else {}

    def named_at(self, text: str, start: int, end: int, metric: str) -> dict[str, str] | None:
        """The part that a clause begins with; {} where it begins with the company itself, None where with neither."""
        if (units := units_below(text, start, self.words.alone)) and self.breaks.match(text, units[0]):
            return units[1]
        clause = text[start:end]
        lead = _LEAD.match(clause)
        at = lead.end() if lead else 0
        itself = _COMPANY.match(clause, at)
        itself = None if itself and itself[0] == _WE and self.names.we_are_parts else itself
        own = "" if itself else self.names.begins_own(clause[at:])
        if itself:
            belonging = _BELONGING.match(clause, itself.end())
            at = belonging.end() if belonging else itself.end()
        if (known := self._known_at(clause, at, metric)) or _ALL_OF_IT.match(clause, at):
            return known  # 核心业务保持稳定,实现营业收入5亿元: no part
        found = self.names.branch(self._part, clause, at) or self._part.match(clause, at)
        if found and self.names.mean(found.group()) and (branch := self._part.match(clause, found.end())):
            found = branch if len(branch[1]) >= 2 else found  # its own full name before that of a branch
        nothing: dict[str, str] | None = {} if itself or own else None
        if found is None or (len(found[1]) < 2 and found[2] not in self.words.alone):
            introduced = self._introduced(clause, at) if _INTRODUCED.search(clause, 0, at) else ""
            listed_first = text.startswith("、", end) and clause.endswith(introduced or "、")
            told = {} if listed_first else {"entity": introduced.lower()}  # 下属商业集团|、物流集团等,从业人员4,000人
            return told if introduced else nothing
        dimension, name = self._dimension[found[2]], found.group()
        listed = _LISTED.match(text, start + found.end())
        both = self._two_together(text, start + at, start + found.end(), dimension) if listed else ""
        if listed and not self.no_name.search(found[1]):
            nothing = {}  # 江北公司、|江南公司: no longer the part before
        if (
            listed
            or _SEVERAL.search(name)
            or self.no_name.search(stem(found))
            or _STANDS.match(text, start + found.end())
        ):
            return {dimension: both.lower()} if both else nothing
        if (dimension == "topic" and metric not in self.words.topics) or _INSPECTED.fullmatch(name):
            return nothing
        business = dimension in {"segment", "topic"}
        name = self.names.without_own(found[1]) if business else name_alone(dimension, name)
        return {dimension: name.lower()} if self.narrows(name) and not self.names.mean(name) else {}

    def _two_together(self, text: str, start: int, end: int, dimension: str) -> str:
        """Two parts that a clause is about together: 江北化工公司和江南化工公司|全年节水9万吨; else empty."""
        joint = _OF_TWO.match(text, end) if dimension in {"entity", "site"} else None
        other = self._part.match(text, joint.end()) if joint else None
        if (
            other is None
            or self._dimension[other[2]] != dimension
            or len(other[1]) < 2
            or self.no_name.search(other[1])
        ):
            return ""
        names = text[start:end], other.group()
        alike = all(self.narrows(one) and not self.names.mean(one) for one in names)
        return "" if not alike or _LISTED.match(text, other.end()) else text[start : other.end()]

    def _known_at(self, clause: str, at: int, metric: str) -> dict[str, str]:
        """A subsidiary of the report's, a project or a numbered part that a clause begins with.

        A project may hold the name of the plant it is in: 城东煤矿余热利用项目.
        """
        other = self.names.begins(clause[at:])
        if other and not self.no_name.search(other):
            longer = self._part.match(clause, at)  # 江北日化|东厂区
            if longer and len(longer[1]) > len(other) and self._dimension[longer[2]] == "site":
                return {"site": longer.group().lower()}
            return {"entity": other.lower()}
        built = self._project.match(clause, at) if not metric or metric in self.words.projects else None
        if built and not self.no_name.search(built[1]) and not _SEVERAL.search(built[1]):
            return {"project": built.group().lower()}
        example = _FOR_EXAMPLE.match(clause, at)
        shown = self._part.fullmatch(example[1]) if example else None
        if shown and not (self.no_name.search(shown[1]) or self.names.mean(shown.group())):
            return {self._dimension[shown[2]]: shown.group().lower()}
        numbered = _NUMBERED.match(clause, at)
        return {"entity": numbered.group()} if numbered else {}

    def _introduced(self, clause: str, at: int) -> str:
        """The name behind 子公司 or 所属 that ends like no part's, up to the next verb: 子公司恒源化工|累计捐款."""
        end = _NAME_ENDS.search(clause, at)
        name = clause[at : end.start() if end else len(clause)]
        verb = self.breaks.search(name)
        name = name[: verb.start()] if verb else name
        known = _SHORTEST_NAME <= len(name) <= _LONGEST_NAME and name[0] not in _NO_NAME
        known = known and _NO_ONE_PART.match(name) is None
        known = known and not (self.no_name.search(name) or _SEVERAL.search(name) or self.names.mean(name))
        return name if known and self.narrows(name) else ""

    def phrase(self, text: str, metric: str = "") -> str:
        """What is left of words before a wording: the part after the last verb or preposition, without fillers."""
        text = _DATE.sub("", text)
        cuts = list(self.breaks.finditer(text))
        noun = _SERVICE.search(text)
        if noun and cuts and cuts[-1].start() == noun.start():
            before = cuts[-2].end() if len(cuts) > 1 else 0
            cuts = cuts[:-1] if noun.start() - before >= 2 else cuts  # |仓储服务|客户
        left = residual(self.know, _CUT_OFF.sub("", text[cuts[-1].end() :]) if cuts else text)
        left = residual(self.know, left[:-1]) if left.endswith(_VERBS) else left  # 之总耗|电量
        left = _IN_FIELD.sub(r"\1", left)
        if own := next((name for name in self.names.short if left.startswith(name)), ""):
            left = residual(self.know, left[len(own) :])  # 东江科技|全球研发人员
        elif (named := _NAME_OF_GROUP.match(left)) and self.names.mean(named[0]):
            left = residual(self.know, left[named.end() :])  # 东江智能集团|员工培训经费
        left = residual(self.know, _HALF_QUOTED.sub(r"\1", _RUN_OF_MARKS.sub("", left)))
        if (
            not 2 <= width(left) <= LONGEST_PHRASE
            or not _HAN.search(left)
            or _COUNT.search(left)
            or not (self.narrows(left) or left in self.words.telling.get(metric, ()))
            or _FUNDS.sub("", left) in ("", *self.words.own.get(metric, ()))
            or self.names.mean(left)
            or _ADDRESS.search(left)
            or _NO_KIND.search(left)
            or (metric in self.know.lexicon.roles.of_production and _PER.match(left))
        ):
            return ""
        return left.lower()

    def narrows(self, name: str) -> bool:
        """Whether a name says more than words that narrow nothing."""
        return self._empty.fullmatch(name) is None

    def up_to_verb(self, text: str) -> str:
        """What stands before the first verb or preposition of a text."""
        return text[: verb.start()] if (verb := self.breaks.search(text)) else text
