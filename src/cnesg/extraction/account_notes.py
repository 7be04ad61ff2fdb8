"""Notes to the accounts, which fill most pages of an annual report: only sums of money are facts of the company there.

What else they count belongs to subsidiaries, contracts and conditions; their sentences are policies of accounting.
"""

import re
from collections.abc import Iterable

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.passages import Passage
from cnesg.text import Page, fold

_TOP = 7  # lines among which a running head stands
_LONGEST = 90  # characters of it
_TITLE = re.compile(  # alone on its line: navigation and contents name other chapters or a page behind it
    r"(?i)^(?:\d{1,3}\s)?(?:notes? to (?:the )?(?:consolidated |group |company )?(?:financial statements|accounts)"
    r"|(?:合并|合併|综合|綜合|母公司|公司)?(?:财务报[表告]|財務報[表告])附[注註])"
    r"(?:\s?\((?:continued|cont['’]?d\.?|[续續])\))?(?:\s\d{1,3})?$"
)
_MONEY = re.compile(r"元|[$€£¥]|港[币幣]|美金|(?<![A-Za-z])(?:RMB|HKD|USD|CNY|EUR|GBP)")


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


def told_in_notes(know: Knowledge, found: Iterable[Candidate]) -> list[Candidate]:
    """Candidates of the metrics that notes to the accounts tell.

    Args:
        know: vocabulary and wording.
        found: what was read on a page of notes.
    """
    metrics = know.lexicon.grammar.told_in_notes
    return [one for one in found if one.metric in metrics]
