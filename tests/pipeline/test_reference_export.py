"""The export holds the reference data whole: whoever reads it can rebuild the registry and the crosswalk."""

import json
from datetime import date

from cnesg.framework import load_methodology
from cnesg.framework.crosswalk import Crosswalk, CrosswalkRow, HsicsNode, load_crosswalk
from cnesg.framework.issuer_groups import IssuerGroups, load_issuer_groups
from cnesg.framework.media import MediaRegistry, Outlet, PlacementRule, Tier
from cnesg.framework.media_files import load_media
from cnesg.pipeline.methodology import export_methodology


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
