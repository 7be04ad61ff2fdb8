"""Words of a zero that are a name: of a contest, an honour, or a thing that is sold or built."""

from cnesg.framework.regexes import regex

# what follows makes it a name: 零事故班组创建, “百日安全无事故”竞赛
_NAMED_SO = regex(r"[\"”》]?[^,，。;；、实达]{0,4}(?:班组|竞赛|活动|车间|工段|岗位|创建|评比|行动|项目部|主题)")
# ... or an honour: “产品质量无投诉用户满意品牌”证书, “零事故企业”称号
_HONOUR = regex(
    r"[^\"“”'‘’。;；,，]{0,12}(?:企业|单位|集体|工地|品牌|产品|示范|先进|标兵|医院|矿井|站|奖)[\"”’]"
    r"|[\"”’](?:的|等)?(?:荣誉|称号|证书|奖)"
)
# ... or a thing that brings it about: 废水零排放整体解决方案
_BRINGS = regex(
    r"零(?:排放|污染)[\"”》]?(?:的)?(?:[\u4e00-\u9fff]{0,4}?)"
    r"(?:解决方案|方案|技术|工艺|系统|装置|设备|改造|工程|项目|课题|研究|试点|示范|能力|产品|材料|能源|燃料|生产线)"
)


def is_name(text: str, start: int, end: int) -> bool:
    """Whether what follows makes the words the name of a contest or an honour, or of a thing that is sold or built.

    Args:
        text: folded text.
        start: where the words of the statement begin.
        end: where they end.
    """
    found = _BRINGS.search(text, start)
    return any(name.match(text, end) for name in (_NAMED_SO, _HONOUR)) or (found is not None and found.start() < end)
