"""Verbs and their objects: "1,200 m3 of rainwater were reused" tells with a verb what tables tell with a noun.

A frame is an entry of the lexicon with `acts`: nouns (`things`) that name its metric in a sentence where one of these
acts stands near the number. Without things the number's unit says what was acted on ("avoided 300 tCO2e").
"""

from collections.abc import Iterator
from dataclasses import dataclass

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.figures.ratios import AMOUNTS
from cnesg.extraction.gates import Fit, fit
from cnesg.extraction.knowledge import Knowledge
from cnesg.extraction.prose.sentences.marks import Marks
from cnesg.extraction.prose.sentences.sentence import Sentence
from cnesg.extraction.prose.wordings.beside import LABELS_NEXT
from cnesg.extraction.prose.years.comparisons import came_before
from cnesg.framework.lexicon import Found, Hit
from cnesg.framework.regexes import regex
from cnesg.framework.wording import PEOPLE

_ACROSS_NUMBER = 40  # characters that a number between act and number counts for
_ACROSS_CLAUSE = 12  # a break between clauses
_VAGUE = 60  # "was", "came to": any other act near says more
_FARTHEST = 280  # from an act to its number
_UNKNOWN = 90  # a verb that no list has, for things whose unit says enough
ANY_ACT = "any"
_HAN = regex(r"[\u4e00-\u9fff]")
_POSSESSIVE = ("'s ", "’s ")
_NOT_IN_PHRASE = (
    r"(?!(?:and|or|by|in|for|to|from|with|at|on|per|than|as|while|was|were|is|are|has|have|had"
    r"|that|which|who|into|through|not)\b)"
)
_WORDS = rf"(?:{_NOT_IN_PHRASE}[a-zA-Z'’/-]+\s){{0,4}}"
_MODIFIERS = rf"{_WORDS}(?:and other {_WORDS})?"
_OF = regex(rf"(?i)\s(?:worth\s)?(?:of\s)(?:[Ss]cope [123] (?:and [23] )?)?{_MODIFIERS}")
_IN_BRACKETS = regex(r"\s?\((?:of |in |our |all )?")
_IS = regex(  # 2,900 tonnes were Scope 1, 1,900 tonnes of which were hazardous
    r"(?i)\s(?:of (?:which|it|this|these|them) )?(?:(?:were|was|is|are|being)\s)?"
    r"(?:classified as |classed as |in the form of |as |in |under )?"
)
_WITH = regex(r"(?i)\b(?:with|at)\s$")  # With 1,120 GWh, electricity was ..., At 3.4 Mt, Scope 3 was ...
_LESS_OF = regex(
    r"(?i)\s(?:reduction|cut|decrease|fall|drop|decline)\s(?:in|of)\s(?:our |its |the |total |absolute |combined )*"
)
_OF_THOSE = regex(r"(?i)\bof (?:the|our|these|this|all|some)\s(?:total (?:of )?|roughly |about |approximately )?$")
_OF_OTHERS = regex(  # 38 t of ammonia nitrogen and 9 t of phosphorus
    r"(?i)\sof (?!(?:which|it|this|these|them|the|our|all|that|those|total|paper|plastics?|glass|board"
    r"|cardboard|metals?|wood|steel|film"
    r"|aluminium|aluminum|co2|carbon|water|energy|waste)\b)[a-z]"
)
_OF_POWER = regex(
    r"(?i)\sof (?:(?:clean|green|renewable|solar|wind|hydro|carbon[- ]free|zero[- ]carbon)\s)?(?:electricity|power)\b"
)
_GAVE = regex(
    r"(?i)\b(?:generat|produc|suppl|deliver|yield|provid|contribut|fed\b|feed|put out|gave\b|gives?\b|made\b)"
)
_ONLY_COUNTED_IN = regex(r"(?i)\b(?:in|ex)clu(?:d\w+|sive of)\s(?:[a-z]+ )?$|\b(?:in|ex)cl\.\s$|\bexcept(?: for)?\s$")
_COUNTED = regex(rf"\s(?:of\s)?{_MODIFIERS}")
_OF_OUR = regex(  # 54 of our 61 plants are certified to ISO 14001
    r"(?i)\s(?:out )?of (?:the|our|its|all)\s[^.;,()]{0,40}(?:\s\([\d.]+\s?%\))?"
    r"\s(?:are|were|have|hold|held|had|carry)\s[^.;,()\d]{0,40}"
)
_OF_SO_MANY = regex(
    rf"(?i)\s(?:out )?of (?:the|our|its|all)\s(?:total )?\d[\d,]*\s{_MODIFIERS}"
)  # 86 of our 312 |suppliers
_SPENT_ON = regex(
    r"(?i)(?:,(?=\s(?:on|to|for|into)\s))?[^\d.;,()]{0,40}"
    r"\s(?:on|in|for|into|to|towards?|through|from|of|by|with)\s[^\d.;,()]{0,48}"
)
_SHARE_OF = regex(rf"(?i)\s(?:of\s)?(?:[^\d.;,()]{{0,30}}\s(?:of|from|by)\s)?{_MODIFIERS}")
_DID = regex(  # 640 managers and buyers went through |refreshers; not 640 managers who wrote 12 |courses
    r"(?i)(?:\s(?:out )?of (?:our|the|its|all) (?:total )?\d[\d,]*)?[^\d.;:,()]{1,100}?"
    r"(?:,[^\d.;:,()]{1,60},[^\d.;:,()]{1,60})?\s"
)
_SCORED = regex(rf"(?i)\s?(?:points?\s)?(?:out of \d+\s)?(?:on|for|in|of)\s(?:our |the )?{_MODIFIERS}")
_WHO = regex(r"\s(?:[a-z-]+\s){0,2}?[a-z]{3,14}(?:[eo]rs|ists|ians|ees|ants|men)\s(?!of\b)")  # fitters, auditors
_PASSED = regex(rf"(?i)\s(?:on|in|for|at|to)\s(?:our |the |their )?{_MODIFIERS}")  # 8,400 hours on |courses
_COUNTABLE = frozenset({"bare", "items", "cases", "occasions"})
_PERSON = regex(
    r"(?i)(?:[a-z]{2,}(?:[eo]rs|ists|ees|ants|ents|ians|iors)|children|pupils|people|families|youngsters|youths|girls|households"
    r"|men|women|orphans|herders|beneficiaries|citizens|instructors|coaches|staff)$"
)
_BEHIND = (  # what may stand between a number and its thing, by the kind of its unit
    (frozenset({"money"}), (_SPENT_ON,)),
    (frozenset({"percent"}), (_SHARE_OF, _LESS_OF, _OF_OUR)),
    (frozenset({"score"}), (_SCORED,)),
    (frozenset({"hours"}), (_OF, _IS, _PASSED)),
    (frozenset({"bare", "items", "cases", "occasions", "persons", "person_times"}), (_COUNTED, _OF_OUR, _OF_SO_MANY)),
)
_OBJECT = regex(r"(?i)(?:\s(?:or|and)\s[a-z]+ed)?\s(?:about |some |nearly |over |more than |around )?")
_AND_ALSO = regex(
    r"(?i)(?:\sof\s[a-z][a-z -]{2,40})?,?\s(?:and|as well as)\s(?:about |some |nearly |over |more than |around )?"
)
_VERB = regex(r"(?i)\b(?:was|were|is|are|has|have|had|came|went|[a-z]{3,}ed)\b")
_THAN = regex(r"(?i)(?:less|lower|fewer|more|higher|below|above|down|up|reduction|decrease)\b")
_LEAST = 0.3
_DOWN_TO = regex(r"(?i)\sto\s(?:about |around |approximately |nearly |just |only |some |below |under )?$")
_BY = regex(r"(?i)\bby\s(?:about |around |approximately |nearly |just |only |some |over |another |a further )?$")
_DONE_BY = regex(  # medicals were taken up by| 4,410 employees: who did it, no difference
    r"(?i)\b(?:attended|taken(?: up)?|completed|followed|joined|undergone|used|passed|received|undertaken|made|signed"
    r"|finished|accepted|given|visited|done|carried out)\sby\s"
    r"(?:about |some |around |nearly |over |a total of |more than )?$"
)


