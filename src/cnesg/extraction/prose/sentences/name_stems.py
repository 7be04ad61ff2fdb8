"""What tells one part's name from another's: 东岭 in 东岭能源投资有限公司, whose trade is no verb."""

import re

from cnesg.framework.regexes import regex

_AT_WORK = regex(r"^在[线岗职建]")
_LEGAL_FORM = regex(r"有限(?:责任)?公司")
_TRADE = regex(
    r"(?<=[\u4e00-\u9fff]{2})(?:投资|开发|建设|发展|管理|服务|咨询|贸易|运营|经营|设计|制造|销售|租赁|检测|监理|运输|生产|治理|利用|处理|修复|维护|研究|种植|养殖|加工|回收|安装|施工|采购|供应|配送|采选|冶炼|勘探|开采|繁育|培育|监测|检验|认证"
    r"|集团|控股|股份)+$"
)
NO_PLANT = (  # 产品出厂|合格率, customers' plants, and names that go on: 选煤厂|浮选车间
    r"厂(?=[^,，。;；、\d]{1,6}(?:车间|分厂|基地|项目部|厂区))"
    r"|厂(?=[界内外])|(?<=[出入进建全各本我该代])厂|(?<=主机|整车|协力|外协|委外|合作)厂"
)


def stem(found: re.Match[str]) -> str:
    """A part's name without its ending, and where that is a legal form without the trade before it.

    Args:
        found: the part: group 1 is what stands before the ending, group 2 the ending.
    """
    name = _AT_WORK.sub("", found[1])
    return _TRADE.sub("", name) if _LEGAL_FORM.fullmatch(found[2]) else name
