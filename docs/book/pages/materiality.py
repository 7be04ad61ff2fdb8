"""Industry materiality: the heat map, a page for each industry with every reason, and the documents cited."""

from docs.book.blocks import Both, Inline, Page, Table, Text, heading, line, link, paragraph
from docs.book.content import Content
from docs.book.figures import percent
from docs.book.pages.framework import cells
from docs.book.references import basis, heat, indicator, industry

from cnesg.framework.materiality_ratings import MaterialityRating, shifted_weights

_WIDTHS = (0.19, 0.08, 0.13, 0.4, 0.2)


def heat_map_page(content: Content) -> Page:
    """Every Level I industry against every environmental and social issue."""
    found = content.materiality
    names = content.methodology.industries
    issues = sorted({code_ for ratings in found.industries.values() for code_ in ratings}, key=_code_order)
    rows = tuple(
        (
            line(industry(code_, names[code_].name.en), " ", Text(names[code_].name.zh, "muted")),
            *(line(heat(ratings[issue].rating)) if issue in ratings else () for issue in issues),
        )
        for code_, ratings in found.industries.items()
    )
    head = (line(Both("Industry", "行业")), *(line(indicator(issue)) for issue in issues))
    width = 0.7 / len(issues)
    steps = tuple((line(heat(step.step)), line(step.name), line(step.meaning)) for step in reversed(found.scale.steps))
    level1 = content.methodology.level1
    blocks = (
        paragraph(
            Both(
                "How much each environmental and social issue matters in each industry of the Shenwan classification, "
                "0 (not material) to 3 (high). Each rating has its own reason, on the industry's page, which also "
                "lists the Level II indicators that differ from their issue. Governance matters alike everywhere.",
                "各环境与社会议题在申万各一级行业的重要性，0（不具重要性）至 3（高）；"
                "每个评级的理由及与议题不同的二级指标见行业页。治理议题各行业同等重要。",
            )
        ),
        Table(head, rows, (0.3, *(width for _ in issues)), "matrix"),
        heading(2, "Issues", "议题", "issues"),
        Table(
            cells(("Code", "代码"), ("Issue", "议题")),
            tuple((line(indicator(issue)), line(level1[issue].name)) for issue in issues),
            (0.2, 0.8),
        ),
        heading(2, "The scale", "评级标准", "scale"),
        Table(cells(("Rating", "评级"), ("Name", "名称"), ("Meaning", "含义")), steps, (0.1, 0.2, 0.7)),
        paragraph(*basis(found.scale)),
    )
    return Page("materiality/index", Both("Industry materiality", "行业重要性"), "Heat map", blocks)


def _code_order(code_: str) -> tuple[int, str]:
    return "ESG".find(code_[0]), code_


def industry_page(code_: str, content: Content) -> Page:
    """One industry's ratings with their reasons, the documents they rest on, and the weights that follow."""
    name = content.methodology.industries[code_].name
    ratings = sorted(content.materiality.industries[code_].values(), key=lambda rating: _code_order(rating.code))
    own = sorted(content.materiality.level2.get(code_, {}).values(), key=lambda rating: _code_order(rating.code))
    blocks = (
        paragraph(
            Both(
                "Each rating with its reason, and the weight of the issue within its dimension before and after the "
                "rating.",
                "各评级及其理由，以及议题在维度内的权重（评级前后）。",
            )
        ),
        Table(
            cells(("Issue", "议题"), ("Rating", "评级"), ("Weight", "权重"), ("Reason", "理由"), ("Rests on", "依据")),
            tuple(_row(rating, code_, content) for rating in ratings),
            _WIDTHS,
        ),
        heading(2, "Indicators that differ from their issue", "与所属议题不同的指标", "level2"),
        paragraph(
            Both(
                "Level II indicators that matter more or less than the issue they belong to, and their weight within "
                "it before and after the ratings. All others have the rating of their issue.",
                "重要性高于或低于所属议题的二级指标，以及其在议题内的权重（评级前后）；其余指标沿用议题评级。",
            )
        ),
        Table(
            cells(
                ("Indicator", "指标"), ("Rating", "评级"), ("Weight", "权重"), ("Reason", "理由"), ("Rests on", "依据")
            ),
            tuple(_row(rating, code_, content) for rating in own),
            _WIDTHS,
        ),
        paragraph(Both("Documents cited", "所引文件"), ": ", link("materiality/documents", "full list")),
    )
    return Page(f"materiality/{code_}", Both(f"{name.en}", name.zh), name.en, blocks)


def _row(rating: MaterialityRating, industry_: str, content: Content) -> tuple[Inline, ...]:
    """A rating with the weight before and after among the siblings, the reason and what it rests on."""
    methodology = content.methodology
    entries = methodology.level1 if rating.code == rating.issue else methodology.level2
    siblings = methodology.children(methodology.parent(rating.code) or "")
    weights = {code_: entries[code_].weight.value for code_ in siblings}
    ratings = {code_: one.rating for code_, one in content.materiality.ratings(industry_, methodology.level2).items()}
    after = shifted_weights(weights, ratings, methodology.rules.materiality_factors.factors)
    cited = [f"{one.document}, {one.place}" if one.place else one.document for one in rating.citations]
    return (
        line(indicator(rating.code), " ", entries[rating.code].name),
        line(heat(rating.rating)),
        line(percent(weights[rating.code]), " → ", Text(percent(after[rating.code]), "strong")),
        line(rating.reason),
        line(Text("; ".join(cited), "muted")),
    )


def documents_page(content: Content) -> Page:
    """The public documents that ratings rest on."""
    rows = tuple(
        (
            line(one.name),
            line(one.issuer),
            line(one.number or "–"),
            line(str(one.year)),
            line(_checked(one.verified, one.unverified)),
        )
        for one in content.materiality.documents.values()
    )
    blocks = (
        paragraph(
            Both(
                "What ratings cite. Where a name, number or article was not seen in public text, "
                "the last column says so.",
                "评级所引文件；名称、编号或条款未在公开文本中核实的，末列注明。",
            )
        ),
        Table(
            cells(("Document", "文件"), ("Issuer", "发布机构"), ("Number", "文号"), ("Year", "年份"), ("Seen", "核实")),
            rows,
            (0.36, 0.24, 0.16, 0.08, 0.16),
        ),
    )
    return Page("materiality/documents", Both("Documents that ratings rest on", "评级所引文件"), "Documents", blocks)


def _checked(verified: bool, unverified: tuple[str, ...]) -> str:
    if not verified:
        return "not verified"
    return f"not seen: {', '.join(unverified)}" if unverified else "yes"