@dataclass(frozen=True, slots=True)
class Framed:
    """A frame that a number may belong to: where its thing stands, what it fits, how far the act is away.

    `own`: the thing stands in an earlier clause, and an act in the number's own.
    """

    hit: Hit
    fit: Fit
    apart: int
    own: bool = False

    @property
    def is_done(self) -> bool:
        """Whether a verb of its own was found, and not but one that goes with anything."""
        return self.apart < _VAGUE


def things_of(know: Knowledge, found: Found, text: str, numbers: list[Number], start: int, end: int) -> list[Hit]:
    """The things of a sentence, without those within a longer thing, another noun (water tank) or a number's unit."""
    if not found.things or _HAN.search(text, start, end):
        return []
    things = [
        hit
        for hit in found.things
        if start <= hit.start < end and not _ONLY_COUNTED_IN.search(text, max(start, hit.start - 24), hit.start)
    ]
    if not things:
        return []
    kinds = know.lexicon.kinds
    others = [span for span in found.marks.get("no_thing", ()) if start <= span[0] < end]
    others += [(n.end, n.unit_end) for n in numbers if n.unit_end > n.end]
    return [
        hit
        for hit in things
        if not any(_within(hit, span) for span in others)
        and not any(_within(hit, (one.start, one.end)) and kinds[one.entry] & kinds[hit.entry] for one in things)
    ]


