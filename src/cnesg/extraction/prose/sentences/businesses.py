"""The business or division whose results a sentence tells: 分销|营业收入, 投资板块|收入."""

from cnesg.framework.regexes import regex

_OF_BUSINESS = regex(
    r"(?:本?公司的?|本?集团的?|全年)?(?:([\u4e00-\u9fff]{2,10}?)(?:业务板块|业务分部|板块|业务|事业部|分部|产业|产品)"
    r"|(分销|零售|批发|电商|线上|线下|出口|内销|外销|直营|加盟))(?:实现|完成|取得|达成)?(?:营业|销售|经营|主营)?(?:总)?收入"
)
_DIVISIONS = ("事业部", "分部", "事业群")
_NO_BUSINESS = regex(
    r"合并|累计|总|年度|全年|年|主营|公司|集团|全部|当期|本期|同期|季|月|预|计划|目标|完成|平均|人均|归属|上市|综合|整体|口径|报表|并表|汇总"
    r"|每|单位|万|亿|其|实现|达|营业|国有|我国|行业|全[市省国]|规模|企业|客户|供应|母|本|该|此|新增|增|同比|净|毛|利润|资产|占|的|了|为|是|有|使|将|由|在|及|和|与|等|银行|股份|未来|以|全|贡献|带来|创造|取得|拉动|带动|销售|家|个|名|第|近|超|过|突破|新"
)


_BELONGS = regex(r"(?:下属|所属|旗下|控股|全资|子公司|权属)的?(?:全资|控股|二级|骨干|重点|主要)?(?:子?公司|企业)?$")
_BRANCHES = ("分公司", "子公司", "分行", "支行")


_ACHIEVES = regex(
    r"[\s,，]*(?:(?:19|20)\d\d年度?|报告期内?|年内|全年|本年度?|累计|共计?|合计)*(?:实现|完成|取得|达成)(?!了?(?:合并|归属))"
)


def achieves(clause: str) -> bool:
    """Whether a clause of results names nobody whose they are: 实现销售收入, 全年完成营业收入."""
    return _ACHIEVES.match(clause) is not None


def results_of_part(clause: str, told: dict[str, str]) -> bool:
    """Whether a clause says that the company it names belongs to the reporting one: 下属|东洋化工公司实现净利润.

    Args:
        clause: the clause up to its number.
        told: the part that it begins with.
    """
    name = told.get("entity", "")
    if not name:
        return False
    return name.endswith(_BRANCHES) or _BELONGS.search(clause.lower().partition(name)[0]) is not None


def tells_results(told: dict[str, str]) -> bool:
    """Whether results are those of the part named: of a business or a division."""
    return "segment" in told or told.get("entity", "").endswith(_DIVISIONS)


def business_of_results(text: str, start: int) -> str:
    """The business named right before wording of results; empty without one.

    Args:
        text: a clause up to its number.
        start: where what may be the name begins.
    """
    found = _OF_BUSINESS.match(text, start)
    told = found[found.lastindex or 0] if found is not None else ""
    return "" if _NO_BUSINESS.search(told) else told
