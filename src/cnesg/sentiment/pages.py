"""A news text made ready for reading: as printed, in the form of comparison, and its sentences."""

from dataclasses import dataclass

from cnesg.model.news import NewsItem
from cnesg.model.periods import SHANGHAI
from cnesg.sentiment.clauses import Span, at, sentences
from cnesg.sentiment.comparison import comparable
from cnesg.sentiment.plain_text import plain_text

_QUOTE = 300


@dataclass(frozen=True, slots=True)
class Page:
    """A text as printed and in the form of comparison, with its sentences and the year of its publication."""

    printed: str
    text: str
    sentences: list[Span]
    year: int

    def quote(self, place: int) -> str:
        """The sentence at a place, verbatim; of a long one the 300 characters around the place."""
        if not self.sentences:
            return ""
        sentence = self.sentences[at(self.sentences, place)]
        start = sentence.start
        if sentence.end - start > _QUOTE:
            start = min(max(start, place - _QUOTE // 3), sentence.end - _QUOTE)
        return self.printed[start : min(sentence.end, start + _QUOTE)].strip()


def page_of(item: NewsItem, longest: int) -> Page:
    """The page of an item, headline first.

    Args:
        item: any item.
        longest: how many characters of it are read.
    """
    printed = plain_text(f"{item.title}\n{item.text}" if item.text else item.title, longest)
    return Page(printed, comparable(printed), sentences(printed), item.published_at.astimezone(SHANGHAI).year)
