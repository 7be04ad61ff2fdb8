"""The whole book: which pages there are, and in which order."""

from docs.book.blocks import Both, Page, Section, links_of, paragraph
from docs.book.content import DOCS, Content
from docs.book.handbook import handbook_page
from docs.book.pages.crosswalk import crosswalk_page, issuers_page
from docs.book.pages.framework import level1_page, overview_page, selection_page
from docs.book.pages.incidents import incidents_page, issue_page
from docs.book.pages.indicators import indicator_page
from docs.book.pages.materiality import documents_page, heat_map_page, industry_page
from docs.book.pages.media import media_page
from docs.book.pages.reference import factors_page, industries_page, metrics_page, policies_page, profiles_page
from docs.book.pages.rules import AREAS, choices_of, choices_page, derivations_page, rules_page
from docs.book.pages.standards import standard_page, standards_page
from docs.book.pages.weights import weights_page

from cnesg.framework.definitions import Level1

_HANDBOOK_FIRST = ("methodology-files", "strict-interpretation", "naming", "scoring")


def make_book(content: Content) -> tuple[Section, ...]:
    """The parts of the book, in reading order."""
    methodology = content.methodology
    return (
        Section(
            Both("Framework", "指标体系"),
            (
                overview_page(content),
                selection_page(content),
                *(_dimension(code, content) for code in methodology.dimensions),
            ),
        ),
        Section(
            Both("Rules", "规则"),
            (
                rules_page(content),
                weights_page(content),
                derivations_page(content),
                Section(
                    Both("Assumed choices", "假定取值"),
                    (choices_page(content), *(choices_of(area, content) for area in AREAS)),
                ),
            ),
        ),
        Section(
            Both("Industries", "行业"),
            (
                heat_map_page(content),
                *(industry_page(code, content) for code in content.materiality.industries),
                documents_page(content),
            ),
        ),
        Section(
            Both("Incidents", "事件"),
            (
                incidents_page(content),
                *(issue_page(one, content) for one in methodology.level1.values() if content.incidents.under(one.code)),
            ),
        ),
        Section(
            Both("Standards", "标准"),
            (standards_page(content), *(standard_page(one, content) for one in content.standards.by_code.values())),
        ),
        Section(
            Both("Reference", "参考数据"),
            (
                factors_page(content),
                policies_page(content),
                profiles_page(content),
                media_page(content),
                metrics_page(content),
                industries_page(content),
                crosswalk_page(content),
                issuers_page(content),
            ),
        ),
        Section(Both("Decisions", "决定"), _decisions()),
        Section(Both("Handbook", "手册"), _handbook()),
    )


def _dimension(code: str, content: Content) -> Section:
    methodology = content.methodology
    return Section(
        Both(methodology.dimensions[code].name.en, methodology.dimensions[code].name.zh),
        tuple(_issue(methodology.level1[child], content) for child in methodology.children(code)),
    )


def _issue(level1: Level1, content: Content) -> Section:
    methodology = content.methodology
    below = (methodology.level2[child] for child in methodology.children(level1.code))
    return Section(
        Both(f"{level1.code} {level1.name.en}", level1.name.zh),
        (level1_page(level1, content), *(indicator_page(level2, content) for level2 in below)),
    )


def _decisions() -> tuple[Page, ...]:
    introduction = Page(
        "decisions/index",
        Both("Decisions", "决定"),
        "About these pages",
        (
            paragraph(
                Both(
                    "Every choice that the published methodology leaves open has a page: what was chosen, why, what "
                    "else was possible, and what would change it.",
                    "已发布方法学未明确之处，各有一页说明：选择为何、理由、其他可能以及改变条件。",
                )
            ),
        ),
    )
    return introduction, *(handbook_page(path) for path in sorted((DOCS / "decisions").glob("*.md")))


def _handbook() -> tuple[Page, ...]:
    files = {path.stem: path for path in sorted(DOCS.glob("*.md")) if path.name != "README.md"}
    names = [name for name in _HANDBOOK_FIRST if name in files]
    names += [name for name in files if name not in names]
    return tuple(handbook_page(files[name]) for name in names)


def missing_pages(book: tuple[Section, ...]) -> tuple[str, ...]:
    """Links within the book that lead nowhere, as `page -> target`."""
    known = {page.path for part in book for page in part.pages}
    return tuple(
        sorted(
            {
                f"{page.path} -> {link.page}"
                for part in book
                for page in part.pages
                for link in links_of(page.blocks)
                if "://" not in link.page and link.page not in known
            }
        )
    )
