"""Styles of other raters: complete, and a broken file is told."""

from pathlib import Path

import pytest

from cnesg.errors import MethodologyError
from cnesg.framework.materiality import load_materiality
from cnesg.framework.rating_styles import FILE, load_rating_styles


def test_exposures_cover_the_scale_of_materiality() -> None:
    steps = load_materiality().scale.steps
    for style in load_rating_styles().values():
        if style.measurement.issue == "exposure":
            assert len(style.measurement.exposures) == len(steps)


@pytest.mark.parametrize("content", ["- {style: a-style}", None, "- {style: 3}"])
def test_a_broken_file_is_told(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / FILE).write_text(content, encoding="utf-8")
    with pytest.raises(MethodologyError, match=FILE):
        load_rating_styles(tmp_path)
