"""Classes that no list knows, told by the rows beside them: Technicians | Sales workers | Administrative staff."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from cnesg.extraction.documents.passages import compact
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.labels.board_rows import names_board, parts_no_board
from cnesg.extraction.labels.titles_by_class import is_of_title, names_alone
from cnesg.extraction.tables.contexts import Context
from cnesg.extraction.tables.geometry.parting_titles import parts_a_whole
from cnesg.extraction.tables.model import Row, Table
from cnesg.extraction.tables.reading.told import Told
from cnesg.framework.lexicon import Found
from cnesg.framework.regexes import regex

_COUNT = regex(r"\d{1,3}(?:,\d{3})*|\d+")
_TIME = regex(r"(?i)(?:hours?|hrs?|days?|小时|学时)\b")
_WHOSE = regex(
    r"(?i)(?:[a-e][.)]\s?)?(?:(?:fe)?male|women|men)(?: (?:employees|staff|workers))?"
    r"|(?:[a-e][.)]\s?)?(?:permanent|contract|full[- ]time|part[- ]time) (?:employees|staff|workers)"
)
_OF_PEOPLE = {"gender", "employment"}  # dimensions of which a row for each class follows the other
_TOTAL = regex(r"(?i)\b(?:(?:sub)?totals?|all|overall)\b|[合总小共]\s?计")


def siblings(table: Table, is_class: Callable[[str], bool], names: Callable[[str], bool]) -> set[int]:
    """Numbers of rows that are a class like the row before them, though the words of their label are unknown.

    One that begins a group of its own is none: the class rows below it repeat labels of the group before. Nor is one of
    a group in which any row names a metric, but for people in hours: Training hours, a. Female employees.

    Args:
        table: a table as found.
        is_class: whether a label is a known class and nothing else.
        names: whether a label holds the wording of a metric.
    """
    found: set[int] = set()
    seen: set[str] = set()
    rows = table.rows
    measuring: dict[tuple[float, tuple[str, ...]], bool] = {}  # asked only where all else fits: it is dear

    def is_measuring(row: Row) -> bool:
        group = row.indent, row.parents
        if group not in measuring:
            measuring[group] = any(names(other.label) for other in rows if (other.indent, other.parents) == group)
        return measuring[group]

    for number, row in enumerate(rows):
        before = rows[number - 1] if number else None
        after = rows[number + 1].label if number + 1 < len(rows) else ""
        if (
            before is not None
            and (number - 1 in found or is_class(before.label))
            and (row.indent, row.parents, row.notes) == (before.indent, before.parents, before.notes)
            and row.label not in seen
            and after not in seen
            and not is_class(row.label)
            and not _TOTAL.search(row.label)
            and not is_measuring(row)
        ) or (before is not None and before.notes == row.notes and _in_time_of(row)):
            found.add(number)
        seen.add(row.label)
    return found


def _in_time_of(row: Row) -> bool:
    """Whether a row gives hours or days, and its label no more than whose."""
    return any(map(_TIME.match, row.notes[:1])) and _WHOSE.fullmatch(row.label.strip()) is not None


def under_title(
    label: tuple[Context, ...], parents: Sequence[Context], outer: Sequence[Context], know: Knowledge
) -> tuple[Context, ...]:
    """A row's label with the title above it first, where the label says no more than whom its figure is for.

    Args:
        label: the row's label.
        parents: the groups it stands under, the nearest first; their title counts where there are any.
        outer: what stands over the table, the nearest first.
        know: vocabulary and wording.
    """
    captions = [one for one in outer if one.role == "caption"]
    apart = [one for one in parents if not one.leads]
    tried = [apart or captions, parents] if len(apart) < len(parents) else [apart or captions]
    for titles in tried if label else []:
        title = next((one for one in titles if not one.stub_head or names_alone(one.text, one.found)), None)
        if title is not None and is_of_title(know, title.text, title.found, label[0].text, label[0].found):
            alone = names_alone(title.text, title.found) and not title.leads  # New hires | Female employees
            return (replace(title, role="parent", stub_head=False) if alone else title, *label)
    return label


@dataclass(frozen=True, slots=True)
class Leader:
    """A row of a whole, which rows of classes below it divide though they are not set in.

    Attributes:
        label: its label, as the group that it is to them; nothing before the first.
        notes: what stands in its column of units.
        groups: the groups that it stands in, where its own label named its figure: then they name none below it.
        counts: what it counts, by column; None where that is no whole number.
        over: all groups that it stands in but titles of what an earlier figure was divided by.
        whole: where it is of a class itself, the row of the whole before it.
        parents: all groups that it stands in.
    """

    label: tuple[Context, ...] = ()
    notes: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    counts: tuple[int | None, ...] = ()
    over: tuple[str, ...] = ()
    whole: "Leader | None" = None
    parents: tuple[str, ...] = ()

    def next(self, row: Row, label: Sequence[Context], know: Knowledge, *, led: bool) -> "Leader":
        """The leader of what stands below a row that measures something.

        One of two classes side by side leads nothing: what stands below Male employees and Female employees is of both.

        Args:
            row: a row that measures something.
            label: its label.
            know: vocabulary and wording.
            led: whether this leader had rows of its own.
        """
        new = Leader.of(row, label)
        own, before = (_dimensions(know, one) for one in (new, self))
        if own & before and not led and self.notes == new.notes and row.parents == self.parents:
            return self.whole or replace(self, label=tuple(map(_unclassed, self.label)))
        return replace(new, whole=self.whole if before else self) if own and self.label else new

    @classmethod
    def of(cls, row: Row, label: Sequence[Context]) -> "Leader":
        """A row that measures something, of which it is not known yet what named it."""
        whole = (replace(label[0], role="parent", leads=True),)
        return cls(whole, row.notes, (), _counts(row), _topics(row), parents=row.parents)

    def named_by_itself(self, row: Row, told: Sequence[Told]) -> "Leader":
        """The same, with its groups where all facts of its row are named by its label."""
        own = bool(told) and all(one.candidate.role == "row" for one in told)
        return replace(self, groups=row.parents) if own else self

    def leads(self, row: Row, label: Sequence[Context], parents: Sequence[Context], know: Knowledge) -> bool:
        """Whether a row of classes may be of this whole; `Employees above 60` is no part of `Male employees`.

        Args:
            row: the row of classes.
            label: its label.
            parents: the groups it stands under, the nearest first.
            know: vocabulary and wording.
        """
        if not self._measures or self.notes != row.notes or row.is_whole or self._is_other_than(label, know):
            return False
        topics = _topics(row)
        if topics and topics[: len(self.over)] != self.over:  # overleaf none may be said again
            return False
        if row.parents[-1:] != topics[-1:] and self._may_hold(row):
            return True  # below a title that says but by what the row above it is divided
        if label and _is_kind_of(know, label[0].found, self.label[0].found):
            return True
        groups = zip(parents, reversed(row.parents), strict=True)
        if any(parent.found.hits and text not in self.groups for parent, text in groups):
            return False
        return not (label and label[0].found.hits and self.label[0].found.classes)

    def _is_other_than(self, label: Sequence[Context], know: Knowledge) -> bool:
        """Whether this counts the board and a row below staff: Board, then Executives, Managers and Graduates."""
        classes = (know.lexicon.classes[number].dimension for one in label for *_, number in one.found.classes)
        return names_board(self.label[0].text) and parts_no_board(classes)

    @property
    def _measures(self) -> bool:
        """Whether its label names a metric or a total: Quebec leads nothing, though no list knows it as a class.

        Nor does Contaminated cotton | 3.60, before Glass tube | 6.55.
        """
        return bool(self.label) and bool(self.label[0].found.hits or self.label[0].found.marks.get("total"))

    def _may_hold(self, row: Row) -> bool:
        """Whether a row counts nowhere more than this does, and counts at all or has its unit."""
        pairs = zip(_counts(row), self.counts, strict=False)
        both = [(part, whole) for part, whole in pairs if part is not None and whole is not None]
        return bool(both or row.notes) and all(part <= whole for part, whole in both)


def _dimensions(know: Knowledge, leader: Leader) -> set[str]:
    """What of people the classes in a leader's label are of."""
    named = {know.lexicon.classes[number].dimension for one in leader.label for *_, number in one.found.classes}
    return named & _OF_PEOPLE


def _unclassed(label: Context) -> Context:
    return replace(label, found=replace(label.found, classes=[]))


def _is_kind_of(know: Knowledge, part: Found, whole: Found) -> bool:
    """Whether a label is a class of the whole's metric alone: `2 Capital goods`, below all of Scope 3."""
    entries, kinds = know.lexicon.entries, know.lexicon.classes
    named = {entries[hit.entry].metric for hit in part.hits}
    inside = all(any(a <= hit.start and hit.end <= b for a, b, _ in part.classes) for hit in part.hits)
    own = len(named) == 1 and inside and all(set(kinds[i].metrics or ()) == named for _, _, i in part.classes)
    return own and any(entries[hit.entry].metric in named for hit in whole.hits)


def _topics(row: Row) -> tuple[str, ...]:
    """The groups of a row but titles that say by what a whole is divided."""
    return tuple(text for text in row.parents if not parts_a_whole(compact(text)[0]))


def _counts(row: Row) -> tuple[int | None, ...]:
    texts = ("" if cell is None else cell.folded.strip() for cell in row.cells)
    return tuple(int(text.replace(",", "")) if _COUNT.fullmatch(text) else None for text in texts)
