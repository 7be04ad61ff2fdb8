"""The methodology with all that belongs to it: indicators, wording, units and statement phrases, and how they meet."""

from collections.abc import Callable, Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from cnesg.errors import MethodologyError, Problem
from cnesg.framework.lexicon import load_lexicon
from cnesg.framework.loader import load_methodology
from cnesg.framework.methodology import Methodology
from cnesg.framework.statements import check_items, load_statement_phrases
from cnesg.framework.units import load_units

# What the other loaders read, each with the file or folder it needs.
_LOADERS: tuple[tuple[str, Callable[[Traversable], object]], ...] = (
    ("units.yaml", load_units),
    ("lexicon", load_lexicon),
    ("statements", load_statement_phrases),
)


def check_methodology(folder: Path | None = None) -> Methodology:
    """A methodology folder, or the shipped one, read and checked in all its parts.

    `load_methodology` reads what scoring needs; this also reads what extraction needs, and proves that each phrase
    belongs to a metric or item and each item has phrases.

    Raises:
        MethodologyError: every problem of every part.
    """
    problems: list[Problem] = []
    methodology: Methodology | None = None
    try:
        methodology = load_methodology(folder)
    except MethodologyError as error:
        problems += error.problems
    where: Traversable = folder or files("cnesg") / "methodology"
    if where.is_dir():
        problems += _other_parts(where)
    if methodology is None or problems:
        raise MethodologyError(*problems)
    links = [*_lexicon_links(methodology), *_item_links(methodology)]
    if links:
        raise MethodologyError(*links)
    return methodology


def _other_parts(folder: Traversable) -> Iterator[Problem]:
    for place, load in _LOADERS:
        part = folder / place
        if not (part.is_file() or part.is_dir()):
            yield Problem.of("framework.no_file", file=place, folder=folder)
            continue
        try:
            load(folder)
        except MethodologyError as error:
            yield from error.problems
        except UnicodeDecodeError:
            yield Problem.of("framework.not_utf8", file=place)


def _lexicon_links(methodology: Methodology) -> Iterator[Problem]:
    metrics = sorted({entry.metric for entry in load_lexicon(methodology.folder).entries})
    for name in metrics:
        if name not in methodology.metrics:
            yield Problem.of("framework.unknown_metric", file="lexicon/", entry=name, metric=name)


def _item_links(methodology: Methodology) -> list[Problem]:
    items = [code for code, point in methodology.data_points.items() if point.kind == "item"]
    return check_items(load_statement_phrases(methodology.folder), items)