def _within(hit: Hit, span: tuple[int, int]) -> bool:
    return span[0] <= hit.start and hit.end <= span[1] and span[1] - span[0] > hit.end - hit.start


def framed(know: Knowledge, number: Number, sentence: Sentence, marks: Marks) -> Iterator[Framed]:
    """The frames whose thing and act stand in a number's sentence and whose metric it can measure.

    Args:
        know: vocabulary, wording and units.
        number: the number.
        sentence: its sentence.
        marks: the passage's marked words.
    """
    clause = sentence.clauses.span(number.start)
    of_those = _OF_THOSE.search(sentence.text, max(sentence.start, number.start - 32), number.start) is not None
    of_others = of_another(number, sentence.text)
    for hit in sentence.things:
        if hit.start < number.unit_end and number.start < hit.end:
            continue
        if of_others and hit.end <= number.start and not gives_power(know, hit, number, sentence):
            continue
        apart = _apart(know, hit, number, sentence, marks, within=clause if of_those else None)
        if of_those and apart is None and "state" in know.lexicon.entries[hit.entry].acts:
            apart = _VAGUE  # Of the 9,300 tonnes of waste, 7,100 tonnes were recycled
        if apart is None or _came_down(know, hit, number, sentence) or _denied(know, hit.entry, sentence):
            continue
        how = fit(know, hit.entry, number.kinds, number.unit, number.family, whole=number.printed.is_integer())
        if how is not None:
            own = (
                hit.end <= clause[0] and (_apart(know, hit, number, sentence, marks, within=clause) or _VAGUE) < _VAGUE
            )
            yield Framed(hit, how, apart, own)


def framed_before(
    know: Knowledge, number: Number, sentence: Sentence, last: Sentence, marks: Marks
) -> Iterator[Framed]:
    """Frames whose thing the sentence before names and whose act stands here: "Of this, 310 tonnes were burnt".

    Args:
        know: vocabulary, wording and units.
        number: the number.
        sentence: its sentence.
        last: the sentence before.
        marks: the passage's marked words.
    """
    begin, end = sentence.clauses.span(number.start)
    if not last.things or any(begin <= hit.start < end for hit in sentence.things):
        return
    nearest = max(hit.end for hit in last.things)
    for hit in last.things:
        if hit.end != nearest:
            continue
        own = sentence.clauses.span(number.start)
        apart = _apart(know, hit, number, sentence, marks, within=own)
        how = fit(know, hit.entry, number.kinds, number.unit, number.family)
        if apart is not None and how is not None and not how.weak:
            yield Framed(hit, how, apart)


def acted_on(know: Knowledge, number: Number, sentence: Sentence, marks: Marks) -> Iterator[Framed]:
    """The frames without things that a number's unit and an act near it make: avoided 300 tCO2e."""
    if number.unit_end <= number.end:
        return
    above = know.units.whole(number.unit.partition("/")[0]) if "intensity" in number.kinds else None
    kinds = above.kinds if above is not None else number.kinds
    for entry in know.lexicon.acts_alone:
        if not kinds <= know.lexicon.kinds[entry]:
            continue
        hit = Hit(entry, number.end, number.unit_end, weight=0)
        apart = _apart(know, hit, number, sentence, marks, within=sentence.clauses.span(number.start))
        if _denied(know, entry, sentence) or apart is None or _came_down(know, hit, number, sentence):
            continue
        how = fit(know, entry, number.kinds, number.unit, number.family)
        if how is not None:
            yield Framed(hit, how, apart)


