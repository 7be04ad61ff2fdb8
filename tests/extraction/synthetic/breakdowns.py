"""Scenes of tables with classes: below their whole, across the columns, in the labels."""

from tests.extraction.synthetic.content import Figure, Series, Teller, catalogue, class_of
from tests.extraction.synthetic.grids import Entry, Grid, Head, draw_grid, style
from tests.extraction.synthetic.paper import Paper
from tests.extraction.synthetic.scenes import FULL, LEFT, TOP, entry_of, heads_of, title, with_unit, year_text, years_of


def by_classes(paper: Paper, tell: Teller) -> None:
    """Wholes with classes under them: set in, under a heading, or beside a merged cell."""
    how = style(tell)
    years = years_of(tell, tell.pick((2, 3)))
    form = tell.pick(("under total", "under heading", "merged", "one heading"))
    entries: list[Entry] = []
    for _ in range(3):
        whole, dimension, parts = tell.classed(years)
        if any(e.label == whole.label for e in entries) or any(e.group == whole.label for e in entries):
            continue
        if form == "merged":
            group = whole.label
            total = (
                [Entry(tell.word("total"), whole.unit, list(whole.figures.values()), group=group)]
                if whole.figures
                else []
            )
            entries += total + [entry_of(Series(p.label, p.unit, p.figures), years, group=group) for p in parts]
        elif form == "one heading":
            joint = " " if tell.key == "en" else ""
            entries += [
                Entry(
                    whole.label
                    + joint
                    + (dimension.lower() if dimension.lower().startswith("by") else f"({dimension})")
                )
            ]
            entries += [entry_of(p, years) for p in parts]
        elif form == "under total" and whole.figures:
            entries += [
                entry_of(whole, years),
                Entry(dimension, set_in=1) if tell.chance(0.5) else entry_of(parts[0], years),
            ]
            entries += [entry_of(p, years) for p in (parts if not entries[-1].figures else parts[1:])]
        else:
            entries += [Entry(whole.label), *(entry_of(p, years) for p in parts)]
            if whole.figures and tell.chance(0.5):
                entries.append(Entry(tell.word("total"), whole.unit, list(whole.figures.values()), set_in=1))
    grid = Grid([heads_of(tell, years)], entries, tell.word("corner"), tell.word("unit"))
    title(paper, tell)
    draw_grid(paper, tell, grid, how, (LEFT, TOP, FULL))


def classes_by_metrics(paper: Paper, tell: Teller) -> None:
    """Classes in the rows; headers of two rows: metrics spanning years, or years spanning metrics."""
    how = style(tell, "none")
    years = years_of(tell, 2)
    dimension = tell.pick(("gender", "region", "age"))
    topics = [t for t in catalogue()["classed"] if dimension in t["dimensions"] and t["total"]]
    chosen = tell.random.sample(topics, 2)
    state = tell.random.getstate()
    made = []
    for topic in chosen:
        tell.random.setstate(state)
        made.append(tell.classes_of(topic, dimension, years))
    names = [[p.label for p in parts] for _, _, parts in made]
    if names[0] != names[1]:
        for part, label in zip(made[1][2], names[0], strict=False):
            part.label = label
    count = min(map(len, names))
    outer_years = tell.chance(0.4)
    order = [(m, y) for y in years for m in (0, 1)] if outer_years else [(m, y) for m in (0, 1) for y in years]
    labels = [with_unit(tell, whole) for whole, _, _ in made]
    tops = [year_text(tell, y) for y in years] if outer_years else labels
    unders = labels * 2 if outer_years else [year_text(tell, y) for y in years] * 2
    heads = [[Head(tops[0], 0, 1), Head(tops[1], 2, 3)], [Head(t, n, n) for n, t in enumerate(unders)]]
    entries = []
    if not outer_years and tell.chance(0.7):
        entries.append(Entry(made[0][1]))
    for n in range(count):
        figures = []
        for m, y in order:
            figure = made[m][2][n].figures[y]
            assert figure.fact is not None
            classes = (class_of(dimension, names[0][n]),)
            fact = figure.fact
            figures.append(
                Figure(figure.text, type(fact)(fact.metric, classes, fact.value, fact.unit, fact.year, fact.raw))
            )
        entries.append(Entry(names[0][n], "", figures, 1))
    title(paper, tell)
    draw_grid(paper, tell, Grid(heads, entries, tell.word("corner")), how, (LEFT, TOP, FULL))


