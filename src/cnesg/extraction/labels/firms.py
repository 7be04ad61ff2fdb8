"""Labels and heads that are the name of a firm of the group: 城东子公司, Eastern Steel Ltd."""

from cnesg.framework.regexes import regex

_CHINESE = regex(
    r"(?!上市|其[他它]|各|本|母|总|全|该|多家|下属|所属|保险|证券|担保|信托|供应商)[\u4e00-\u9fff()]{2,20}(?<!上市)(?:公司|集团|工厂|电厂|分行|支行)"
)
_LATIN = regex(
    r"[A-Z][\w&.,'’() -]{1,50}\s"
    r"(?:Ltd|Limited|Inc|Corp|Corporation|GmbH|AG|S\.?A|SpA|PLC|plc|Co|LLC|B\.?V|N\.?V|Pty|Bhd|Oy|AB|ASA)\.?"
)


def names_firm(text: str) -> bool:
    """Whether a text is nothing but the name of a firm, branch or plant.

    >>> names_firm("城东子公司"), names_firm("Eastern Steel Co., Ltd."), names_firm("公司"), names_firm("Limited")
    (True, True, False, False)
    """
    bare = text.strip()
    return _CHINESE.fullmatch(bare) is not None or _LATIN.fullmatch(bare) is not None
