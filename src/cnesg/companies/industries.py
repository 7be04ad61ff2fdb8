"""Finding an industry by what users type."""

from collections.abc import Mapping

from rapidfuzz import process

from cnesg.companies.peer_groups import industry_chain
from cnesg.errors import InputError
from cnesg.framework.definitions import Industry


def find_industry(wanted: str, industries: Mapping[str, Industry]) -> str:
    """The code of the industry that a user means by code or name in either language (exact, case folded).

    A name that stands at several levels of one branch means the broadest.

    Raises:
        InputError: nothing fits, or industries of several branches do; the message offers the nearest names.
    """
    key = wanted.strip().casefold()
    names = {code: (entry.name.en.casefold(), entry.name.zh.casefold()) for code, entry in industries.items()}
    found = [code for code in industries if key == code or key in names[code]]
    broadest = [code for code in found if not set(industry_chain(code, industries)[1:]) & set(found)]
    if len(broadest) == 1:
        return broadest[0]
    if broadest:
        raise InputError.of("companies.ambiguous_industry", wanted=wanted, found=", ".join(broadest))
    known = sorted({name for entry in industries.values() for name in (entry.name.en, entry.name.zh)})
    near = process.extract(wanted, known, limit=3, score_cutoff=60, processor=str.casefold)
    if near:
        raise InputError.of("companies.no_industry_near", wanted=wanted, near=", ".join(match for match, _, _ in near))
    raise InputError.of("companies.no_industry", wanted=wanted)
