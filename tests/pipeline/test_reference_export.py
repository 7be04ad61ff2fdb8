"""The export holds the reference data whole: whoever reads it can rebuild the registry and the crosswalk."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from pydantic_core import to_jsonable_python

from cnesg.framework import load_methodology
from cnesg.framework.crosswalk import Crosswalk, CrosswalkRow, HsicsNode, load_crosswalk
from cnesg.framework.definitions import Profile
from cnesg.framework.issuer_groups import IssuerGroups, load_issuer_groups
from cnesg.framework.media import MediaRegistry, Outlet, PlacementRule, Tier
from cnesg.framework.media_files import load_media
from cnesg.framework.overrides import with_profile
from cnesg.framework.yaml_files import parse_yaml, yaml_files
from cnesg.pipeline.methodology.entries import export_methodology


@pytest.mark.heavy
def test_what_is_read_back_from_the_export_is_what_was_loaded() -> None:
    exported = json.loads(json.dumps(export_methodology(load_methodology()), ensure_ascii=False))
    media = MediaRegistry(
        [Tier.model_validate(entry) for entry in exported["media"]["tiers"]],
        [PlacementRule.model_validate(entry) for entry in exported["media"]["rules"]],
        [Outlet.model_validate(entry) for entry in exported["media"]["outlets"]],
    )
    assert media.outlets == load_media().outlets
    assert media.tier_of("https://www.suzhou.gov.cn/x") == load_media().tier_of("https://www.suzhou.gov.cn/x")
    crosswalk = Crosswalk(
        tuple(HsicsNode.model_validate(entry) for entry in exported["crosswalk"]["hsics"]),
        tuple(CrosswalkRow.model_validate(entry) for entry in exported["crosswalk"]["rows"]),
    )
    assert crosswalk == load_crosswalk()
    assert crosswalk.shenwan_of("501010", date(2023, 12, 31)) == (("480000", 0.98),)
    assert tuple(IssuerGroups.model_validate(entry) for entry in exported["issuer_groups"]) == load_issuer_groups()


def _texts(content: Any) -> Iterator[str]:
    """Every text in a content that is a value; numbers say too little to be told apart."""
    if isinstance(content, dict):
        for value in content.values():
            yield from _texts(value)
    elif isinstance(content, list):
        for value in content:
            yield from _texts(value)
    elif isinstance(content, str):
        yield " ".join(content.split())


@pytest.mark.heavy
def test_every_file_of_the_methodology_is_in_the_export() -> None:
    methodology = load_methodology()
    exported = json.loads(json.dumps(export_methodology(methodology), ensure_ascii=False))
    # Codes of industries and issues are keys in the export.
    there = {*_texts(exported), *exported["materiality"], *exported["incident_groups"]}
    missing = {}
    for name, file in yaml_files(methodology.folder):
        content = to_jsonable_python(parse_yaml(name, file.read_text(encoding="utf-8"))[0])
        if lost := sorted(set(_texts(content)) - there):
            missing[name] = lost
    assert not missing


@pytest.mark.heavy
def test_the_export_shows_what_a_profile_changes() -> None:
    fields = {"name": "mine", "title": {"en": "M", "zh": "我"}, "overrides": {"media.tiers.portal.weight": 0.1}}
    seen = with_profile(load_methodology(), Profile.model_validate(fields))
    tiers = {tier["code"]: tier for tier in export_methodology(seen)["media"]["tiers"]}
    assert tiers["portal"]["weight"]["value"] == 0.1
