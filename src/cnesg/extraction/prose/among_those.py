"""Parts told behind their whole and 中, read as if 其中 stood between: 董事会11人|中|女性2人."""

from cnesg.extraction.documents.passages import Passage
from cnesg.extraction.prose.pieces import Piece, put_together
from cnesg.framework.regexes import regex

_NOUNS = {
    "名位": "董事|监事|成员|员工|职工|人员|干部|会员|党员|代表|高管",
    "件项": "专利",
    "起件": "投诉|案件|事故",
    "家": "供应商|企业|公司|单位|门店",
}
_ONE = "人件项起"  # that stand for what they count
_WHOLE = "|".join(f"[{measure}][\\u4e00-\\u9fff]{{0,4}}?(?:{nouns})" for measure, nouns in _NOUNS.items())
_AMONG = regex(  # what begins with 中 is no part: 120人|中层管理人员
    rf"\d[\d,.]*[万余多]{{0,2}}\s?(?:[{_ONE}]|{_WHOLE})(?P<at>中)"
    r"(?![层级国心小高西专央共标期年文英型等医药队学间转外部])(?=[\u4e00-\u9fff、]{2,12}?\s?\d)"
)
_ENDS = frozenset(f"{noun[-1]}中" for nouns in (*_NOUNS.values(), *_ONE) for noun in nouns.split("|"))
_PARTED = ",其中"


def with_parts_among_those(passage: Passage) -> Passage:
    """A passage in which parts of a count that 中 follows are told by 其中.

    Args:
        passage: the passage; offsets into the one returned still lead to the same places of the page.
    """
    text = passage.text
    if "中" not in text or not any(end in text for end in _ENDS):
        return passage
    spans = [found.span("at") for found in _AMONG.finditer(text)]
    return put_together(passage, [(start, end, [Piece(start, end, _PARTED)]) for start, end in spans])
