"""English labels that count things or events, told where a title speaks of people: Job applications received."""

from functools import lru_cache

from cnesg.framework.regexes import regex

# Names of people, most by their endings: drivers, operators, trainees, assistants, executives
_PEOPLE = regex(
    r"(?i)\b(?!(?:papers?|computers?|printers?|meters?|containers?|trailers?|boilers?|servers?|numbers?)\b)(?:\w{2,}(?:ers?|ors?|ists?|ees?|ants?|ians?|men|wom[ae]n)|m[ae]n|staff|people|persons?|personnel|crews?"
    r"|(?:executive|representative|professional|official|individual|national|potential|associate|graduate|expatriate"
    r"|apprentice|veteran|intern|pilot|chef|talent|head|student)s?|f?e?males?|minorit(?:y|ies)|youth|disabled|fte)\b"
)
_THINGS = regex(  # what a label counts: its last noun, before what is said of it
    r"(?i)\b(?:positions|vacanc(?:y|ies)|applications|investments?|strikes|pairs|assessments|nationalities|countries"
    r"|languages|sites|networks?|partnerships?|programm?es|initiatives|policies|agreements|offers|products|bags"
    r"|factories|sheets|reams|paper|vehicles|boxes|bottles|audits|events|meetings|contracts|inventions|ideas|assets)"
    r"(?=$| (?:with|in|for|of|at|on|under|by|per|from|to|covered|filled|signed|held|rolled|that|where|whose|received"
    r"|identified|reported|conducted|supported|internally|across|exceeding|launched)\b|[,(])"
)
_HAPPENED = regex(
    r"(?i)\b(?:received|filled|reported|filed|addressed|conducted|performed|carried out|completed|avoided|submitted"
    r"|launched|implemented|organi[sz]ed|awarded|usage|consumption|consumed|used|purchased)\b"
)
_NUMBER_OF = regex(r"(?i)^(?:total )?(?:number|no\.) of (?!which|whom|these)(?=[a-z])")
# What is counted stands before the preposition: jobs created by |suppliers, not number of |suppliers
_BEHIND_ANOTHER = regex(
    r"(?i)^(?P<head>.*?[a-z].*?)\s(?:of|by|to|with|for|from|in|on|among|across|following|per)\s(?:\w+\s){0,2}$"
)
_COUNTING = regex(
    r"(?i)\b(?:numbers?|no\.?|totals?|counts?|headcounts?|shares?|percent(?:age)?s?|proportions?|breakdown|distribution|size|sum|all"
    r"|which|whom|thereof|structure|composition|volume|amount|quantity)\b|%|#"
)
_BRACKETS = regex(r"\s?\([^()]*\)")


@lru_cache(maxsize=1024)  # each value of a row asks
def counts_no_people(label: str) -> bool:
    """Whether an English label says that things or events are counted and names nobody.

    `Open positions filled internally`, `Number of nationalities`, `Sites with an assessment`; not `Sales`, `Bavaria`.
    """
    plain = _BRACKETS.sub("", label)
    counted = _NUMBER_OF.sub("", plain)
    if not plain.isascii() or _PEOPLE.search(counted):
        return False
    return counted != plain or any(pattern.search(plain) for pattern in (_THINGS, _HAPPENED))


@lru_cache(maxsize=1024)
def is_governed(before: str) -> bool:
    """Whether what stands before a noun in an English label says that something else is counted.

    Jobs created by |suppliers, Average score of |suppliers; not Number of |suppliers.
    """
    found = _BEHIND_ANOTHER.match(before) if before.isascii() else None
    return found is not None and _COUNTING.search(found["head"]) is None
