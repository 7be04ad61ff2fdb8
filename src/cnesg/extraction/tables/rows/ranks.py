"""Ranks of employees: `Director` between `Vice president` and `Manager` is not of the board.

Tables of ranks by gender or ethnicity often name no metric: SVP/VP | Director | Manager, below that Female, Male.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.labels.board_rows import names_board
from cnesg.extraction.labels.bracketed_classes import BRACKETS
from cnesg.extraction.labels.women_told import (
    GENDER,
    OTHER_THAN_STAFF,
    means_other_alone,
    of_women,
    says_share_of_women,
    tells_of_women,
)
from cnesg.extraction.tables.contexts import Context
from cnesg.extraction.tables.model import Row, Table
from cnesg.framework.lexicon import Found
from cnesg.framework.regexes import regex

_DIRECTORS = regex(r"(?i)\bdirectors?\b")
_RANK_BELOW = regex(  # nobody on a board is called so
    r"(?i)\b(?:[se]?vps?|vice[ -]presidents?|managers?|managerial|associates?|analysts?|professionals?|juniors?|"
    r"supervisory|(?:non-?|first[ -]line |middle )manage(?:ment|rs?)|"
    r"(?:general|other|junior|frontline) (?:staff|employees)|entry[ -]level|"
    r"individual contributors?|officers? and below)\b"
)
_FIRM_RANK = regex(r"(?i)\b(?:[se]?vps?|vice[ -]presidents?|associates?|analysts?|managing directors?)\b")
_FEWEST_RANKS = 2
_PARTED = regex(
    r"(?i)^\W*(?:%|percentage|share|proportion)?(?: of)?\s?(?:fe)?males?\b|\bwom[ae]n\b|\bgender\b|"
    r"\bethnic|\bracial|\brace\b|\bminorit"
)
_WOMEN_IN = regex(
    r"(?i)\b(?:(?:women|females?)(?: employees| representation)?|(?:men|male) employees)"
    r" (?:in|at|among)(?: the| our)? ([^,%]+)$"
)
_UNIT_OF_WOMEN = regex(
    r"(?i)(?:%|percent(?:age)?|share|proportion)(?: of)? (?:females?|women)|(?:females?|women) ?\(?%\)?"
)
_DIVERSITY = regex(
    r"(?i)(?:(?:workforce|employees?|staff|gender|age) )?(?:diversity|equality)"
    r"(?:,? (?:(?:and|&) )?(?:equity|inclusion|equal opportunit(?:y|ies)|belonging))*(?: \(%\))?"
    r"|(?:our )?people|human (?:capital|resources)"
)
_AS_OF = regex(r"(?i) (?:at|as of|as at|by) (?:the )?(?:end|year|31|30|dec|june).*$")
_EVERYONE = regex(r"(?i)workforce|employees|staff|company|group|organi[sz]ation|\b(?:total|all|overall|20\d\d)\b")
_LONGEST_RANK = 32
_LONGEST_TITLE = 100
_JOINED = regex(r"\s(?:and|&)\s|[、及和与]")
_OF_STAFF = frozenset({"level", "function"})  # dimensions of ranks and trades
_BOARD = regex(r"(?i)\bboards?\b|\bindependent\b|\bnon-?\s?executive\b|\bcommittees?\b|董事会|獨立|独立")


def directors_are_staff(table: Table) -> bool:
    """Whether a table of ranks holds directors as one: other rows or columns are ranks, none is of the board."""
    names = {row.label for row in table.rows} | {text for column in table.columns for text in column.headers}
    names |= {parent for row in table.rows for parent in row.parents}
    directors = {name for name in names if _DIRECTORS.search(name)}
    if not directors:
        return False
    # `Female directors` above `Female managers` may be of the board, beside vice presidents they are not
    below = _FIRM_RANK if all(GENDER.search(name) for name in directors) else _RANK_BELOW
    ranks = any(below.search(name) for name in names - directors)
    return ranks and not any(_BOARD.search(text) for text in (*names, *table.captions))


def gives_shares_of_staff(table: Table) -> bool:
    """Whether a table parts ranks of employees by gender or ethnicity and says of nothing else that it tells."""
    labels = [row.label for row in table.rows]
    heads = [text for column in table.columns for text in column.headers]
    groups = [parent for row in table.rows for parent in row.parents]
    around = (*groups, *heads, *table.corner)
    if sum(_RANK_BELOW.search(name) is not None for name in {*labels, *heads, *groups}) < _FEWEST_RANKS:
        return False
    if not any(_PARTED.search(text) for text in (*labels, *around, *table.captions[:1])):
        return False
    titles = [text for text in table.captions if len(text) <= _LONGEST_TITLE]  # longer ones are prose above the table
    return not any(OTHER_THAN_STAFF.search(text) for text in (*labels, *around, *titles))


def names_diversity(group: str) -> bool:
    """Whether a group of rows tells of whom the staff consists: Diversity, Workforce diversity and inclusion."""
    return _DIVERSITY.fullmatch(group.strip()) is not None


def with_women_told(table: Table) -> Table:
    """The table with the word for women in rows that only their title or unit says are about them.

    `Executive committee | 31%` below `Women in leadership` or `Gender diversity (% women)`, `Board | % female | 44`.
    """
    caption, corner = (next((one.strip() for one in texts[:1]), "") for texts in (table.captions, table.corner))
    title = next((text for text in (caption, corner) if tells_of_women(text)), "")
    told = [title or _says_women(row) for row in table.rows]
    if not any(told) or parted_by_gender(table) or OTHER_THAN_STAFF.search(caption):
        return table
    unnamed = not title or title != caption  # the corner names no metric, as a caption does
    rows = [_of_women(row, says, unnamed=unnamed) if says else row for row, says in zip(table.rows, told, strict=True)]
    return replace(table, rows=tuple(rows))


def _says_women(row: Row) -> str:
    """The unit of a row or the title of its group that says that it counts women."""
    if (title := next((parent.strip() for parent in row.parents[-1:] if tells_of_women(parent)), "")) != "":
        return title
    return next((note.strip() for note in row.notes if _UNIT_OF_WOMEN.fullmatch(note.strip())), "")


def _of_women(row: Row, title: str, *, unnamed: bool) -> Row:
    """A row with the word for women in its label where it would mean another thing without, else above it."""
    told = of_women(row.label)
    own = means_other_alone(row.label) or (unnamed and says_share_of_women(title))
    if told == row.label or not row.label.strip() or not own:
        return row if GENDER.search(row.label) else replace(row, parents=(*row.parents, "Women"))
    if says_share_of_women(title) and not any(cell is not None and "%" in cell.text for cell in row.cells):
        told = f"{told} (%)"
    return replace(row, label=told)


def parted_by_gender(table: Table) -> bool:
    """Whether columns are of women and of men: what stands over the labels then names neither for all of them."""
    return any(GENDER.search(text) for column in table.columns for text in column.headers)


def rank_of_women(label: str, named: Mapping[str, str]) -> str:
    """The rank or function in a label such as `Women in STEM positions`, where none is known in it."""
    found = _WOMEN_IN.search(BRACKETS.sub("", label))
    if found is None or not {"level", "function", "region"}.isdisjoint(named):
        return ""
    rank = _AS_OF.sub("", found[1]).strip(" -–—•:*").lower()
    return "" if not rank or len(rank) > _LONGEST_RANK or _EVERYONE.search(rank) else rank


def as_rank(know: Knowledge, context: Context) -> Context:
    """A label or header without the wordings of the board that the name of a rank holds."""
    if not _DIRECTORS.search(context.text):
        return context
    bare = (context.bare[0], _unboarded(know, context.bare[1])) if context.bare is not None else None
    # what the context keeps of its wordings is not that of these, and other tables ask the context itself
    return replace(context, found=_unboarded(know, context.found), bare=bare, best={})


def as_board(contexts: Sequence[Context]) -> tuple[Context, ...]:
    """Labels and headers, those that say no more than Directors without the rank that this may be of in others."""
    return tuple(
        replace(one, found=replace(one.found, classes=[]), best={})
        if one.found.classes and names_board(one.text)
        else one
        for one in contexts
    )


def _unboarded(know: Knowledge, found: Found) -> Found:
    classes, entries = know.lexicon.classes, know.lexicon.entries
    ranks = [(a, b, classes[i].metrics) for a, b, i in found.classes if classes[i].dimension == "level"]

    def is_rank(start: int, end: int, metric: str) -> bool:
        return any(a < end and start < b and metric not in metrics for a, b, metrics in ranks)

    kept = [hit for hit in found.hits if not is_rank(hit.start, hit.end, entries[hit.entry].metric)]
    return replace(found, hits=kept) if len(kept) < len(found.hits) else found


def is_joint_rank(classes: Mapping[str, str], label: str) -> bool:
    """Whether a label names people of a rank and a trade who are counted together: one class, not two that cross.

    >>> is_joint_rank({"level": "supervisors", "function": "technicians"}, "supervisors and technicians")
    True
    """
    parts = _JOINED.split(label)
    names = list(classes.values())
    return (
        classes.keys() == _OF_STAFF
        and len(parts) == len(names)
        and all(sum(name in part for name in names) == 1 for part in parts)
        and all(any(name in part for part in parts) for name in names)
    )
