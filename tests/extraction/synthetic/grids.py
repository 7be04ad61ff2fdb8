"""Tables of many styles: what stands in them is given, how they are set is drawn by chance."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tests.extraction.synthetic.content import Figure, Teller
from tests.extraction.synthetic.paper import Paper, Side


@dataclass
class Head:
    """A header cell over value columns `first` to `last`."""

    text: str
    first: int
    last: int


@dataclass
class Entry:
    """A row: its label, unit and figures; one without figures heads a group."""

    label: str
    unit: str = ""
    figures: Sequence[Figure | None] = ()
    set_in: int = 0
    code: str = ""
    group: str = ""  # what a merged cell left of the label says


@dataclass
class Grid:
    """A table's content: header rows, and rows of figures."""

    heads: list[list[Head]]
    entries: list[Entry]
    corner: str = ""
    unit_head: str = ""
    code_head: str = ""
    captions: list[tuple[str, Side]] = field(default_factory=list)


@dataclass
class Style:
    """How a table is set."""

    size: float
    pitch: float
    rules: str  # none, lines, box, zebra, shaded groups
    side: Side  # how figures are aligned
    head_side: Side
    units: str  # column, behind, none (in labels or captions)
    stand: str  # where figures stand beside a label of several lines: first, middle, last
    by_column: bool  # drawn column by column
    label_width: float
    indent: float
    mark: bool  # footnote marks glued to some figures
    bold_heads: bool


def style(tell: Teller, units: str | None = None) -> Style:
    """A style drawn by chance."""
    if units == "behind" and tell.key == "en":  # English tables print only the per cent sign behind their numbers
        units = "label"
    size = tell.pick((7, 8, 8.5, 9, 10))
    side = tell.pick(("right", "right", "right", "center", "left"))
    return Style(
        size=size,
        pitch=size * tell.pick((1.5, 1.7, 2.0, 2.4)),
        rules=tell.pick(("none", "lines", "box", "zebra", "shaded")),
        side=side,
        head_side=side if tell.chance(0.8) else "center",
        units=units or tell.pick(("column", "column", "label", "behind" if tell.key == "zh" else "label")),
        stand=tell.pick(("first", "middle", "last")),
        by_column=tell.chance(0.12),
        label_width=tell.pick((120, 150, 190, 230)),
        indent=tell.pick((0, 6, 12)),
        mark=tell.chance(0.2),
        bold_heads=tell.chance(0.6),
    )


@dataclass
class _Ink:
    """Things to draw, in the order of the rows; `column` sorts them where a table is drawn by columns."""

    column: int
    draw: Callable[[], None]


def draw_grid(paper: Paper, tell: Teller, grid: Grid, how: Style, at: tuple[float, float, float]) -> float:
    """Draw a table with its upper left corner at `at` (x, y) and of a width; the y below it."""
    return _Setter(paper, tell, grid, how, at).draw()


