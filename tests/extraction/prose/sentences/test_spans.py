"""Where titles end, also where a scan has read their marks as other signs."""

import pytest

from cnesg.extraction.prose.sentences.spans import title_around


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("修订《董事会议事规则》共9项", True),
        ("修订《关于印发〈董事会规则〉的通知》共9项", True),
        ("修订《董事会议事规则、《监事会议事规则》共2项", True),
        ("依据《公司章程>,董事会有董事九名,符合《公司法》的规定", False),
        ("依据《公司章程〉,董事会有董事九名,符合《公司法》的规定", False),
        ("依据《公司章程》,董事会有董事九名", False),
    ],
)
def test_a_title_ends_at_its_mark_or_what_a_scan_made_of_it(text: str, inside: bool) -> None:
    at = text.index("董事会")
    assert (title_around(text, at, at + 3) is not None) is inside