def cost_beside(
    number: Number, hit: Hit, sentence: Sentence, *, did: bool = False, alone: bool = False
) -> float | None:
    """What it costs that a thing stands behind a number or in its unit, None where it is not the number's.

    Args:
        number: the number.
        hit: the thing.
        sentence: the sentence of both.
        did: an act of the thing's may have been done by the people that the number counts or is a share of.
        alone: the thing's metric counts nothing but people.
    """
    text = sentence.text
    if LABELS_NEXT.match(text, hit.end) or text.startswith(_POSSESSIVE, hit.end):
        return None  # 6,500 t (Scope 1|: 2,300 t; ..., three children|'s homes
    between = text[number.unit_end : hit.start].removeprefix(")")  # more than half (54%|) of our energy
    named = between == ", " and _WITH.search(text, max(0, number.start - 8), number.start)
    if hit.start < number.unit_end or named or _IN_BRACKETS.fullmatch(between):
        return _LEAST
    patterns = next((p for kinds, p in _BEHIND if kinds & number.kinds), (_OF, _IS))
    fits = between == " " or any(pattern.fullmatch(between) for pattern in patterns)
    if alone and not number.kinds & PEOPLE and number.kinds & _COUNTABLE:  # 318 |classes, attended by 9,420 people
        people = sentence.people_behind(number, hit.end) or _PERSON.search(text, hit.start, hit.end)
        fits = fits and bool(people)
    if did and not fits:
        who = number.kinds & PEOPLE or sentence.people_behind(number, hit.start) or _WHO.match(text, number.unit_end)
        fits = bool(who) and _DID.fullmatch(between) is not None
    return _LEAST + (0.002 if did else 0.02) * len(between) if fits else None


def of_another(number: Number, text: str) -> bool:
    """Whether what a number is of stands right behind it: 38 t of ammonia nitrogen and 9 t of phosphorus."""
    return bool(number.kinds & AMOUNTS) and _OF_OTHERS.match(text, number.unit_end) is not None


def gives_power(know: Knowledge, hit: Hit, number: Number, sentence: Sentence) -> bool:
    """Whether the electricity that a number is of comes from what is named before: turbines made 8 GWh| of power."""
    plant = know.lexicon.entries[hit.entry].metric in sentence.roles.of_plants and hit.end <= number.start
    if not plant or _OF_POWER.match(sentence.text, number.unit_end) is None:
        return False
    between = sentence.text[hit.end : number.start]
    return ", and " not in between and _GAVE.search(between) is not None


def _denied(know: Knowledge, entry: int, sentence: Sentence) -> bool:
    """Whether a word anywhere in the sentence speaks against an entry that needs words from anywhere in it."""
    denied = sentence.found.never.get(entry, ()) if know.lexicon.entries[entry].near.all() else ()
    return any(sentence.start <= a < sentence.end for a, _ in denied)


def is_difference(number: Number, sentence: Sentence) -> bool:
    """Whether "by" right before a number says that an amount was changed by it."""
    low = max(sentence.start, number.start - 40)
    return (
        _BY.search(sentence.text, low, number.start) is not None
        and _DONE_BY.search(sentence.text, low, number.start) is None
    )


def _parts_begin(sentence: Sentence, low: int, high: int) -> bool:
    """Whether what stands between a number and an act tells of its parts, each with a number of its own."""
    if sentence.marked("of_which", low + 2, high):  # and not 88%| of which were recycled
        return True
    return sentence.text.startswith(":", low) and any(low <= n.start < high for n in sentence.numbers)


def _is_of_share(sentence: Sentence, low: int, act: int) -> bool:
    """Whether an act right behind a per cent says by how much an amount changed."""
    last = next((n for n in reversed(sentence.numbers) if low <= n.start and n.unit_end <= act), None)
    if last is None or "percent" not in last.kinds:
        return False
    return sentence.text[last.unit_end : act] == " " and _THAN.match(sentence.text, act) is not None


