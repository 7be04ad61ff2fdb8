"""How many of the invented examples and counter-examples of the 278 data points pass, by kind.

`python -m tests.example_report [CODE...]` reads all of them with the shipped code and prints a line for each kind, the
sum, and each text that fails, with the reason if it is a known one; with codes (`E`, `G07`, `E0102-01`) only those.
"""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from tests.disclosure.statement_examples import statement_examples, statement_misses, statement_passes
from tests.extraction.quantity_examples import Example, examples, known_misses, passes, read
from tests.framework.event_examples import event_examples, event_misses, event_passes
from tests.pipeline.formula_examples import formula_examples, formula_misses, formula_passes
from tests.pipeline.import_examples import import_examples, import_misses, import_passes


@dataclass(frozen=True)
class Kind:
    """One kind of example: what it runs through, its texts, how one passes, and the misses that are known."""

    name: str
    examples: list[Example]
    passes: Callable[[Example], bool]
    known: Mapping[str, str]


@cache
def kinds() -> tuple[Kind, ...]:
    """All kinds of examples; together they are those of every data point."""
    return (
        Kind("quantities, through extraction", list(examples()), _quantity_passes, known_misses()),
        Kind("computed, through extraction and formula", formula_examples(), formula_passes, formula_misses()),
        Kind("items, through the reader of statements", statement_examples(), statement_passes, statement_misses()),
        Kind("events, through the cues of incidents", event_examples(), event_passes, event_misses()),
        Kind(
            "lists, analyses and public finance, through the import", import_examples(), import_passes, import_misses()
        ),
    )


def _quantity_passes(example: Example) -> bool:
    return passes(example, read(example.content["text"]))


def report(codes: tuple[str, ...]) -> None:
    """Prints what fails, and the pass rates."""
    lines, good, total = [], 0, 0
    for kind in kinds():
        asked = [e for e in kind.examples if not codes or e.data_point.startswith(codes)]
        failed = [e for e in asked if not kind.passes(e)]
        for example in failed:
            print(f"{example.name} [{kind.known.get(example.name, 'FAILS')}] {example.content['text']!r}")  # noqa: T201
        lines.append((kind.name, len(asked) - len(failed), len(asked)))
        good, total = good + len(asked) - len(failed), total + len(asked)
    for name, passed, count in [*lines, ("all", good, total)]:
        print(f"{name}: {passed} of {count} pass" + (f", {passed / count:.1%}" if count else ""))  # noqa: T201


if __name__ == "__main__":
    report(tuple(sys.argv[1:]))
