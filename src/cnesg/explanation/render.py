"""The tree in words, for a terminal."""

from rich.text import Text
from rich.tree import Tree

from cnesg.errors import Language, current_language
from cnesg.explanation.tree import Explanation
from cnesg.explanation.words import Words


def render_tree(explanation: Explanation, language: Language | None = None, depth: int | None = None) -> Tree:
    """The explanation as a tree of lines.

    Args:
        explanation: what `explain` gave.
        language: of names and wording; the reader's by default.
        depth: levels below the root to show; all by default.
    """
    words = Words(language or current_language())
    root = Tree(Text(words.root(explanation), style="bold"))
    _grow(root, explanation, words, depth)
    return root


def _grow(tree: Tree, explanation: Explanation, words: "Words", depth: int | None) -> None:
    for line in words.details(explanation):
        tree.add(Text(line, style="dim"))
    for used in explanation.inputs:
        branch = tree.add(Text(words.input(used)))
        for line in words.evidence_lines(used):
            branch.add(Text(line, style="dim"))
    if depth == 0:
        return
    for part in explanation.parts:
        branch = tree.add(Text(words.part(part, explanation), style="" if part.score is not None else "dim"))
        if part.score is not None:
            _grow(branch, part, words, None if depth is None else depth - 1)
