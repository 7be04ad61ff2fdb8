"""Reading the media registry: all files checked, all problems reported at once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from pathlib import PurePosixPath
from typing import Any

from cnesg.errors import MethodologyError, Problem
from cnesg.framework.media import MediaRegistry, Outlet, PlacementRule, Tier, host_of, plain_name
from cnesg.framework.yaml_files import of_folder, parse_yaml, validate_entries, yaml_files

FOLDER = "media"
TIERS_FILE = "tiers.yaml"
RULES_FILE = "rules.yaml"


@dataclass
class _Draft:
    """What the files gave before it is checked; outlets with the file each stands in."""

    tiers: list[Tier] = field(default_factory=list)
    rules: list[PlacementRule] = field(default_factory=list)
    outlets: list[tuple[str, Outlet]] = field(default_factory=list)


def load_media(folder: Traversable | None = None) -> MediaRegistry:
    """The media of a methodology folder (`Methodology.folder`), or of the package (read once a process).

    Raises:
        MethodologyError: with every problem of every file.
    """
    return of_folder(_load, folder)


def _load(folder: Traversable) -> MediaRegistry:
    root = folder / FOLDER
    missing = [name for name in (TIERS_FILE, RULES_FILE) if not (root / name).is_file()]
    if missing:
        raise MethodologyError(
            *(Problem.of("framework.no_file", file=f"{FOLDER}/{name}", folder=folder) for name in missing)
        )
    draft = _Draft()
    problems = [problem for name, source in yaml_files(root, FOLDER) for problem in _read(name, source, draft)]
    if not problems:
        problems = [*_outlet_problems(draft), *_tier_problems(draft), *_rule_problems(draft)]
    if not problems:
        problems = list(_example_problems(draft))
    if problems:
        raise MethodologyError(*problems)
    return MediaRegistry(draft.tiers, draft.rules, (outlet for _, outlet in draft.outlets))


def _read(name: str, source: Traversable, draft: _Draft) -> list[Problem]:
    try:
        content, problems = parse_yaml(name, source.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        return [Problem.of("framework.not_utf8", file=name)]
    return problems or _typed(name, content, draft)


def _typed(name: str, content: Any, draft: _Draft) -> list[Problem]:
    if PurePosixPath(name).name == TIERS_FILE:
        draft.tiers, problems = validate_entries(name, Tier, content)
    elif PurePosixPath(name).name == RULES_FILE:
        draft.rules, problems = validate_entries(name, PlacementRule, content)
    else:
        outlets, problems = validate_entries(name, Outlet, content)
        draft.outlets += [(name, outlet) for outlet in outlets]
    return problems


def _tier_problems(draft: _Draft) -> Iterator[Problem]:
    file, seen = f"{FOLDER}/{TIERS_FILE}", set[str]()
    for tier in draft.tiers:
        if tier.code in seen:
            yield Problem.of("media.duplicate", file=file, entry=tier.code, other=file)
        seen.add(tier.code)
        if not 0 <= tier.weight.value <= 1:
            yield Problem.of("media.weight", file=file, entry=tier.code)


def _rule_problems(draft: _Draft) -> Iterator[Problem]:
    tiers = {tier.code for tier in draft.tiers}
    file, seen, domains = f"{FOLDER}/{RULES_FILE}", set[str](), set[str]()
    for rule in draft.rules:
        if rule.code in seen:
            yield Problem.of("media.duplicate", file=file, entry=rule.code, other=file)
        seen.add(rule.code)
        if rule.tier not in tiers:
            yield Problem.of("media.unknown_tier", file=file, entry=rule.code, tier=rule.tier)
        for domain in rule.domains:
            if domain in domains:
                yield Problem.of("media.duplicate", file=file, entry=domain, other=file)
            domains.add(domain)
        for pattern in (*rule.hosts, *rule.names):
            if not _compiles(pattern):
                yield Problem.of("media.pattern", file=file, entry=rule.code, pattern=pattern)
    if not draft.rules or draft.rules[-1].hosts or draft.rules[-1].names or draft.rules[-1].domains:
        yield Problem.of("media.no_last_rule", file=file)
    for rule in draft.rules[:-1]:
        if not (rule.hosts or rule.names or rule.domains):
            yield Problem.of("media.rule_without_condition", file=file, entry=rule.code)


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True


def _outlet_problems(draft: _Draft) -> Iterator[Problem]:
    """Each domain and each name belongs to one outlet, and each outlet to a tier that there is."""
    tiers = {tier.code for tier in draft.tiers}
    domains: dict[str, str] = {}
    names: dict[str, tuple[str, Outlet]] = {}
    for file, outlet in draft.outlets:
        label = outlet.domains[0]
        if outlet.tier not in tiers:
            yield Problem.of("media.unknown_tier", file=file, entry=label, tier=outlet.tier)
        for domain in outlet.domains:
            if domain in domains:
                yield Problem.of("media.duplicate", file=file, entry=domain, other=domains[domain])
            domains.setdefault(domain, file)
        for plain, name in {plain_name(name): name for name in reversed(outlet.names)}.items():
            other_file, other = names.setdefault(plain, (file, outlet))
            if other is not outlet:
                yield Problem.of("media.duplicate_name", file=file, entry=label, name=name, other=other_file)


def _example_problems(draft: _Draft) -> Iterator[Problem]:
    """Each rule places its own examples, asked together with all the others."""
    rules_only = MediaRegistry(draft.tiers, draft.rules, ())
    for rule in draft.rules:
        for example in rule.examples:
            placed = rules_only.tier_of(example) if host_of(example) else rules_only.tier_of(None, example)
            if placed.by != rule.code:
                yield Problem.of(
                    "media.example", file=f"{FOLDER}/{RULES_FILE}", entry=rule.code, example=example, other=placed.by
                )
