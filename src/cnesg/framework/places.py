"""Places in the methodology's files: how each value is named, found, and replaced without touching the files.

A place is the path of a file without its ending, then the way within it, parted by dots; members of a list go by their
code, id, address or pair, else by their number: `media.tiers.portal.weight`, `judgements.E.pairs.E03-E01.by`. Files
of the core (`rules.yaml`, `indicators/`, ...) have shorter places of their own, see `cnesg.framework.choices`.
"""

import hashlib
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from fnmatch import fnmatchcase
from importlib.resources.abc import Traversable
from pathlib import PurePosixPath
from typing import IO, Any

import yaml

from cnesg.framework.loader import OTHER_PLACES
from cnesg.framework.yaml_files import of_folder, parse_yaml, yaml_files

_LABELS = ("code", "id", "item", "hsics", "topic", "cue", "unit", "metric", "step", "rule")


Way = tuple[str | int, ...]


@dataclass(frozen=True)
class Found:
    """A value at a place.

    Attributes:
        place: its name.
        file: the file that it stands in, relative to the methodology's folder.
        way: keys and numbers that lead to it within the file's content.
        value: as the file has it.
        above: the mappings around it, the innermost last.
        labels: of each step of the way.
        nodes: what stands after each step, the value itself last.
    """

    place: str
    file: str
    way: Way
    value: Any
    above: tuple[Mapping[str, Any], ...]
    labels: tuple[str, ...] = ()
    nodes: tuple[Any, ...] = ()


class Parts:
    """The content of the files that their own loaders read: media, judgements, materiality and so on."""

    def __init__(self, contents: Mapping[str, Any]) -> None:
        """Args: parsed contents by file name; a file that cannot be parsed is left out, its loader says why."""
        self.contents = contents
        self._dotted = {str(PurePosixPath(name).with_suffix("")).replace("/", "."): name for name in contents}

    def find(self, place: str) -> Found:
        """What stands at a place; the last step may name a field that the file leaves to its default.

        Raises:
            LookupError: there is no such place.
        """
        fitting = [dotted for dotted in self._dotted if f"{place}.".startswith(f"{dotted}.")]
        if not fitting:
            raise LookupError(place)
        dotted = max(fitting, key=len)
        file = self._dotted[dotted]
        node, rest = self.contents[file], place[len(dotted) + 1 :]
        way: list[str | int] = []
        above: list[Mapping[str, Any]] = []
        labels: list[str] = []
        nodes: list[Any] = []
        while rest:
            above += [node] if isinstance(node, Mapping) else []
            step, label, inner = _step(node, rest, place)
            way.append(step)
            labels.append(label)
            nodes.append(inner)
            node, rest = inner, rest[len(label) + 1 :]
        return Found(place, file, tuple(way), node, tuple(above), tuple(labels), tuple(nodes))

    def matching(self, pattern: str) -> Iterator[Found]:
        """Every value whose place fits a pattern; `*` in a step stands for any characters of one label."""
        steps = pattern.split(".")
        for dotted, name in self._dotted.items():
            head = dotted.split(".")
            if len(head) <= len(steps) and all(map(fnmatchcase, head, steps)):
                root = Found(dotted, name, (), self.contents[name], ())
                yield from _below(root, steps[len(head) :])


def _below(found: Found, steps: Sequence[str]) -> Iterator[Found]:
    if not steps:
        yield found
        return
    above = (*found.above, found.value) if isinstance(found.value, Mapping) else found.above
    for label, step, inner in members(found.value):
        if fnmatchcase(label, steps[0]):
            way, labels, nodes = (*found.way, step), (*found.labels, label), (*found.nodes, inner)
            yield from _below(Found(f"{found.place}.{label}", found.file, way, inner, above, labels, nodes), steps[1:])


def members(node: Any) -> Iterator[tuple[str, str | int, Any]]:
    """Label, key or number, and value of everything directly within a mapping or a list."""
    if isinstance(node, Mapping):
        yield from ((str(key), key, value) for key, value in node.items())
    elif isinstance(node, list):
        labels = [_label(member) for member in node]
        for number, (label, member) in enumerate(zip(labels, node, strict=True)):
            # A label that two members share names neither.
            yield (label if label and labels.count(label) == 1 else str(number)), number, member


def _label(member: Any) -> str | None:
    if not isinstance(member, Mapping):
        return None
    if "more" in member and "less" in member:
        return f"{member['more']}-{member['less']}"
    if member.get("domains"):
        return str(member["domains"][0])
    return next((str(member[key]) for key in _LABELS if isinstance(member.get(key), str | int)), None)


def _step(node: Any, rest: str, place: str) -> tuple[str | int, str, Any]:
    """The member that a way goes on with; labels may hold dots, so the longest one that fits is meant."""
    fitting = [(label, step, inner) for label, step, inner in members(node) if f"{rest}.".startswith(f"{label}.")]
    if fitting:
        label, step, inner = max(fitting, key=lambda one: len(one[0]))
        return step, label, inner
    if isinstance(node, Mapping) and rest.isidentifier():
        return rest, rest, None
    raise LookupError(place)


