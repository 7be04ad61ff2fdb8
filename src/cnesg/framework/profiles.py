"""Finding a profile: one that ships with the methodology, or a user's own YAML file."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from cnesg.errors import InputError, MethodologyError, Problem
from cnesg.framework.definitions.rules import Profile
from cnesg.framework.loader import OTHER_PLACES
from cnesg.framework.mappings import load_mappings
from cnesg.framework.methodology import TOTAL, Methodology
from cnesg.framework.overrides import with_profile
from cnesg.framework.standards import load_standards
from cnesg.framework.yaml_files import others_yaml, validate_mapping

_READING = frozenset(
    place.removesuffix("/").removesuffix(".yaml") for place, version in OTHER_PLACES.items() if version == "extraction"
)


def find_profile(methodology: Methodology, wanted: str) -> Profile:
    """The profile of that name, or the one in the YAML file of that path.

    Raises:
        InputError: neither a profile nor a file.
        MethodologyError: the file is broken, names codes or places that do not exist, or values that do not fit; every
            problem is given.
    """
    if wanted in methodology.profiles:
        return by_standards(methodology, methodology.profiles[wanted])
    path = Path(wanted)
    if path.suffix not in {".yaml", ".yml"} or not path.is_file():
        raise InputError.of("choices.no_profile", profile=wanted, profiles=", ".join(methodology.profiles))
    content, problems = others_yaml(path)
    profile, more = (None, []) if problems else validate_mapping(path.name, Profile, content)
    problems += more
    if profile is not None:
        problems += [*_unknown_codes(profile, methodology, path.name), *_misfits(profile, methodology, path.name)]
        try:
            with_profile(methodology, profile)
        except MethodologyError as error:
            problems += error.problems
    if profile is None or problems:
        raise MethodologyError(*problems)
    return by_standards(methodology, profile)


def run_label(profile: Profile, methodology: Methodology) -> str:
    """What runs call a profile: its name; a user's own with a hash of its content, as its file may change.

    Args:
        profile: from `find_profile`.
        methodology: where profiles that ship are.
    """
    shipped = methodology.profiles.get(profile.name)
    if shipped is not None and by_standards(methodology, shipped) == profile:
        return profile.name
    return f"{profile.name}@{hashlib.sha256(profile.model_dump_json().encode()).hexdigest()[:8]}"


def for_reading(profile: Profile) -> Profile:
    """Of a profile what changes how reports are read: its overrides of wording, units, phrases and identities."""
    kept = {path: value for path, value in profile.overrides.items() if path.partition(".")[0] in _READING}
    return Profile(name=profile.name, title=profile.title, overrides=kept)


def not_for_reading(profile: Profile) -> tuple[str, ...]:
    """What a profile says that reading reports does not know: other overrides, and weights and mixes by their field."""
    fields = [field for field in ("weights", "mix") if getattr(profile, field)]
    return (*fields, *(path for path in profile.overrides if path.partition(".")[0] not in _READING))


def by_standards(methodology: Methodology, profile: Profile) -> Profile:
    """The profile with the indicators that its standards ask for; one that names no standard stays as it is.

    An indicator belongs when one of its data points answers an item of one of the standards (equal, narrower or
    broader; a related item alone is no reason). Indicators that the profile names itself belong as well.

    Raises:
        InputError: an unknown standard.
    """
    if not profile.standards:
        return profile
    standards, mappings = load_standards(methodology.folder), load_mappings(methodology.folder)
    asked = {
        methodology.level2_of(link.code)
        for name in profile.standards
        for link in mappings.of_standard(standards.named(name).standard)
        if link.match != "related" and link.code in methodology.data_points
    }
    return profile.model_copy(update={"indicators": tuple(sorted({*asked, *profile.indicators}))})


def _unknown_codes(profile: Profile, methodology: Methodology, file: str) -> Iterator[Problem]:
    codes = {*methodology.dimensions, *methodology.level1, *methodology.level2}
    for field, named, known in (
        ("indicators", profile.indicators, codes),
        ("without", profile.without, codes),
        ("weights", profile.weights, codes),
        ("mix", profile.mix, set(methodology.level2)),
    ):
        for code in named:
            if code not in known:
                yield Problem.of("choices.no_code", file=file, field=field, code=code)


def _misfits(profile: Profile, methodology: Methodology, file: str) -> Iterator[Problem]:
    """Weights below zero, siblings that are all left without weight, and mixes that are no share."""
    for code, weight in profile.weights.items():
        if weight < 0:
            yield Problem.of("choices.negative_weight", file=file, code=code, weight=f"{weight:g}")
    for code, share in profile.mix.items():
        if not 0 <= share <= 1:
            yield Problem.of("framework.mix_range", file=file, entry=code, mix=f"{share:g}")
    for above in (TOTAL, *methodology.dimensions, *methodology.level1):
        children = methodology.children(above)
        if children and all(profile.weights.get(code, 1.0) == 0 for code in children):
            yield Problem.of("choices.no_weight", file=file, codes=", ".join(sorted(children)))
