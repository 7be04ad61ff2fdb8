"""What each item of a standard asks of a report at least, so that two people would judge alike.

The files lie in `methodology/disclosure/`: `words.yaml` holds the subjects that a sentence can speak of, in both
languages; every other file the requirements of one standard (`hkex-app27.yaml`). They are read apart from the rest of
the methodology, because scoring does not need them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import PurePosixPath
from typing import Literal

from pydantic import Field

from cnesg.errors import MethodologyError, Problem
from cnesg.framework.definitions.base import Definition, Sourced
from cnesg.framework.methodology import Methodology
from cnesg.framework.standards import Standards
from cnesg.framework.statements import LanguagePair, Phrases
from cnesg.framework.yaml_files import of_folder, parse_yaml, validate_mapping, yaml_files

FOLDER = "disclosure"
WORDS_FILE = "words.yaml"

Kind = Literal["policy", "measure", "number"]
Groups = tuple[tuple[str, ...], ...]


class Subject(Definition):
    """A named set of wordings; `..` and `*` as in `cnesg.framework.statements.Topic`.

    A language may be left out where it has no wording of the kind.
    """

    subject: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    en: Phrases = ()
    zh: Phrases = ()


class Words(Sourced):
    """The subjects of all standards.

    Attributes:
        gap: most characters that `..` stands for.
        inapplicable: names of the subjects that say something does not apply or is not reported, and why.
        matters: names of the subjects by which a document is seen to speak of the environment or society at all.
        subjects: the wordings.
    """

    gap: LanguagePair
    inapplicable: tuple[str, ...] = Field(min_length=1)
    matters: tuple[str, ...] = Field(min_length=1)
    subjects: tuple[Subject, ...] = Field(min_length=1)


class Way(Definition):
    """One way in which a sentence answers an item.

    Attributes:
        all: groups of subjects; of each group one must be in the sentence.
        near: groups of which one must be in the sentence, in a heading above it or in the sentence before.
        never: subjects that make it another matter.
        amount: the sentence must hold a number with a unit.
        weight: 1 where one such sentence is enough; less where it takes several.
    """

    all: Groups = Field(min_length=1)
    near: Groups = ()
    never: tuple[str, ...] = ()
    amount: bool = False
    weight: float = Field(default=1.0, gt=0, le=1)

    def subjects(self) -> Iterator[str]:
        """Every subject that the way mentions."""
        for group in (*self.all, *self.near):
            yield from group
        yield from self.never


class Figures(Definition):
    """Extracted quantities that answer a number item.

    Attributes:
        metrics: names in the metric vocabulary, any of which answers.
        classes: dimensions of the breakdown of which the quantity must have one; none are asked for if empty.
        units: units that count; all if empty.
        never: subjects in the quote that make the figure another one.
    """

    metrics: tuple[str, ...] = Field(min_length=1)
    classes: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


class Requirement(Definition):
    """The least that answers an item.

    Attributes:
        item: the standard's id; of an aspect it stands for its general disclosure.
        kind: policy, measure or number.
        figures: quantities that answer it.
        ways: sentences that answer it.
        aside: subjects of which one must be in a sentence that explains why the item is not answered, in groups as in
            `Way.all`; nothing explains the item where there are none.
    """

    item: str = Field(min_length=1)
    kind: Kind
    figures: tuple[Figures, ...] = ()
    ways: tuple[Way, ...] = ()
    aside: tuple[Groups, ...] = ()

    def subjects(self) -> Iterator[str]:
        """Every subject that the requirement mentions."""
        for way in self.ways:
            yield from way.subjects()
        for figures in self.figures:
            yield from figures.never
        for groups in self.aside:
            for group in groups:
                yield from group


class RequirementFile(Sourced):
    """The requirements of one standard.

    Attributes:
        standard: its code.
        like: requirements of another standard, taken over.
        same: the items taken over, by their id here, with their id there.
        items: the standard's own.
    """

    standard: str
    like: str | None = None
    same: dict[str, str] = Field(default_factory=dict)
    items: tuple[Requirement, ...] = ()


@dataclass(frozen=True)
class Requirements:
    """All requirements, checked.

    Attributes:
        words: the subjects with their wordings.
        by_standard: requirements by standard and item.
    """

    words: Words
    by_standard: Mapping[str, Mapping[str, Requirement]]

    def of(self, standard: str) -> Mapping[str, Requirement]:
        """The requirements of a standard by item; empty where the data holds none."""
        return self.by_standard.get(standard, {})


def load_requirements(folder: Traversable | None = None) -> Requirements:
    """The requirements of a methodology folder (`Methodology.folder`), or of the package (read once a process).

    Raises:
        MethodologyError: with every problem of every file.
    """
    return of_folder(_load, folder)


def _load(folder: Traversable) -> Requirements:
    root = folder / FOLDER
    if not root.is_dir():
        raise MethodologyError.of("standards.no_folder", folder=folder, place=f"{FOLDER}/")
    words: Words | None = None
    found: dict[str, RequirementFile] = {}
    problems: list[Problem] = []
    for name, source in yaml_files(root, FOLDER):
        content, more = parse_yaml(name, source.read_text(encoding="utf-8"))
        problems += more
        if more:
            continue
        if name.endswith(WORDS_FILE):
            words, more = validate_mapping(name, Words, content)
        else:
            entry, more = validate_mapping(name, RequirementFile, content)
            if entry is not None:
                found[entry.standard] = entry
                if PurePosixPath(name).stem != entry.standard:
                    more.append(Problem.of("standards.file_name", file=name, code=entry.standard))
        problems += more
    if words is not None and not problems:
        problems += _inconsistencies(words, found)
    elif not problems:
        problems.append(Problem.of("gap.no_words", file=f"{FOLDER}/{WORDS_FILE}"))
    if problems or words is None:
        raise MethodologyError(*problems)
    return Requirements(words, {code: _resolved(found, code) for code in sorted(found)})


def _resolved(found: Mapping[str, RequirementFile], code: str) -> dict[str, Requirement]:
    """A standard's own requirements and those taken over, under their id here."""
    entry = found[code]
    taken: dict[str, Requirement] = {}
    if entry.like is not None:
        others = {requirement.item: requirement for requirement in found[entry.like].items}
        taken = {here: others[there].model_copy(update={"item": here}) for here, there in entry.same.items()}
    return taken | {requirement.item: requirement for requirement in entry.items}


