import pytest
from docs.book.blocks import Page, Section
from docs.book.book import make_book
from docs.book.content import Content, load_content


@pytest.fixture(scope="session")
def content() -> Content:
    return load_content()


@pytest.fixture(scope="session")
def book(content: Content) -> tuple[Section, ...]:
    return make_book(content)


@pytest.fixture(scope="session")
def pages(book: tuple[Section, ...]) -> dict[str, Page]:
    return {page.path: page for part in book for page in part.pages}
