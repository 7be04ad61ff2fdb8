"""Merkle trees: every subject can be proved, and nothing else can."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from cnesg.products.merkle import Step, leaf_hash, proof, proved, root


def test_three_leaves_by_hand() -> None:
    def h(data: bytes) -> bytes:
        return hashlib.sha256(data).digest()

    a, b, c = (h(b"\0" + text) for text in (b"a", b"b", b"c"))
    expected = h(b"\1" + h(b"\1" + a + b) + c).hex()  # c has no sibling on the lowest level
    leaves = [leaf_hash(text) for text in "abc"]
    assert root(leaves) == expected
    assert proof(leaves, 2) == (Step("left", h(b"\1" + a + b).hex()),)
    assert proved("c", proof(leaves, 2)) == expected


@given(st.lists(st.text(max_size=5), min_size=1, max_size=40, unique=True), st.data())
def test_each_is_proved_and_no_other(texts: list[str], data: st.DataObject) -> None:
    leaves = [leaf_hash(text) for text in texts]
    place = data.draw(st.integers(0, len(texts) - 1))
    steps = proof(leaves, place)
    assert proved(texts[place], steps) == root(leaves)
    assert proved(texts[place] + "!", steps) != root(leaves)
    assert len(steps) <= max(1, len(texts)).bit_length()


def test_nothing_has_a_root() -> None:
    assert root([]) == hashlib.sha256(b"").hexdigest()
