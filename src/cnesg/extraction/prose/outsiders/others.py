"""Figures about others in English sentences: customers, an industry, the firms that a bank or insurer invests in."""

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.prose.sentences.sentence import Sentence
from cnesg.framework.regexes import regex

_CLIENTS = (
    r"(?:clients?|customers?|guests?|policy ?holders?|patients?|passengers?|users?|readers?|viewers?|subscribers?"
    r"|tenants?|borrowers?|shoppers?|consumers?|depositors?|visitors?|farmers?|residents?|students?|shareholders?"
    r"|investors?"
    r"|recipients?|delegates|speakers|scholars|pupils|entrepreneurs|founders|beneficiaries|loans|applicants)"
)
_OF_CLIENTS = regex(rf"(?i)\s?(?:of|among) (?:our|the|all|its|their)?\s?(?:[a-z-]+ ){{0,2}}{_CLIENTS}\b")
_AMONG_CLIENTS = regex(  # Of the delegates at the conference, |38% were women
    rf"(?i)\b(?:of|among) (?:the|our|all|these|those|its) (?:[a-z-]+ ){{0,2}}{_CLIENTS}\b(?:(?!\band\b"
    rf"|\bwhile\b)[^.;\d]){{0,48}}$"
)
_COUNTED_CLIENTS = regex(rf"(?i)\s(?:[a-z-]+ ){{0,2}}{_CLIENTS}\b[^.;\d]{{0,48}}$")  # 320 students, |58% of whom
_OF_WHOM = regex(r"(?i)\s(?:of (?:whom|them)|were (?:women|men|female|male)|are (?:women|men|female|male))\b")
_ELSEWHERE = regex(  # the clause is about an industry: "Unlike the industry, where only 5% of captains are women"
    r"(?i)\b(?:unlike|compared (?:with|to)|against|versus) (?:the |our |an? )?(?:[a-z]+ ){0,3}"
    r"(?:industry|sector|peers?|market|average)\b,? where [^.;\d]{0,40}$"
    r"|\b(?:industry|sector|market|national|global|uk|us|european|eu) average (?:of|is|was|stands at)\s[^.;\d]{0,12}$"
    r"|\bacross the (?:industry|sector)\b[^.;\d]{0,60}$"
    r"|\b(?:among|across|amongst) (?:our |its |the |other )?(?:[a-z]+ )?(?:peers|competitors|rivals|peer group)\b"
    r"(?:(?!\b(?:our|ours|we|us)\b)[^.;\d]){0,60}$"
)
_NOT_OURS = r"(?:(?!\b(?:our|ours|we|us|the (?:group|company|bank)(?:['’]s)?)\b)(?:[^.;\d]|(?<=[Ss]cope )[123]))"
_AVERAGE = regex(  # the average of an industry or a country, up to a number that nothing says is the company's
    rf"(?i)\b(?:industry|sector|market|national|global|world|regional|country|peer(?: group)?|peers['’]?)(?:-wide)?"
    rf"\s(?:average|mean|median|benchmark)\b{_NOT_OURS}{{0,60}}$"
    rf"|\b(?:average|typical|mean|median)\b{_NOT_OURS}{{0,60}}\s(?:in|across|of|for) the (?:[a-z&-]+ ){{0,5}}"
    rf"(?:industry|sector|country|market)\b{_NOT_OURS}{{0,30}}$"
    rf"|\b(?:in|across) the (?:[a-z&-]+ ){{1,5}}(?:industry|sector),?\s(?:as a whole,?\s)?(?:the )?(?:average|typical)"
    rf"\b{_NOT_OURS}{{0,60}}$"
    rf"|\b(?:rates?|ratio|number|share|emissions|average) (?:of|in|for|across) (?:the |[\w.]+['’]s )"
    rf"(?:[\w&'’-]+ ){{0,4}}(?:industry|sector)\b{_NOT_OURS}{{0,30}}$"
    rf"|\b(?:country|nation|industry|sector|region|city|world)['’]s (?:[a-z-]+ ){{0,3}}(?:sector|industry|population"
    rf"|workforce|economy|emissions|labou?r market|consumption|total)\b{_NOT_OURS}{{0,40}}$"
)
_STUDIED = regex(  # what somebody else found out
    r"(?i)\s*(?:an?|the|recent|new|several)?\s?(?:external|academic|government|industry|market|national|international"
    r"|scientific|official|recent) (?:study|studies|survey|research|statistics|report|figures)\b"
    r"|\s*(?:an?|one|another) (?:[a-z-]+ )?study\b"
    r"|\s*according to (?:the (?!group|company|bank|survey)|an? |[A-Z])"
    r"|\s*research (?:by|from|shows)\b"
)
_NO_SPEAKER = r"(?:(?!\b(?:our|we|us|the (?:group|company|bank))\b)(?:[^.;]|\.\d))"
_SPEAKER = regex(r"(?i)\b(?:we|our|us|the (?:group|company|bank))\b")
OUTSIDER = (
    r"(?:tenants?|customers?|clients?|guests?|passengers?|policy ?holders?|borrowers?|investees?|investee companies"
    r"|portfolio companies|companies in (?:our|the|its) [a-z ]{0,20}portfolios?|suppliers?|supplier (?:factories"
    r"|sites|plants)"
    r"|franchisees?|dealers|competitors?|peers?|households|consumers|farmers|growers|smallholders|joint ventures?"
    r"|residents|patients|users|shoppers|visitors|students|governments?|countries|venture partners?|predecessors?"
    r"|predecessor compan(?:y|ies)|associated? compan(?:y|ies)|(?:listed|large|small|other|comparable|similar|peer)"
    r" (?:firms|companies|banks)"
    r"|rivals?|lessees|licensees|shipping lines|airlines we serve|universit(?:y|ies)|charit(?:y|ies)|hospitals"
    r"|regulators?|ombudsm[ae]n|ministr(?:y|ies)|(?:(?:charity|community|business|strategic|local|delivery|channel)\s)?partners?"
    r"|assurers?|verifiers?|(?:assurance|service|logistics) providers?|(?:external|independent|statutory) auditors?"
    r"|consultants|vendors|landlords?|ngos?|manufacturers of)"
)
_SUBJECT = regex(  # Our tenants used, |while suppliers in Asia reported: who does what the clause says
    rf"(?i)(?:^|[.;]\s|,\s(?:while|whereas|but)\s)\s*(?:[^,.;]{{2,40}},\s)?(?:(?:our|the|its|all|most|some|many"
    rf"|other|these"
    rf"|one of our)\s)?(?:[a-z'’-]+\s){{0,2}}?{OUTSIDER}(?:\s(?:in|of|from|within|across|supplying"
    rf"|with)\s[^,.;\d]{{2,40}}?)?(?:,\s(?!which|who|we\b|our\b|the group)[^,.;\d]{{2,40}},)?"
    r"\s(?:(?:have|has|had|who|also|together|jointly|in total|collectively)\s)*(?!excluded|included|listed|based"
    r"|located)"
    r"(?:[a-z]{2,}(?:ed|es|s)|use|emit|have|employ|consume|generate|produce|report|recycle|save|had|burn|burnt|cut"
    r"|met|make)\b"
    rf"{_NO_SPEAKER}*$"
)
_OF_EVERYBODY = regex(  # 3% of the world's emissions, or |1 billion tonnes
    rf"(?i)\bof (?:all |total |the )*(?:world['’]?s?|worldwide|global|planet['’]s|country['’]s|nation['’]s|national"
    rf"|province['’]s|city['’]s|industry['’]s)\s(?:[a-z]+ ){{0,3}}(?:emissions|trade|energy|electricity|output|demand"
    rf"|consumption|population|workforce|production|water|waste|jobs|exports|deaths)\b{_NOT_OURS}{{0,60}}$"
    rf"|^\s*(?:nationwide|nationally|industry-?wide|countrywide|worldwide|(?:across|in|within) (?:the|our)"
    rf" (?:country|world|industry|sector|province)(?: as a whole)?),"
    rf"\s{_NOT_OURS}{{0,60}}$"
)
_OF_POPULATION = regex(
    r"(?i)\s(?:of|in) (?:the |all )?(?:[a-z'’]+ ){0,3}"
    r"(?:population|inhabitants|citizens|households|electorate|labou?r force)\b"
)
_THEIRS = regex(
    rf"(?i)\b{OUTSIDER}['’]s?\s(?:[a-z-]+ ){{0,3}}(?:emissions|consumption|rate|usage|use|waste|workforce)\b[^.;\d]*$"
)
_WHOSE = regex(  # Our client, whose revenue was |7 million, operates 300 stores
    rf"(?i)\b{OUTSIDER}(?:, an? [a-z -]{{3,40}}?)?,? whose\s{_NO_SPEAKER}*$"
)
_WHICH_HAS = regex(  # our assurance provider, which employs| 4,200 people, checked the data
    rf"(?i)\b{OUTSIDER},?\s(?:which|who|that)\s(?:[a-z]+ly\s|together\s|now\s)?(?:has|have|had|employs?|employed|runs?|operates?"
    rf"|generates?|emits?|emitted|uses?|used|planted|raised|donated)\s{_NO_SPEAKER}*$"
)
_ONE_OF_A_KIND = regex(
    r"(?i)\s*(?:an?|each|the|one|every)\s(?:typical|average|single|standard|conventional)\s(?:[a-z-]+\s){0,2}?"
    r"(?:cars?|trucks?|lorry|vehicles?|bus|van|ships?|vessels?|aircraft|planes?|flights?|households?|homes?|house"
    r"|family|person"
    r"|citizen|tree|building|data cent(?:re|er)|hospital|shop|hotel|consumer|server|phone|turbine|panel)\b"
    r"|\s*typical\s(?:[a-z-]+\s){1,6}(?:operate|use|emit|consume|produce|have)\b"
)
_INVESTED = regex(
    r"(?i)\b(?:(?:equity|bond|investment|loan|credit|lending|mortgage) (?:portfolio|book|fund)s?|investees?"
    r"|assets under management|(?:the|this|our) fund invests)\b[^.;\d]{0,48}$"
)
_BOARD_OF = regex(r"(?i)\b(?:supervisory|executive|management|advisory) board\b[^.;\d]{0,24}$")
_ENGLISH = regex(r"[a-z]{3} [a-z]")


