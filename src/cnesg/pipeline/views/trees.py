"""An explanation step by step: a score, what it is made of, and down to the printed number on its page."""

from collections.abc import Sequence
from dataclasses import dataclass

from cnesg.errors import InputError, Language
from cnesg.explanation import Explanation
from cnesg.explanation.tree import Evidence, ScoredInput
from cnesg.explanation.words import Words
from cnesg.framework import TOTAL
from cnesg.pipeline.as_of.standing import explained_since
from cnesg.pipeline.runs.reading import read_explanation
from cnesg.pipeline.views.memory import Memory, last_change
from cnesg.pipeline.views.runs import ShownRun
from cnesg.pipeline.workspace import Workspace

SEPARATOR = "."


@dataclass(frozen=True)
class ShownEvidence:
    """A printed number or sentence, and where it stands.

    Attributes:
        evidence: the observation.
        place: document, page and box, line or row, in words.
    """

    evidence: Evidence
    place: str


@dataclass(frozen=True)
class ShownInput:
    """A value that was scored, in words, with what it rests on."""

    used: ScoredInput
    words: str
    evidence: tuple[ShownEvidence, ...]


@dataclass(frozen=True)
class Node:
    """One step of the tree.

    Attributes:
        path: codes and kinds from the root to here, parted by points.
        explanation: the score with its parts.
        details: what is to be said of it: rank, interval, rule, shift of weight.
        parts: the steps below, each with its own words; empty for data points.
        inputs: of data points, the values.
        leaf: whether it is a data point.
        words: the part as a sum: `score x share = contribution`; empty at the root.
        name: in the reader's language.
    """

    path: str
    explanation: Explanation
    details: tuple[str, ...]
    parts: tuple["Node", ...]
    inputs: tuple[ShownInput, ...]
    leaf: bool
    words: str
    name: str


def tree_of(
    workspace: Workspace, memory: Memory, run: ShownRun, company_id: str, code: str = TOTAL, kind: str = "synthetic"
) -> Explanation:
    """The whole explanation of a score at a run, kept for the steps that readers open next.

    Its evidence says what has become of it since (`Evidence.since`).

    Raises:
        InputError: the company has no such score.
    """
    changed = last_change(workspace, memory, "observations")
    key = (str(workspace.folder), "tree", run.run_id, company_id, code, kind, changed)
    return memory.get(key, lambda: _read(workspace, company_id, code, kind, run.run_id))


def _read(workspace: Workspace, company_id: str, code: str, kind: str, run_id: str) -> Explanation:
    told = read_explanation(workspace, company_id, code, None, kind, run_id=run_id)
    return explained_since(workspace, told)


def node_at(tree: Explanation, path: Sequence[str], language: Language) -> Node:
    """The step at the end of a path, with the steps below it.

    Args:
        tree: from `tree_of`.
        path: codes and kinds below the root, `("E", "E01")`; empty for the root.
        language: of words.

    Raises:
        InputError: the tree has no such step.
    """
    found, parent = tree, None
    for step in path:
        below = next((part for part in found.parts if step_of(part, found) == step), None)
        if below is None:
            raise InputError.of("explanation.unknown_code", code=SEPARATOR.join(path))
        found, parent = below, found
    return _node(found, parent, SEPARATOR.join(path), Words(language), deep=True)


def step_of(part: Explanation, parent: Explanation) -> str:
    """What a part is called in a path: disclosure and performance of one indicator by their kind."""
    return part.kind if part.code == parent.code else part.code


def _place(part: Explanation) -> int:
    """E, S, G, as everyone says it; what stands under one of them keeps its order."""
    return "ESG".find(part.code)


def _node(explanation: Explanation, parent: Explanation | None, path: str, words: Words, *, deep: bool) -> Node:
    parts: tuple[Node, ...] = ()
    if deep:
        parts = tuple(
            _node(
                part, explanation, SEPARATOR.join(filter(None, (path, step_of(part, explanation)))), words, deep=False
            )
            for part in sorted(explanation.parts, key=_place)
        )
    return Node(
        path=path,
        explanation=explanation,
        details=tuple(words.details(explanation)) if deep else (),
        parts=parts,
        inputs=tuple(_shown(used, words) for used in explanation.inputs) if deep else (),
        leaf=explanation.rule is not None,
        words=words.part(explanation, parent) if parent is not None else words.root(explanation),
        name=words.own(explanation.name_en, explanation.name_zh) or explanation.code,
    )


def _shown(used: ScoredInput, words: Words) -> ShownInput:
    evidence = tuple(ShownEvidence(one, words.place(one, imported=one.method == "import")) for one in used.evidence)
    steps = words.steps(used) if used.origin == "derived" else []
    return ShownInput(used, " · ".join([words.input(used), *steps]), evidence)