def classes_in_columns(paper: Paper, tell: Teller) -> None:
    """Metrics in the rows, classes in the columns, for one year or for two."""
    how = style(tell, tell.pick(("column", "label")))
    dimension = tell.pick(("gender", "region"))
    count = tell.pick((1, 2)) if dimension == "gender" else 1
    years = years_of(tell, count)
    topics = [t for t in catalogue()["classed"] if dimension in t["dimensions"] and t["total"]]
    names = [tell.say(n).strip("- ") for n in tell.pick(catalogue()["dimensions"][dimension][tell.key])]
    entries = []
    for topic in tell.random.sample(topics, min(4, len(topics))):
        whole, _, parts = tell.classes_of(topic, dimension, years)
        figures: list[Figure | None] = []
        for year in years:
            for name, part in zip(names, parts, strict=False):
                fact = part.figures[year].fact
                assert fact is not None
                figures.append(
                    Figure(
                        fact.raw,
                        type(fact)(
                            fact.metric, (class_of(dimension, name),), fact.value, fact.unit, fact.year, fact.raw
                        ),
                    )
                )
            if count == 1:
                figures.append(whole.figures[year])
        entries.append(Entry(whole.label, whole.unit, figures))
    total = [tell.word("total")] if count == 1 else []
    under = [Head(n, i, i) for i, n in enumerate((names + total) * count)]
    width = len(names)
    heads = (
        [under]
        if count == 1
        else [[Head(year_text(tell, y), i * width, i * width + width - 1) for i, y in enumerate(years)], under]
    )
    how.label_width = 150
    grid = Grid(heads, entries, tell.word("corner"), tell.word("unit"))
    if count == 1 and tell.chance(0.6):
        grid.captions = [
            (tell.say({"en": "Employment in {}", "zh": "{}年雇佣情况"}[tell.key].format(tell.year)), "left")
        ]
    title(paper, tell)
    draw_grid(paper, tell, grid, how, (LEFT, TOP, FULL))


def classes_in_labels(paper: Paper, tell: Teller) -> None:
    """Labels that name metric and class together, with a dash, a comma or a colon."""
    how = style(tell)
    years = years_of(tell, tell.pick((2, 3)))
    entries: list[Entry] = []
    for _ in range(3):
        whole, _, parts = tell.classed(years)
        form = (
            tell.pick(("{} - {}", "{} – {}", "{}, {}", "{}: {}", "{} ({})"))
            if tell.key == "en"
            else tell.pick(("{}-{}", "{}（{}）", "{}：{}"))
        )
        for part in parts:
            entry = entry_of(part, years)
            name = part.label.strip("- ")
            entry.label = form.format(whole.label, name.lower() if tell.key == "en" and form == "{}, {}" else name)
            entry.set_in = 0
            if all(e.label != entry.label for e in entries):
                entries.append(entry)
    title(paper, tell)
    grid = Grid([heads_of(tell, years)], entries, tell.word("corner"), tell.word("unit"))
    draw_grid(paper, tell, grid, how, (LEFT, TOP, FULL))


def levels_by_gender(paper: Paper, tell: Teller) -> None:
    """Shares of women and men by level or age, the years side by side over them."""
    how = style(tell, "none")
    years = years_of(tell, 2)
    dimension = tell.pick(("level", "age"))
    names = [tell.say(n) for n in tell.pick(catalogue()["dimensions"][dimension][tell.key])]
    genders = [tell.say(n) for n in (("Female", "Male") if tell.key == "en" else ("女性", "男性"))]
    topic = next(t for t in catalogue()["classed"] if t["metric"] == "employees_share")
    unit = ("%", 1.0, "%")
    entries = []
    for name in names:
        figures: list[Figure | None] = []
        for year in years:
            for gender in genders:
                classes = ((dimension, name.lower()), class_of("gender", gender))
                figures.append(tell.figure(topic, "employees_share", classes, tell.random.uniform(5, 90), year, unit))
        entries.append(Entry(name, "", figures, 1))
    heads = [
        [Head(year_text(tell, y), 2 * i, 2 * i + 1) for i, y in enumerate(years)],
        [Head(g, i, i) for i, g in enumerate(genders * 2)],
    ]
    what = tell.say(
        tell.pick(
            (
                "Percentage of employees by gender (%)",
                "Workforce gender breakdown (%)",
                "Gender diversity (% of employees)",
            )
            if tell.key == "en"
            else ("员工性别占比（%）", "按性别划分的员工比例（%）")
        )
    )
    grid = Grid(heads, entries, tell.word("corner"))
    if tell.chance(0.5):
        grid.captions = [(what, "left")]
    else:
        entries.insert(0, Entry(what))
    title(paper, tell)
    draw_grid(paper, tell, grid, how, (LEFT, TOP, FULL))
