"""Keywords of the methodology have words in print."""

from typing import get_args

from docs.book import words

from cnesg.framework.definitions import LEVELS, DataPoint, Measure, Rules
from cnesg.framework.definitions.rules import Criterion
from cnesg.framework.issuer_groups import GroupColumn
from cnesg.framework.mappings import MATCHES


def test_every_rule_is_told_in_words() -> None:
    own_tables = {"grades", "precedence"}
    assert set(words.RULE_MEANINGS) == set(Rules.model_fields) - own_tables
    assert set(words.QUESTION_MEANINGS) == set(get_args(Criterion.model_fields["by"].annotation))


def test_every_keyword_has_words() -> None:
    assert set(words.LEVEL_NAMES) == set(LEVELS)
    assert set(words.MATCH_NAMES) == set(MATCHES)
    assert set(words.ISSUER_COLUMNS) == set(get_args(GroupColumn))
    assert set(words.KINDS) == set(get_args(DataPoint.model_fields["kind"].annotation))
    assert set(words.DIRECTIONS) == set(get_args(DataPoint.model_fields["direction"].annotation))
    assert set(words.RULES) == set(get_args(Measure.model_fields["rule"].annotation))
    assert set(words.FEEDS) == set(get_args(Measure.model_fields["feeds"].annotation))
