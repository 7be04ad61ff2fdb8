"""Notes to the accounts, which fill most pages of an annual report: only sums of money are facts of the company there.

What else they count belongs to subsidiaries, contracts and conditions; their sentences are policies of accounting.
"""

from collections.abc import Iterable

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.documents.passages import Passage, compact
from cnesg.extraction.knowledge import Knowledge
from cnesg.framework.phrase_table import matching_form
from cnesg.framework.regexes import regex
from cnesg.text import Page, fold

_TOP = 7  # lines among which a running head stands
_LONGEST = 90  # characters of it
_TITLE = regex(  # alone on its line: navigation and contents name other chapters or a page behind it
    r"(?i)^(?:\d{1,3}\s)?(?:notes? to (?:the )?(?:consolidated |group |company )?(?:financial statements|accounts)"
    r"|(?:合并|合併|综合|綜合|母公司|公司)?(?:财务报[表告]|財務報[表告])附[注註])"
    r"(?:\s?\((?:continued|cont['’]?d\.?|[续續])\))?(?:\s\d{1,3})?$"
)
_MONEY = regex(r"元|[$€£¥]|港[币幣]|美金|(?<![A-Za-z])(?:RMB|HKD|USD|CNY|EUR|GBP)")
_SUM = regex(  # or the head of a column of sums
    r"\d,\d{3}(?!\d)|\d\.\d\d(?!\d)|\d\s?[百千万亿元]|[百千万亿]元|['’]000|\b(?:thousand|million|billion)|(?:RMB|[$€£¥])\s?\d"
)

_ENTRY = frozenset("一二三四五六七八九十第0123456789附")  # first characters of what follows
_BEGIN = regex(  # 五、重要会计政策及会计估计: reports of companies listed in China have no running heads
    r"(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s?[、.]\s?"
    r"(?:重要的?会计政策[及、和]会计估计|财务报表的?编制基础|合并财务报表(?:主要)?项目的?注释)$"
)
_END = regex(r"第[一二三四五六七八九十]{1,3}[节章部]|附[录件]?[:、]?.{0,12}(?:社会责任|可持续发展|ESG|环境)")
_TITLE_OF_SECTION = 40  # characters


class AccountNotes:
    """Which pages of a document belong to the notes to its accounts, told as they go by."""

    def __init__(self) -> None:
        self._inside = False

    def hold(self, page: Page) -> bool:
        """Whether a page belongs to them, by its running head, or because it lies between their title and the next.

        Args:
            page: the next page of a PDF; all pages are to be shown in order.
        """
        before = self._inside
        for line in page.lines:
            if line.text[:1] in _ENTRY and len(line.text) <= _TITLE_OF_SECTION:
                text = fold(line.text).strip()
                self._inside = _BEGIN.match(text) is not None or (self._inside and _END.match(text) is None)
        return (before and self._inside) or is_of_notes(page)


def is_of_notes(page: Page) -> bool:
    """Whether the running head of a page says that it belongs to the notes to the accounts.

    Args:
        page: a page of a PDF.
    """
    tops = (fold(line.text).strip() for line in page.lines[:_TOP])
    return any(len(text) <= _LONGEST and _TITLE.match(text) for text in tops)


def speaks_of_money(passage: Passage) -> bool:
    """Whether a passage names a currency at all: the others needn't be read."""
    return _MONEY.search(passage.text) is not None


def names_told(know: Knowledge, page: Page) -> bool:
    """Whether a page holds a sum and wording of a metric that notes to the accounts tell; policies hold no sums."""
    text = compact("\n".join(line.text for line in page.lines))[0]
    if _SUM.search(text) is None:
        return False
    lexicon = know.lexicon.of_notes
    text = lexicon.without_other_sums(matching_form(text))
    found = lexicon.find(text, told=True)
    return any(hit.entry not in lexicon.needs_near or hit.entry in found.near for hit in found.hits)


def told_in_notes(know: Knowledge, found: Iterable[Candidate]) -> list[Candidate]:
    """Candidates of the metrics that notes to the accounts tell.

    Args:
        know: vocabulary and wording.
        found: what was read on a page of notes.
    """
    metrics = know.lexicon.grammar.told_in_notes
    return [one for one in found if one.metric in metrics]
