"""Labels of rows that are broken over lines: which lines belong together, the wording of metrics tells."""

from cnesg.extraction.documents.passages import compact, printed_form
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.labels.bracketed_classes import BRACKETS
from cnesg.extraction.labels.divided_lines import is_division
from cnesg.framework.regexes import regex

_ONE_CHARACTER = regex(r"[\u4e00-\u9fff]")  # 数, 率, 量: the rest of a word, and no label by itself
_IS_WHOLE = regex(r"[量率数额](?:[(（][^()（）]*[)）])?$")


class Wrapping:
    """Holds the vocabulary."""

    def __init__(self, know: Knowledge) -> None:
        self._lexicon = know.lexicon

    def named(self, before: str, after: str) -> str:
        """Two parts of a label put together; empty where they name no metric across the break.

        What they name must be longer than what either names by itself: `Total employees` and `By gender`, 海外 and
        员工流失率 stand below each other, and so do a class and a title: 一般员工, 平均受训时数. In English the lower
        part goes on in small letters.

        Args:
            before: the upper part.
            after: the lower part.
        """
        if after[:1].isascii() and after[:1].isupper():
            return ""
        if self._is_class(before) and self._is_metric(after):
            return ""
        if self._is_class(after) and self._ends_in_metric(printed_form(before).rstrip(" :")):
            return ""  # 享受产假的员工人数, and its row 男性
        upper = before + " " if before[-1:].isascii() else before  # Chinese goes on without a blank
        if _ONE_CHARACTER.fullmatch(after) and self._longest(before) and not self._is_class(after):
            return upper + after
        border = len(printed_form(upper))
        longest = max(self._longest(before), self._longest(after))
        hits = self._lexicon.find(printed_form(upper + after)).hits
        across = any(hit.start < border < hit.end and hit.weight > longest for hit in hits)
        return upper + after if across else ""

    def goes_on(self, label: str, below: str) -> str:
        """As `named`, of a line below a row that has its values: the label of which may be whole.

        A wording of several words with others between them is no reason to add another: 减少的碳排放, and below it
        the group 污染物排放. Nor does a label that ends in what is counted go on with the whole name of a thing:
        每百万元收入排放量, and below it the group 有害废弃物. What divides the rows below begins them: 女性, 雇员职级.
        """
        if is_division(compact(below)[0].strip()) or (_IS_WHOLE.search(label) and self._names_thing(below)):
            return ""
        named = self.named(label, below)
        border = len(printed_form(label))
        if not named or not self._ends_in_metric(printed_form(label)):
            return named
        hits = self._lexicon.find(printed_form(named)).hits
        return named if any(h.start < border < h.end and h.weight >= h.end - h.start for h in hits) else ""

    def _names_thing(self, part: str) -> bool:
        """Whether a text is the wording of a metric and nothing else, be it one that counts in labels alone."""
        text = printed_form(part).rstrip(" :")
        return any(h.end - h.start == len(text) for h in self._lexicon.find(text).hits)

    def _longest(self, part: str) -> float:
        hits = self._lexicon.find(printed_form(part)).hits
        return max((hit.weight for hit in hits if not hit.label_only), default=0)

    def _is_class(self, part: str) -> bool:
        text = printed_form(part)
        return any((start, end) == (0, len(text)) for start, end, _ in self._lexicon.find(text).classes)

    def _ends_in_metric(self, text: str) -> bool:
        """Whether a printed form ends with a wording that counts elsewhere than in labels too."""
        return any(h.end == len(text) and not h.label_only for h in self._lexicon.find(text).hits)

    def _is_metric(self, part: str) -> bool:
        text = BRACKETS.sub("", printed_form(part)).rstrip(" :")
        return any(h.end - h.start >= len(text) and not h.label_only for h in self._lexicon.find(text).hits)
