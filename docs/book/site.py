"""The static site: Markdown pages, theme and configuration, built by Zensical."""

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from docs.book.blocks import Page, Section
from docs.book.content import Content
from docs.book.front import front_page
from docs.book.markdown import markdown

THEME = Path(__file__).with_name("theme")
_INDEX_HEAD = 200  # characters in which the index says how it is to be read
FRAME_WORKER = "iframe-worker.js"  # the generator looks for this name; without it, it loads one from a public host


def sources(book: tuple[Section, ...], content: Content) -> Mapping[str, str]:
    """The site's Markdown by path, the front page included."""
    pages = {f"{page.path}.md": markdown(page) for part in book for page in part.pages}
    return {"index.md": front_page(content), **pages}


def build_site(book: tuple[Section, ...], content: Content, work: Path, into: Path) -> None:
    """Write the sources below `work` and build the site.

    Args:
        book: all parts.
        content: the data, for the front page.
        work: folder for sources and configuration; emptied before.
        into: folder of the finished site; emptied before.

    Raises:
        CalledProcessError: the site generator failed; its own words are on the terminal.
    """
    for folder in (work, into):
        shutil.rmtree(folder, ignore_errors=True)
    pages = work / "docs"
    for place, text in sources(book, content).items():
        target = pages / place
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    for name in ("book.css", "book.js", FRAME_WORKER):
        (pages / "theme").mkdir(exist_ok=True)
        shutil.copyfile(THEME / name, pages / "theme" / name)
    (work / "mkdocs.yml").write_text(json.dumps(configuration(book, content), ensure_ascii=False), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "zensical", "build", "--clean", "-f", "mkdocs.yml"], cwd=work, check=True)
    search_both_languages(work / "site")
    into.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(work / "site", into)


def search_both_languages(site: Path) -> None:
    """Let the search cut Chinese into words; the generator knows the one language of its own buttons only.

    Args:
        site: a finished site; `search.js` is the index for pages opened from disk, `search.json` for those served.

    Raises:
        ValueError: the generator writes its index otherwise than when this was written.
    """
    for name in ("search.json", "search.js"):
        index = site / name
        text = index.read_text(encoding="utf-8")
        found = text.count('"lang":["en"]', 0, _INDEX_HEAD)
        if found != 1:
            raise ValueError(f"{name}: the generator no longer writes the search's language where it did")
        index.write_text(text.replace('"lang":["en"]', '"lang":["en","zh"]', 1), encoding="utf-8")


def configuration(book: tuple[Section, ...], content: Content) -> dict[str, Any]:
    """The generator's configuration; JSON is YAML."""
    return {
        "site_name": "CN-ESG methodology",
        "site_url": "",
        "docs_dir": "docs",
        "site_dir": "site",
        "use_directory_urls": False,
        "copyright": f"{content.methodology.label} · methodology {content.methodology.versions.methodology}",
        "theme": {
            "name": "material",
            "variant": "modern",
            "language": "en",
            "font": False,
            "features": [
                "navigation.tabs",
                "navigation.prune",
                "navigation.top",
                "navigation.footer",
                "search.highlight",
            ],
            "palette": [{"scheme": "default", "primary": "custom", "accent": "custom"}],
        },
        "extra": {"generator": False, "polyfills": [{"path": f"theme/{FRAME_WORKER}", "async": False, "defer": False}]},
        "extra_css": ["theme/book.css"],
        "extra_javascript": ["theme/book.js"],
        "markdown_extensions": ["attr_list", {"toc": {"permalink": False, "toc_depth": "2-3"}}],
        "plugins": ["search", "offline"],
        "nav": [{"Title": "index.md"}, *(_navigation(part) for part in book)],
    }


def _navigation(entry: Page | Section) -> dict[str, Any]:
    if isinstance(entry, Page):
        return {entry.label: f"{entry.path}.md"}
    return {entry.title.en: [_navigation(child) for child in entry.children]}
