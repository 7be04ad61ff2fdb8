"""`python -m docs.book`: make the book, as a site and as one PDF, from the methodology's data."""

import argparse
import sys
from pathlib import Path

from docs.book.book import make_book, missing_pages
from docs.book.content import ROOT, load_content
from docs.book.manifest import write_manifest
from docs.book.site import build_site, sources

BUILD = ROOT / "build"


def main(arguments: list[str] | None = None) -> int:
    """Make what was asked for; all of it by default."""
    parser = argparse.ArgumentParser(prog="python -m docs.book", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=["site", "pdf", "manifest", []], help="default: all of them")
    parser.add_argument("--into", type=Path, default=BUILD, help="folder for book/ and cnesg-methodology.pdf")
    chosen = parser.parse_args(arguments)
    parts = chosen.parts or ["manifest", "site", "pdf"]
    content = load_content()
    book = make_book(content)
    if lost := missing_pages(book):
        print("links that lead nowhere:", *lost, sep="\n  ", file=sys.stderr)
        return 1
    if "manifest" in parts:
        write_manifest(sources(book, content))
    if "site" in parts:
        build_site(book, content, BUILD / "book-source", chosen.into.resolve() / "book")
        print(f"site: {chosen.into / 'book' / 'index.html'}")
    if "pdf" in parts:
        from docs.book.pdf import build_pdf

        made = build_pdf(book, content, BUILD / "book-source", chosen.into / "cnesg-methodology.pdf")
        print(f"PDF: {made}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
