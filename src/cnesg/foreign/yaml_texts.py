"""YAML as plain values, without duplicate keys; of files from others no deeper or larger than anything that we read."""

import pickle
from dataclasses import dataclass
from typing import Any

import yaml

from cnesg.foreign.bounds import DEPTH, NODES

Parsed = tuple[bytes | None, int | str, str]
"""The content, packed; else the line and the words of what is wrong."""


class _StrictLoader(yaml.CSafeLoader):
    """The safe loader, refusing a mapping that gives a key twice (plain YAML would keep the last in silence)."""


def _mapping_without_duplicates(loader: _StrictLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    given = list(node.value)
    mapping = loader.construct_mapping(node, deep=True)
    if len(mapping) == len(given):
        return mapping
    seen: set[Any] = set()
    for key_node, _ in given:
        key = loader.construct_object(key_node, deep=True)
        if key in seen:
            raise yaml.constructor.ConstructorError(None, None, f"duplicate key {key!r}", key_node.start_mark)
        seen.add(key)
    return mapping


_StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping_without_duplicates)


def parsed(text: str) -> Parsed:
    """What a text holds that we wrote ourselves; of others' see `OthersYaml`."""
    try:
        # S506 - a subclass of the safe loader
        return pickle.dumps(yaml.load(text, _StrictLoader), pickle.HIGHEST_PROTOCOL), "?", "?"  # noqa: S506
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        return None, mark.line + 1 if mark else "?", error.problem or "?"
    except (yaml.YAMLError, ValueError) as error:  # a day that no month has, a number with thousands of digits
        return None, "?", str(error).partition("\n")[0]


@dataclass(frozen=True)
class OthersYaml:
    """A YAML text from others."""

    text: str

    def __call__(self) -> Parsed:
        """What it holds, packed; else the line and the words of what is wrong."""
        return _excess(self.text) or parsed(self.text)


def _excess(text: str) -> Parsed | None:
    """Where a text goes beyond what is read, seen without building anything; None where it does not, or is no YAML."""
    sizes: dict[str, int] = {}
    opened: list[tuple[str, int]] = []  # the anchor and the values so far of each level
    size = 0
    try:
        for event in yaml.parse(text, yaml.CSafeLoader):
            mark, added, anchor = event.start_mark, 1, str(getattr(event, "anchor", None) or "")
            line = mark.line + 1 if mark else "?"
            if isinstance(event, yaml.AliasEvent):
                if any(anchor == above for above, _ in opened):
                    return None, line, f"*{anchor} stands within itself"
                added = sizes.get(anchor, 1)
            elif isinstance(event, yaml.CollectionStartEvent):
                opened.append((anchor, size))
                if len(opened) > DEPTH:
                    return None, line, f"nested more than {DEPTH} levels deep"
            elif isinstance(event, yaml.CollectionEndEvent):
                above, before = opened.pop()
                if above:
                    sizes[above] = size - before
                added = 0
            size += added
            if size > NODES:
                return None, line, f"more than {NODES} values, aliases counted as what they stand for"
    except yaml.YAMLError:
        return None  # parsing says what is wrong
    return None
