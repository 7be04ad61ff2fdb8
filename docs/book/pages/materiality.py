"""Industry materiality: the heat map, a page for each industry with every reason, and the documents cited."""

from docs.book.blocks import Both, Facts, Inline, Page, Style, Table, Text, code, heading, line, link, paragraph
from docs.book.content import Content
from docs.book.pages.framework import cells
from docs.book.references import basis, indicator, industry

_HEAT: tuple[Style, ...] = ("heat-0", "heat-1", "heat-2", "heat-3")


def heat(rating: int) -> Text:
    """A rating on its colour."""
    return Text(str(rating), _HEAT[rating])


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
                "0 (not material) to 3 (high). Each rating has its own reason, on the industry's page. Governance "
                "matters alike everywhere.",
                "各环境与社会议题在申万各一级行业的重要性，0（不具重要性）至 3（高）；每个评级的理由见行业页。治理议题各行业同等重要。",
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
    """One industry's ratings with their reasons and the documents they rest on."""
    name = content.methodology.industries[code_].name
    ratings = sorted(content.materiality.industries[code_].values(), key=lambda rating: _code_order(rating.code))
    rows: list[tuple[Inline, ...]] = []
    for rating in ratings:
        cited: list[Text] = []
        for n, citation in enumerate(rating.citations):
            words = f"{citation.document}, {citation.place}" if citation.place else citation.document
            cited.append(Text(f"; {words}" if n else words, "muted"))
        rows.append(
            (
                line(indicator(rating.code), " ", content.methodology.level1[rating.code].name),
                line(heat(rating.rating)),
                line(rating.reason),
                tuple(cited),
            )
        )
    blocks = (
        Table(
            cells(("Issue", "议题"), ("Rating", "评级"), ("Reason", "理由"), ("Rests on", "依据")),
            tuple(rows),
            (0.2, 0.1, 0.48, 0.22),
        ),
        paragraph(Both("Documents cited", "所引文件"), ": ", link("materiality/documents", "full list")),
    )
    return Page(f"materiality/{code_}", Both(f"{name.en}", name.zh), name.en, blocks)


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
                "What ratings cite. Where a name, number or article was not seen in public text, the last column says so.",
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


__all__ = ["Facts", "code", "documents_page", "heat", "heat_map_page", "industry_page"]
