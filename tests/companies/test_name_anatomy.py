"""What names are made of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnesg.companies.name_anatomy import Anatomy
from cnesg.framework.company_names import load_company_names

ANATOMY = Anatomy(load_company_names())


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("江苏松湖电子科技集团", "place 江苏, brand 松湖, trade 电子, loose 科技, loose 集团"),
        ("苏州市松湖新材料", "place 苏州市, brand 松湖, trade 新材料"),
        ("松湖集成电路上海", "brand 松湖, trade 集成, trade 电路, place 上海"),
        ("松湖电子峰岭科技", "brand 松湖, trade 电子, rest 峰岭, loose 科技"),
        ("江苏银行", "home 江苏, trade 银行"),
        ("中国银行", "home 中国, trade 银行"),
        ("农村商业银行", "home 农村, trade 商业, trade 银行"),
        ("国际集团", "loose 国际, loose 集团"),
        ("松", "brand 松"),
        ("", ""),
    ],
)
def test_names_are_taken_apart(name: str, parts: str) -> None:
    found = ANATOMY.parts(name)
    assert ", ".join(f"{part.kind} {name[part.first : part.end]}" for part in found) == parts


@given(st.text("松湖江苏电子科技集团银行东方航空京", max_size=12))
def test_parts_cover_a_name_without_gaps(name: str) -> None:
    found = ANATOMY.parts(name)
    assert "".join(name[part.first : part.end] for part in found) == name
    assert sum(part.kind in ("brand", "home") for part in found) <= 1


def test_a_place_that_is_the_whole_name_stays() -> None:
    assert ANATOMY.without_place("江苏松湖") == "松湖"
    assert ANATOMY.without_place("江苏") == "江苏"