def _is_of_other_clause(sentence: Sentence, act: tuple[int, int], hit: Hit, number: Number) -> bool:
    """Whether an act stands in another clause than thing and number, with a number of its own."""
    clause = sentence.clauses.index(number.start)
    of_act = sentence.clauses.index(act[0])
    if of_act == clause or sentence.clauses.index(hit.start) != clause or hit.start < number.start:
        return False
    begin, end = sentence.clauses.span(act[0])
    listed = {n.start for n in sentence.chain(number)}  # used 310 GWh |and 275 GWh of natural gas
    others = [n for n in sentence.numbers if begin <= n.start < end and n.start not in listed]
    return bool(others) and not _is_next_object(sentence, act[1], others[0], number)


def _is_next_object(sentence: Sentence, act: int, first: Number, number: Number) -> bool:
    """Whether a number is what an act before was done to, as another is: saved 9 MWh of electricity| and 4 m3."""
    text = sentence.text
    if (
        _OBJECT.fullmatch(text, act, first.start) is None
        or _AND_ALSO.fullmatch(text, first.unit_end, number.start) is None
    ):
        return False
    return _VERB.search(text, number.unit_end, sentence.clauses.span(number.start)[1]) is None


def _has_object(sentence: Sentence, end: int) -> bool:
    """Whether a share of what was told stands right behind an act: recycled or recovered| 86% of it."""
    later = next((n for n in sentence.numbers if n.start >= end), None)
    if later is None or "percent" not in later.kinds:
        return False
    return _OBJECT.fullmatch(sentence.text, end, later.start) is not None


def _came_down(know: Knowledge, hit: Hit, number: Number, sentence: Sentence) -> bool:
    """Whether an amount came down to a number, or from it, and the frame is one of amounts of less; or the reverse."""
    metric, roles = know.lexicon.entries[hit.entry].metric, know.lexicon.roles
    if metric not in roles.avoided and metric not in roles.rates:
        return is_difference(number, sentence) and not number.kinds & {"money", "percent"}
    if hit.end <= number.start and came_before(know, sentence, number):
        return True
    return _DOWN_TO.search(sentence.text, max(sentence.start, number.start - 24), number.start) is not None


def _apart(
    know: Knowledge,
    hit: Hit,
    number: Number,
    sentence: Sentence,
    marks: Marks,
    *,
    within: tuple[int, int] | None = None,
) -> int | None:
    """How far the nearest act of a frame stands from a number; a number or a break between counts as more."""
    told = know.lexicon.entries[hit.entry].acts
    nearest: int | None = _UNKNOWN if ANY_ACT in told else None
    within = within or (sentence.start, sentence.end)
    told_first = sentence.text.startswith(":", hit.end)  # Packaging: 21,400 tonnes of glass
    carried = not told_first and hit.end <= number.start and sentence.clauses.between(hit.end - 1, number.start) > 0
    beside = {sentence.clauses.index(hit.start), sentence.clauses.index(number.start)}
    for act in told:
        if act == "state" and carried:
            continue  # energy consumption, fuels and power together, was 150 GWh
        for start, end in marks.spans(f"act_{act}", *within):
            if start < hit.end and hit.start < end and hit.end > number.end:
                continue
            if number.unit_end <= start < hit.start <= end + 1 and number.kinds & AMOUNTS:
                continue  # 640 tonnes of used packaging
            if carried and sentence.clauses.index(start) not in beside:
                continue
            if _is_of_other_clause(sentence, (start, end), hit, number):
                continue  # 40 t were recycled and 30 t were hazardous
            low, high = (number.unit_end, start) if start >= number.unit_end else (end, number.start)
            if high < low:
                continue
            if start >= number.unit_end and (_is_of_share(sentence, low, start) or _has_object(sentence, end)):
                continue  # 3,600 tonnes, 8% |less than a year before; 3,600 tonnes and |recycled 86% of it
            if start >= number.unit_end and _parts_begin(sentence, low, high):
                continue  # 3,600 tonnes, of which 2,900 tonnes were recycled; 3,600 tonnes: 2,900 tonnes recycled
            numbers = sum(low <= n.start < high for n in sentence.numbers)
            far = 1 + high - low + _ACROSS_NUMBER * numbers + _ACROSS_CLAUSE * sentence.clauses.between(low, high)
            far += _VAGUE if act == "state" else 0
            if far <= _FARTHEST and (nearest is None or far < nearest):
                nearest = far
    return nearest
