"""What the exchange's table on poverty relief counts is told once more in the sentences around it.

Companies listed in China print the table 精准扶贫统计表 and tell the same gifts in prose: things given under their own
name, which the table counts as relief (物资折款), and a gift to a named foundation, which it counts as another project.
"""

from collections.abc import Iterable

from cnesg.extraction.candidates import Candidate
from cnesg.extraction.knowledge import Knowledge

_ROW = "row"  # role of what a row's label names
_WORTH_OF_THINGS = {"type": "物资折款"}
_OTHER_PROJECTS = {"programme": "其他项目"}


def without_told_again(know: Knowledge, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Candidates without sentences that tell what a row of the table on poverty relief counts.

    Args:
        know: which metrics are of relief, and of things given.
        candidates: what was found, repetitions among it.
    """
    found = list(candidates)
    roles = know.lexicon.roles
    rows = [one for one in found if one.metric == roles.poverty_relief and one.role == _ROW and one.value]
    things = {(one.year, one.value) for one in rows if one.breakdown == _WORTH_OF_THINGS}
    others = {(one.year, one.value) for one in rows if one.breakdown == _OTHER_PROJECTS}
    if not things and not others:
        return found
    told = {roles.things_given: things, roles.poverty_relief: others}
    return [
        one
        for one in found
        if one.role == _ROW or one.unit == "count" or (one.year, one.value) not in told.get(one.metric, set())
    ]