def replaced(parts: Parts, values: Mapping[str, Any]) -> dict[str, str]:
    """The text of every file that changes where values are put at places; all places are found before any changes.

    Raises:
        LookupError: a place that does not exist.
    """
    found = [(parts.find(place), value) for place, value in values.items()]
    changed = {one.file: deepcopy(parts.contents[one.file]) for one, _ in found}
    for one, value in found:
        if not one.way:
            raise LookupError(one.place)
        place: Any = changed[one.file]
        for step in one.way[:-1]:
            place = place[step]
        # A number with its basis keeps them: only the number changes.
        if isinstance(one.value, Mapping) and "value" in one.value and not isinstance(value, Mapping):
            place[one.way[-1]] = {**place[one.way[-1]], "value": value}
        else:
            place[one.way[-1]] = value
    return {file: _text(content) for file, content in changed.items()}


def _text(content: Any) -> str:
    return yaml.dump(content, Dumper=_PlainDumper, allow_unicode=True, sort_keys=False)


class _PlainDumper(yaml.CSafeDumper):
    """The safe dumper without anchors, which a reader of a profile would not expect."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


class OverlaidFolder(Traversable):
    """A folder seen with other texts in place of some of its files; the files themselves stay as they are."""

    def __init__(self, base: Traversable, texts: Mapping[str, str], at: str = "") -> None:
        """Args: the folder or file beneath, texts by name relative to the whole folder, where in it this one lies."""
        self._base, self._texts, self._at = base, dict(texts), at

    @property
    def base(self) -> Traversable:
        """What lies beneath."""
        return self._base

    @property
    def name(self) -> str:
        """The name of the folder or file beneath."""
        return self._base.name

    def __str__(self) -> str:
        """The place of the folder beneath, for messages."""
        return str(self._base)

    def is_dir(self) -> bool:
        """Whether it is a folder."""
        return self._base.is_dir()

    def is_file(self) -> bool:
        """Whether it is a file."""
        return self._base.is_file()

    def iterdir(self) -> "Iterator[OverlaidFolder]":
        """What lies in the folder."""
        for entry in self._base.iterdir():
            yield OverlaidFolder(entry, self._texts, str(PurePosixPath(self._at) / entry.name))

    def joinpath(self, *descendants: Any) -> "OverlaidFolder":
        """A folder or file within."""
        at = PurePosixPath(self._at).joinpath(*map(str, descendants))
        return OverlaidFolder(self._base.joinpath(*map(str, descendants)), self._texts, str(at))

    def __truediv__(self, child: Any) -> "OverlaidFolder":
        """A folder or file within."""
        return self.joinpath(child)

    def read_bytes(self) -> bytes:
        """The bytes of a file."""
        text = self._texts.get(self._at)
        return self._base.read_bytes() if text is None else text.encode()

    def read_text(self, encoding: str | None = None) -> str:
        """The text of a file."""
        return self.read_bytes().decode(encoding or "utf-8")

    def open(self, mode: str = "r", *_args: Any, **keywords: Any) -> IO[Any]:
        """A file opened for reading."""
        return io.BytesIO(self.read_bytes()) if "b" in mode else io.StringIO(self.read_text(keywords.get("encoding")))

    @property
    def fingerprint(self) -> str:
        """A hash of the texts in place of files, to tell it from the folder beneath and from other overlays."""
        return hashlib.sha256(json.dumps(self._texts, sort_keys=True).encode()).hexdigest()

    def texts(self) -> Mapping[str, str]:
        """The texts in place of files, by name."""
        return dict(self._texts)


def folder_key(folder: Traversable) -> tuple[str, str]:
    """What tells a methodology folder from others, for what is compiled once for each."""
    return str(folder), folder.fingerprint if isinstance(folder, OverlaidFolder) else ""


def read_parts(folder: Traversable) -> Parts:
    """The parts of a methodology folder; those of the package are read once a process."""
    return of_folder(_read, folder)


def _read(folder: Traversable) -> Parts:
    if isinstance(folder, OverlaidFolder):
        contents = dict(read_parts(folder.base).contents)
        return Parts(contents | {name: parse_yaml(name, text)[0] for name, text in folder.texts().items()})
    contents = {}
    for name, source in part_files(folder):
        try:
            content, problems = parse_yaml(name, source.read_text(encoding="utf-8"))
        except UnicodeDecodeError:
            continue
        if not problems:
            contents[name] = content
    return Parts(contents)


def part_files(folder: Traversable) -> Iterator[tuple[str, Traversable]]:
    """The files of a methodology folder that are read by their own loaders."""
    for name, source in yaml_files(folder) if folder.is_dir() else ():
        if name.startswith(tuple(OTHER_PLACES)):
            yield name, source
