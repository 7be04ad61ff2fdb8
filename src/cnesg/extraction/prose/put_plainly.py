"""A passage in plainer words: what parts figures from what they are of goes, what a list says once is said for each."""

from cnesg.extraction.documents.passages import Passage
from cnesg.extraction.prose.among_those import with_parts_among_those
from cnesg.extraction.prose.bonus_shares import without_bonus_shares
from cnesg.extraction.prose.bracketed_items import without_brackets_of_items
from cnesg.extraction.prose.counted_in import without_those_counted_in
from cnesg.extraction.prose.dashed_items import with_items_ended
from cnesg.extraction.prose.formulas_behind_names import without_formulas
from cnesg.extraction.prose.items_apart import with_items_apart
from cnesg.extraction.prose.leads import without_leads
from cnesg.extraction.prose.named_counts import with_counts_behind_names
from cnesg.extraction.prose.nouns_left_out import with_nouns_left_out
from cnesg.extraction.prose.permits import without_permits
from cnesg.extraction.prose.plain_counts import with_plain_counts
from cnesg.extraction.prose.pronouns import with_bodies_named
from cnesg.extraction.prose.respective_lists import with_respective_lists
from cnesg.extraction.prose.scope_bases import with_bases_before_scopes
from cnesg.extraction.prose.shared_predicates import with_shared_predicates
from cnesg.extraction.prose.shares_before_names import with_names_before_shares
from cnesg.extraction.prose.slashes import with_commas_for_slashes
from cnesg.extraction.prose.titled_lists import without_listed_titles
from cnesg.extraction.prose.years.split_years import with_last_halves
from cnesg.framework.regexes import regex

_AGAIN = regex(  # 女性董事2名,|女性|占比22.2%: of those just counted
    r"(?P<gender>[男女])性?[\u4e00-\u9fff]{2,6}\d+[人名位][,，](?P<again>(?P=gender)性?(?:成员|员工)?)(?=占比|比例|占)"
)


def put_plainly(passage: Passage) -> Passage:
    """A passage in the words that the reader knows best.

    Args:
        passage: the passage; offsets into the one returned still lead to the same places of the page.
    """
    passage = with_names_before_shares(passage)
    if "性" in passage.text:
        passage = passage.without([found.span("again") for found in _AGAIN.finditer(passage.text)])
    passage = with_nouns_left_out(with_bodies_named(with_parts_among_those(passage)))
    passage = with_plain_counts(with_items_ended(with_counts_behind_names(passage)))
    passage = with_shared_predicates(with_respective_lists(passage))
    passage = without_brackets_of_items(with_bases_before_scopes(passage))
    whole = with_items_apart(with_commas_for_slashes(with_last_halves(passage)))
    whole = without_permits(without_those_counted_in(whole))
    return without_leads(without_bonus_shares(without_formulas(without_listed_titles(whole))))
