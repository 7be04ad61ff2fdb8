"""How Scope 2 is counted, told in a bracket behind its name: 范围二|(基于市场)|排放8.6万吨."""

import re

from cnesg.extraction.documents.passages import Passage
from cnesg.framework.regexes import regex

_BASIS = regex(
    r"(?P<scope>范[围畴][二2Ⅱ])\((?P<basis>(?:基于|以|按|采用)?(?:市场|位置|地区|地域|区域|所在地|地点)(?!范)[^()\d,，、]{0,8})\)"
    r"(?P<given>(?:的?(?:温室气体|二氧化碳|碳)?排放)?)(?=(?P<said>[^\u4e00-\u9fff]|为|是|约|达|共)?)"
)


def with_bases_before_scopes(passage: Passage) -> Passage:
    """A passage in which the basis of Scope 2 stands before its name, as other kinds do: 基于市场范围二排放8.6万吨.

    Args:
        passage: the passage; offsets into the one returned still lead to the same places of the page.
    """
    if "范" not in passage.text or "(" not in passage.text:
        return passage
    return passage.with_words(
        (found.start(), found.start("given"), _said(found)) for found in _BASIS.finditer(passage.text)
    )


def _said(found: re.Match[str]) -> str:
    """The basis and the scope, with the word for what it gives off where only a figure follows."""
    emitted = "排放" if not found["given"] and found["said"] is not None else ""
    return found["basis"] + found["scope"] + emitted
