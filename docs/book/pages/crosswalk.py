"""From the Hang Seng classification to Shenwan, and whom issuers without listed shares are compared with."""

from docs.book.blocks import Both, Inline, Page, Table, Text, code, line, paragraph, separated
from docs.book.content import Content
from docs.book.pages.framework import cells
from docs.book.references import basis
from docs.book.words import ISSUER_COLUMNS

from cnesg.framework.crosswalk import CrosswalkRow
from cnesg.framework.issuer_groups import IssuerGroups


def crosswalk_page(content: Content) -> Page:
    """Every dated row of the crosswalk with its confidence."""
    blocks = (
        paragraph(
            Both(
                "Where a company of a Hang Seng code belongs in Shenwan 2021. What the confidences lack of 100 % is "
                "spread over other industries.",
                "恒生行业代码企业在申万2021分类中的归属；置信度合计不足 100% 的部分分散于其他行业。",
            )
        ),
        Table(
            cells(("Hang Seng", "恒生"), ("Shenwan", "申万"), ("From", "起始"), ("Note", "说明"), ("Basis", "依据")),
            tuple(_row(row, content) for row in content.crosswalk.rows),
            (0.22, 0.26, 0.12, 0.26, 0.14),
        ),
    )
    title = Both("From Hang Seng to Shenwan", "恒生行业分类与申万分类对照")
    return Page("reference/crosswalk", title, "Hang Seng crosswalk", blocks)


def _row(row: CrosswalkRow, content: Content) -> tuple[Inline, ...]:
    names = {node.code: node.name for node in content.crosswalk.nodes}
    industries = content.methodology.industries
    until = f" to {row.valid_to}" if row.valid_to else ""
    return (
        line(code(row.hsics), " ", names.get(row.hsics)),
        separated(
            line(code(target.code), " ", industries[target.code].name, f" {target.confidence:.0%}")
            for target in row.shenwan
        ),
        line(f"{row.valid_from}{until}"),
        line(row.note),
        basis(row),
    )


def issuers_page(content: Content) -> Page:
    """Peer groups of issuers of bonds, financing vehicles and local governments."""
    blocks = (
        paragraph(
            Both(
                "Listed companies are compared within Shenwan industries. For others the first family whose conditions "
                "a company meets decides; a step whose columns are not all known is left out.",
                "上市公司在申万行业内比较；其他发行人按首个符合条件的类别分组，所需信息不全的层级跳过。",
            )
        ),
        Table(
            cells(
                ("Family", "类别"),
                ("For whom", "适用对象"),
                ("Compared by, finest first", "比较层级（由细到粗）"),
                ("Basis", "依据"),
            ),
            tuple(_family(family) for family in content.issuer_groups),
            (0.26, 0.26, 0.28, 0.2),
        ),
    )
    return Page(
        "reference/issuers", Both("Peers of unlisted issuers", "非上市发行人的同业组"), "Unlisted issuers", blocks
    )


def _family(family: IssuerGroups) -> tuple[Inline, ...]:
    conditions = "; ".join(f"{name}: {' or '.join(values)}" for name, values in family.companies.columns.items())
    steps = (
        separated((line(ISSUER_COLUMNS[column]) for column in step), " × ") or line(Both("everybody in it", "类别全体"))
        for step in family.ladder
    )
    return line(code(family.code), " ", family.name), line(Text(conditions)), separated(steps, " → "), basis(family)
