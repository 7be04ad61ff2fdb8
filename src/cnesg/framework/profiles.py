"""Finding a profile: one that ships with the methodology, or a user's own YAML file."""

from collections.abc import Iterator
from pathlib import Path

from cnesg.errors import InputError, MethodologyError, Problem
from cnesg.framework.choices import with_profile
from cnesg.framework.definitions.rules import Profile
from cnesg.framework.methodology import Methodology
from cnesg.framework.yaml_files import parse_yaml, validate_mapping


def find_profile(methodology: Methodology, wanted: str) -> Profile:
    """The profile of that name, or the one in the YAML file of that path.

    Raises:
        InputError: neither a profile nor a file.
        MethodologyError: the file is broken, names codes or places that do not exist, or values that do not fit; every
            problem is given.
    """
    if wanted in methodology.profiles:
        return methodology.profiles[wanted]
    path = Path(wanted)
    if path.suffix not in {".yaml", ".yml"} or not path.is_file():
        raise InputError.of("choices.no_profile", profile=wanted, profiles=", ".join(methodology.profiles))
    content, problems = parse_yaml(path.name, path.read_text(encoding="utf-8"))
    profile, more = (None, []) if problems else validate_mapping(path.name, Profile, content)
    problems += more
    if profile is not None:
        problems += _unknown_codes(profile, methodology, path.name)
        try:
            with_profile(methodology, profile)
        except MethodologyError as error:
            problems += error.problems
    if profile is None or problems:
        raise MethodologyError(*problems)
    return profile


def _unknown_codes(profile: Profile, methodology: Methodology, file: str) -> Iterator[Problem]:
    codes = {*methodology.dimensions, *methodology.level1, *methodology.level2}
    for field, named, known in (
        ("indicators", profile.indicators, set(methodology.level2)),
        ("weights", profile.weights, codes),
        ("mix", profile.mix, set(methodology.level2)),
    ):
        for code in named:
            if code not in known:
                yield Problem.of("choices.no_code", file=file, field=field, code=code)
