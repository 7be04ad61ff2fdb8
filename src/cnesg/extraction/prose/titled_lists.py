"""Lists of titles between a verb and what they are titles of: 申请了“一种甲方法”、“一种乙工艺”等|专利11项.

What stands in such marks names the things one by one, and no label is found across it.
"""

from cnesg.extraction.documents.passages import Passage
from cnesg.framework.regexes import regex

_LIST = regex(
    r"(?:[\"“][^\"“”。;；]{2,60}[\"”]|《[^《》。;；]{2,60}》)"
    r"(?:[、,，和及与](?:[\"“][^\"“”。;；]{2,60}[\"”]|《[^《》。;；]{2,60}》)){0,12}"
    r"(?:等|(?=(?:\d{1,2}|[一二两三四五六七八九十]{1,2})[项件个]))"
    r"(?=(?:(?:\d{1,5}|[一二两三四五六七八九十]{1,2})[项件个](?:技术的?)?)?(?:国家|国内|国际)?(?:发明|实用新型|外观设计|软件)?(?:专利|著作权))"
)


def without_listed_titles(passage: Passage) -> Passage:
    """A passage without lists of titles of patents and of copyrights that go on with 等 or a number and what they are.

    Args:
        passage: the passage; offsets into the one returned still lead to the same places of the page.
    """
    text = passage.text
    if "专利" not in text and "著作权" not in text:
        return passage
    return passage.without(found.span() for found in _LIST.finditer(text))