def _inconsistencies(words: Words, found: Mapping[str, RequirementFile]) -> Iterator[Problem]:
    names = [subject.subject for subject in words.subjects]
    for name in _twice(names):
        yield Problem.of("gap.twice", file=f"{FOLDER}/{WORDS_FILE}", entry=name)
    for name in sorted({*words.inapplicable, *words.matters} - set(names)):
        yield Problem.of("gap.unknown_subject", file=f"{FOLDER}/{WORDS_FILE}", entry="-", subject=name)
    used = {name for entry in found.values() for requirement in entry.items for name in requirement.subjects()}
    for name in sorted(set(names) - used - {*words.inapplicable, *words.matters}):
        yield Problem.of("gap.unused", file=f"{FOLDER}/{WORDS_FILE}", entry=name)
    for code, entry in found.items():
        file = f"{FOLDER}/{code}.yaml"
        for item in _twice(requirement.item for requirement in entry.items):
            yield Problem.of("gap.twice", file=file, entry=item)
        for requirement in entry.items:
            for name in sorted(set(requirement.subjects()) - set(names)):
                yield Problem.of("gap.unknown_subject", file=file, entry=requirement.item, subject=name)
            if not requirement.figures and not requirement.ways:
                yield Problem.of("gap.unanswerable", file=file, entry=requirement.item)
        if entry.same:
            other = found.get(entry.like or "")
            there = {requirement.item for requirement in other.items} if other else set()
            for item in sorted(set(entry.same.values()) - there):
                yield Problem.of("gap.nothing_to_take", file=file, entry=item, standard=entry.like or "-")


def check_requirements(requirements: Requirements, methodology: Methodology, standards: Standards) -> Iterator[Problem]:
    """Every standard, item and metric that the requirements name exists."""
    for code, items in requirements.by_standard.items():
        file = f"{FOLDER}/{code}.yaml"
        standard = standards.by_code.get(code)
        if standard is None:
            yield Problem.of("standards.unknown_standard", file=file, entry="standard", code=code)
            continue
        for item, requirement in items.items():
            if item not in standard.by_id:
                yield Problem.of("standards.unknown_item", file=file, entry=item, item=item)
            for name in sorted({m for f in requirement.figures for m in f.metrics} - set(methodology.metrics)):
                yield Problem.of("gap.unknown_metric", file=file, entry=item, metric=name)


def _twice(names: Iterable[str]) -> list[str]:
    return sorted(name for name, times in Counter(names).items() if times > 1)
