"""The year that English puts behind a figure: "15.2 Mt in 2019", "412 colleagues joined us in 2022"."""

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.prose.sentences.sentence import Sentence
from cnesg.extraction.prose.years.years import FIRST_YEAR
from cnesg.framework.regexes import regex

# what a year is called: FY2022, the financial year 2022, the year ended 31 December 2022
_NAMED = (
    r"(?:FY\s?|(?:the )?(?:financial |fiscal |calendar |reporting )?year (?:ended (?:on )?31 December |of )?|fiscal )?"
)
_BEHIND = regex(
    r"(?i)(?:\s(?!(?:from|than|to|with|since|by|until|between|against|versus|over|below|above|compared|on|in|for)\b)[a-z-]{2,}"
    r"(?<!ed)){0,3}\s(?:in|for|during|at (?:the )?end of|as at the end of)"
    rf" (?:{_NAMED}(?P<year>(?:19|20)\d\d)|FY\s?'?(?P<fiscal>\d\d))"
    r"(?![\d/-]| (?:levels?|baseline|base|prices|(?:and|to) (?:FY ?)?20\d\d)\b)"
    r"|\s?\((?:(?:FY\s?)?(?P<closed>(?:19|20)\d\d)|FY\s?'?(?P<short>\d\d))\)"
    r"|\s(?:in|for|during) the (?P<last>previous|prior|preceding) (?:financial |fiscal )?year\b"
)
# the same further on: two fatalities| among our contractors at sea in 2021
_FURTHER_BEHIND = regex(
    r"(?i)(?:\s(?!(?:from|than|since|by|until|between|against|versus|over|below|above|compared|relative|baseline|levels?"
    r"|targets?|goals?|plans?|planned|expected|up|down|before|after|which|who|that|as|while|and|but|will|to|reach)\b)[a-z'’&/-]{1,24}){2,16}?"
    rf"\s(?:in|during) {_NAMED}(?P<year>(?:19|20)\d\d)"
    r"(?![\d/-]| (?:levels?|baseline|base|prices|terms|(?:and|to) (?:FY ?)?20\d\d)\b)"
)
_TO_COME = regex(
    r"(?i)\b(?:will|expect(?:s|ed|ing)?|anticipat(?:e|es|ed|ing)|forecast(?:s|ed)?|foresees?|project(?:s|ed)|budgeted"
    r"|estimate(?:s|d)?|guidance|outlook)\b"
)
_OF_NOUN = regex(  # at the plant opened in 2016: when something came to be, no year of the figure
    r"(?i)(?<!were )(?<!was )(?<!been )(?<!have )(?<!has )(?<!had )(?<!we )\b(?:acquired|opened|founded"
    r"|launched|established|built|commissioned|started|introduced|published|adopted|issued|signed|bought|created|begun|began|completed|installed"
    r"|listed|formed|merged|certified|announced|agreed|approved|revised|developed|set up|incorporated"
    r"|inaugurated)\s(?:in|during) "
    r"(?:FY\s?)?\d{4}$"
)


def year_behind(text: str, at: int, year: int) -> int | None:
    """The year that stands right behind a figure in English: "15.2 Mt in FY19", "2,207 t (FY22)"; None without one.

    Args:
        text: folded text of a sentence.
        at: where the figure and its unit end.
        year: the document's fiscal year; a later one is aimed at.
    """
    value = _right_behind(text, at, year)
    return value if FIRST_YEAR <= value <= year else None


def year_to_come(text: str, start: int, number: int, at: int, year: int) -> int | None:
    """The year behind a figure that lies ahead: "We expect waste of 2,315 t in 2025"; None without one.

    The next year may be the one that a report printed early tells of, if nothing says that it is to come.

    Args:
        text: folded text of a sentence.
        start: where the sentence begins.
        number: where the figure begins.
        at: where the figure and its unit end.
        year: the document's fiscal year.
    """
    value = _right_behind(text, at, year)
    if value <= year or (value == year + 1 and _TO_COME.search(text, start, number) is None):
        return None
    return value


def _right_behind(text: str, at: int, year: int) -> int:
    found = _BEHIND.match(text, at)
    if found is None or found["last"]:
        return 0 if found is None else year - 1
    return int(found["year"] or found["closed"] or 2000 + int(found["short"] or found["fiscal"] or 0))


def year_further_behind(text: str, at: int, end: int, year: int) -> int | None:
    """The year that ends a figure's English clause: "412 colleagues joined us in 2022"; None without one.

    Args:
        text: folded text of a sentence.
        at: where the figure and its unit end.
        end: where its clause ends.
        year: the document's fiscal year; a later one is aimed at.
    """
    found = _FURTHER_BEHIND.match(text, at, end)
    if found is None or _OF_NOUN.search(text, at, found.end("year")):
        return None
    value = int(found["year"])
    return value if FIRST_YEAR <= value <= year else None


def nearest_year_behind(sentence: Sentence, number: Number, year: int, *, near: bool) -> int | None:
    """The year right behind a figure, or where nothing else set one the year that its clause ends with.

    Args:
        sentence: the sentence.
        number: the figure.
        year: the document's fiscal year.
        near: whether something else set a year, so that only what stands right behind the figure counts.
    """
    text, at = sentence.text, number.unit_end
    found = year_behind(text, at, year)
    return found if found or near else year_further_behind(text, at, sentence.clauses.span(at - 1)[1], year)