def is_of_others(sentence: Sentence, number: Number, metric: str) -> bool:
    """Whether a figure is of customers, of an industry, of what money is invested in, or of another board's members.

    Args:
        sentence: the sentence of the number.
        number: the number.
        metric: the metric that it would be a fact of.
    """
    text, start = sentence.text, sentence.start
    if not _ENGLISH.search(text, start, sentence.end):
        return False
    if _ELSEWHERE.search(text, start, number.start) or _AVERAGE.search(text, start, number.start):
        return True
    if metric in sentence.roles.people and "percent" in number.kinds and _is_of_clients(sentence, number):
        return True
    if metric not in sentence.roles.told_of_others and _is_told_of_others(sentence, number):
        return True
    return metric in sentence.roles.of_investees and _INVESTED.search(text, start, number.start) is not None


def _is_of_clients(sentence: Sentence, number: Number) -> bool:
    """Whether a share is that of customers, students, recipients or another board's members."""
    text, start = sentence.text, sentence.start
    if _OF_CLIENTS.match(text, number.unit_end) or _BOARD_OF.search(text, start, number.start):
        return True
    if _AMONG_CLIENTS.search(text, start, number.start):
        return True
    before = sentence.before(number)
    if before is None or not _OF_WHOM.match(text, number.unit_end):
        return False
    return _COUNTED_CLIENTS.fullmatch(text, before.unit_end, number.start) is not None


def _is_told_of_others(sentence: Sentence, number: Number) -> bool:
    """Whether the clause is about people or firms outside, about one of a kind, or tells what others found out."""
    text, start = sentence.text, sentence.start
    if _OF_EVERYBODY.search(text[start : number.start]) or _OF_POPULATION.match(text, number.unit_end):
        return True
    if _ONE_OF_A_KIND.match(text, start) or _THEIRS.search(text, start, number.start):
        return True
    if _STUDIED.match(text, start) and _SPEAKER.search(text, start, sentence.end) is None:
        return True
    before = text[start : number.start]
    if _SUBJECT.search(before) is not None or _WHICH_HAS.search(before) is not None:
        return True
    return "whose" in before and _WHOSE.search(before) is not None