class _Setter:
    """Sets one table."""

    def __init__(self, paper: Paper, tell: Teller, grid: Grid, how: Style, at: tuple[float, float, float]) -> None:
        self.paper, self.tell, self.grid, self.how = paper, tell, grid, how
        self.x, self.y, self.width = at
        self.count = max(len(e.figures) for e in grid.entries)
        has_codes = any(e.code for e in grid.entries)
        has_groups = any(e.group for e in grid.entries)
        self.code_width = 52.0 if has_codes else 0.0
        self.group_width = 72.0 if has_groups else 0.0
        self.unit_width = 0.0
        if how.units == "column":
            longest = max(paper.length(e.unit, how.size) for e in grid.entries)
            self.unit_width = min(longest, 90.0) + 12
        rest = self.width - self.code_width - self.group_width - self.unit_width
        self.label_width = min(how.label_width, rest - 42 * self.count)
        self.pitch_x = min(95.0, (rest - self.label_width) / self.count)
        self.label_x = self.x + self.code_width + self.group_width
        self.unit_x = self.label_x + self.label_width
        self.values_x = self.unit_x + self.unit_width
        self.right = self.values_x + self.pitch_x * self.count
        self.inks: list[_Ink] = []

    def draw(self) -> float:
        """Draw it; the y below."""
        self._captions()
        top = self.y
        self._heads()
        edges = [top, self.y]
        groups: list[tuple[str, float, float]] = []
        for number, entry in enumerate(self.grid.entries):
            before = self.y
            self._entry(entry, number)
            edges.append(self.y)
            if entry.group and groups and groups[-1][0] == entry.group:
                groups[-1] = (entry.group, groups[-1][1], self.y)
            elif entry.group:
                groups.append((entry.group, before, self.y))
        self._groups(groups)
        self._rules(edges, groups)
        inks = sorted(self.inks, key=lambda i: i.column) if self.how.by_column else self.inks
        for ink in inks:
            ink.draw()
        return self.y

    def _captions(self) -> None:
        for text, side in self.grid.captions:
            x = {"left": self.x, "right": self.right, "center": (self.x + self.right) / 2}[side]
            self.paper.text(x, self.y, text, self.how.size, side=side)
            self.y += 1.6 * self.how.size

    def _put(self, column: int, x: float, y: float, text: str, *, bold: bool = False, side: Side = "left") -> None:
        size = self.how.size
        self.inks.append(_Ink(column, lambda: self.paper.text(x, y, text, size, side=side, bold=bold)))

    def _slot(self, first: int, last: int, side: Side) -> float:
        left = self.values_x + self.pitch_x * first
        right = self.values_x + self.pitch_x * (last + 1)
        return {"left": left + 6, "right": right - 4, "center": (left + right) / 2}[side]

    def _heads(self) -> None:
        size = self.how.size
        rows = []
        for row in self.grid.heads:
            cells = [(h, self.paper.lines(h.text, self.pitch_x * (h.last - h.first + 1) - 6, size)) for h in row]
            rows.append((cells, max(len(lines) for _, lines in cells)))
        self.y += size
        for number, (cells, deepest) in enumerate(rows):
            if number == len(rows) - 1:
                bottom = self.y + (deepest - 1) * 1.2 * size
                for x, text in ((self.label_x, self.grid.corner), (self.x, self.grid.code_head)):
                    if text:
                        self._put(0, x, bottom, text, bold=self.how.bold_heads)
                if self.unit_width and self.grid.unit_head:
                    self._put(1, self.unit_x, bottom, self.grid.unit_head, bold=self.how.bold_heads)
            for head, lines in cells:
                side: Side = self.how.head_side if head.first == head.last else "center"
                for n, line in enumerate(lines):
                    y = self.y + 1.2 * size * (n + deepest - len(lines))
                    self._put(
                        2 + head.first,
                        self._slot(head.first, head.last, side),
                        y,
                        line,
                        side=side,
                        bold=self.how.bold_heads,
                    )
            self.y += 1.2 * size * deepest + 0.15 * size
        self.y += 0.2 * size

    def _entry(self, entry: Entry, number: int) -> None:
        size = self.how.size
        left = self.label_x + entry.set_in * self.how.indent
        width = self.right - left if not entry.figures else self.label_width - (left - self.label_x) - 6
        label = entry.label
        if self.how.units == "label" and entry.unit and entry.figures:
            label = f"{label} ({entry.unit})" if self.paper.language == "en" else f"{label}（{entry.unit}）"
        lines = self.paper.lines(label, width, size)
        units = self.paper.lines(entry.unit, self.unit_width - 6, size) if self.unit_width and entry.figures else []
        deepest = max(len(lines), len(units), 1)
        height = self.how.pitch + (deepest - 1) * 1.15 * size
        first = self.y + size
        for n, line in enumerate(lines):
            self._put(0, left, first + 1.15 * size * n, line, bold=not entry.figures)
        at = {"first": 0.0, "middle": (len(lines) - 1) / 2, "last": len(lines) - 1.0}[self.how.stand]
        base = first + 1.15 * size * at
        if entry.code:
            self._put(0, self.x, first, entry.code)
        for n, line in enumerate(units):
            self._put(1, self.unit_x, (base if len(units) == 1 else first + 1.15 * size * n), line)
        for column, figure in enumerate(entry.figures):
            if figure is not None:
                self._figure(column, base, figure, entry)
        if self.how.rules == "zebra" and number % 2:
            self.paper.fill(self.x, self.y, self.right, self.y + height)
        if self.how.rules == "shaded" and not entry.figures:
            self.paper.fill(self.x, self.y, self.right, self.y + height, 0.8)
        self.y += height

    def _figure(self, column: int, base: float, figure: Figure, entry: Entry) -> None:
        size, side = self.how.size, self.how.side
        x = self._slot(column, column, side)
        text = figure.text
        if self.how.units == "behind" and figure.fact and (entry.unit == "%" or self.tell.key == "zh"):
            text = f"{text}{entry.unit}"

        def draw() -> None:
            self.paper.text(x, base, text, size, side=side)
            self.paper.note(figure)
            if self.how.mark and side == "right" and figure.fact and column == 0:
                self.paper.text(x, base - 0.35 * size, "1", 0.6 * size)

        self.inks.append(_Ink(2 + column, draw))

    def _groups(self, groups: Sequence[tuple[str, float, float]]) -> None:
        size = self.how.size
        for text, top, bottom in groups:
            lines = self.paper.lines(text, self.group_width - 6, size)
            start = top + size
            if self.how.stand == "middle":
                start = max(start, (top + bottom) / 2 - 0.6 * size * len(lines) + size)
            for n, line in enumerate(lines):
                self._put(0, self.x + self.code_width, start + 1.15 * size * n, line)

    def _rules(self, edges: Sequence[float], groups: Sequence[tuple[str, float, float]]) -> None:
        rules = self.how.rules
        if rules not in {"lines", "box"}:
            return
        tops = {round(top, 2) for _, top, _ in groups}
        for number, y in enumerate(edges):
            inside = groups and number > 1 and round(y, 2) not in tops and number < len(edges) - 1
            left = self.x + self.code_width + self.group_width if inside else self.x
            self.paper.line(left - 3, y, self.right, y)
        if rules == "box":
            self.paper.line(self.x - 3, edges[0], self.x - 3, edges[-1])
            xs = [self.values_x + self.pitch_x * n for n in range(self.count)]
            starts = [x for x, wide in ((self.label_x, self.label_x - self.x), (self.unit_x, self.unit_width)) if wide]
            low = edges[1] if len(self.grid.heads) > 1 else edges[0]
            for x in (*starts, *xs[:1]):
                self.paper.line(x - 2, edges[0], x - 2, edges[-1])
            for x in xs[1:]:
                self.paper.line(x, low, x, edges[-1])
            self.paper.line(self.right, edges[0], self.right, edges[-1])
