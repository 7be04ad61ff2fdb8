"""Tables of news: items as they came in, what reading gave, and the events and scores of a day."""

from cnesg.model.columns import COMMIT, FLAG, INSTANT, NUMBER, TEXT, TEXTS, WHOLE
from cnesg.model.schema import Column, TableSchema

NEWS = TableSchema(
    name="news",
    version=2,
    columns=(
        Column("news_id", TEXT, "id given by the feed, or a hash of what came; the same id is the same item"),
        Column("title", TEXT, "headline, may be empty", nullable=False),
        Column("text", TEXT, "body as plain text, of a very long one its beginning and end", nullable=False),
        Column("published_at", INSTANT, "when its medium published it", nullable=False),
        Column("available_at", INSTANT, "when the market could know it: its arrival where known", nullable=False),
        Column("source", TEXT, "the medium, as it names itself", nullable=False),
        Column("url", TEXT, "where it stood"),
        Column("language", TEXT, "zh or en", nullable=False),
        Column("entities", TEXTS, "names to judge; empty where companies were looked for"),
        Column("document", TEXT, "SHA-256 of the file or feed that brought it", nullable=False),
        Column("content", TEXT, "hash of title and text, by which the same item is known again", nullable=False),
        *COMMIT,
    ),
    sort_by=("position", "news_id"),
)

MENTIONS = TableSchema(
    name="mentions",
    version=1,
    columns=(
        Column("news_id", TEXT, "the item", nullable=False),
        Column("mention", WHOLE, "counts up from 0 in the order of the text; one row for each of its incidents"),
        Column("name", TEXT, "as it stands in the text", nullable=False),
        Column("company_id", TEXT, "of the register; null where nobody bears the name or it is not clear who"),
        Column("role", TEXT, "subject or mentioned", nullable=False),
        Column("polarity", NUMBER, "-1 bad for the company, to 1 good", nullable=False),
        Column("negative", FLAG, "whether it is the subject of bad news", nullable=False),
        Column("quote", TEXT, "the sentence that names it", nullable=False),
        Column("code", TEXT, "incident type; null where none is told of it"),
        Column("confidence", NUMBER, "that the type is told, 0 to 1"),
        Column("standing", TEXT, "happened, planned, denied, rumoured, hypothetical or historic"),
        Column("incident_quote", TEXT, "the sentence that tells it"),
        Column("available_at", INSTANT, "of the item", nullable=False),
        *COMMIT,
    ),
    sort_by=("position", "news_id", "mention", "code"),
)

EVENTS = TableSchema(
    name="events",
    version=1,
    columns=(
        Column("sentiment_id", TEXT, "the computation that gave it: a hash over its rows"),
        Column("event", TEXT, "company, incident type and first item", nullable=False),
        Column("company_id", TEXT, "whom it befell or who did it", nullable=False),
        Column("code", TEXT, "incident type", nullable=False),
        Column("first_at", INSTANT, "when the first source published it", nullable=False),
        Column("first_source", TEXT, "the first source", nullable=False),
        Column("news", TEXTS, "items that tell it, first source first"),
        Column("stories", TEXTS, "of each item the story that it belongs to"),
        Column("quote", TEXT, "the first source's sentence", nullable=False),
        Column("accounts", WHOLE, "how many accounts told it", nullable=False),
        Column("polarity", NUMBER, "of the first source, -1 to 1", nullable=False),
        Column("gravity", NUMBER, "of the incident type, 0 to 1", nullable=False),
        Column("influence", NUMBER, "of the strongest medium, 0 to 1", nullable=False),
        Column("emotion", NUMBER, "polarity x gravity x influence", nullable=False),
        Column("spread", NUMBER, "what the accounts other than the first add up to", nullable=False),
        Column("heat", NUMBER, "1 or more", nullable=False),
        Column("attenuation", NUMBER, "1 when new, 0 after six months", nullable=False),
        Column("score", NUMBER, "emotion x heat x attenuation", nullable=False),
        *COMMIT,
    ),
    sort_by=("company_id", "event"),
)

SENTIMENT = TableSchema(
    name="sentiment",
    version=1,
    columns=(
        Column("sentiment_id", TEXT, "the computation that gave it: a hash over its rows"),
        Column("as_of", INSTANT, "nothing that was known later was used", nullable=False),
        Column("methodology_version", TEXT, "content hash of the methodology", nullable=False),
        Column("reference_version", TEXT, "content hash of media and other reference data", nullable=False),
        Column("store_position", WHOLE, "last commit it could see", nullable=False),
        Column("company_id", TEXT, "whose score", nullable=False),
        Column("code", TEXT, "TOTAL, E, E03 or E0302", nullable=False),
        Column("level", TEXT, "total, dimension, level1 or level2", nullable=False),
        Column("score", NUMBER, "-100 to 100", nullable=False),
        Column("total", NUMBER, "sum of the event scores", nullable=False),
        Column("events", WHOLE, "events behind it", nullable=False),
        Column("latest", INSTANT, "when the latest of them was first told", nullable=False),
        *COMMIT,
    ),
    sort_by=("company_id", "level", "code"),
)

NEWS_TABLES = (NEWS.name, MENTIONS.name)
"""Tables that reading news fills."""

SENTIMENT_TABLES = (EVENTS.name, SENTIMENT.name)
"""Tables that a sentiment fills; scoring runs do not read them."""

CONTROVERSIES = TableSchema(
    name="controversies",
    version=1,
    columns=(
        Column("run_id", TEXT, "the run that used it"),
        Column("company_id", TEXT, "whom it befell or who did it", nullable=False),
        Column("event", TEXT, "company, incident type and first item of the event", nullable=False),
        Column("code", TEXT, "incident type; the gravest that is not scored elsewhere", nullable=False),
        Column("codes", TEXTS, "all severe types that its texts tell", nullable=False),
        Column("dimension", TEXT, "E, S or G", nullable=False),
        Column("title", TEXT, "headline of the first item, or the sentence that tells it", nullable=False),
        Column("quote", TEXT, "the sentence of the first item", nullable=False),
        Column("first_at", INSTANT, "when the first source published it", nullable=False),
        Column("first_source", TEXT, "the first source", nullable=False),
        Column("news", TEXTS, "items that tell it, first source first", nullable=False),
        Column("severity", WHOLE, "of the incident type, 1 to 5", nullable=False),
        Column("standing", TEXT, "confirmed, reported, alleged or denied", nullable=False),
        Column("amount", NUMBER, "yuan that it is about; null where no text says or the type does not go by it"),
        Column("revenue", NUMBER, "yuan of revenue that the amount is held against"),
        Column("deaths", WHOLE, "how many died; null where no text says"),
        Column("points", NUMBER, "taken off for a new and confirmed event of the severity", nullable=False),
        Column("standing_share", NUMBER, "of these left by its standing, 0 to 1", nullable=False),
        Column("size_share", NUMBER, "of these left by its amount, 0 to 1", nullable=False),
        Column("age_share", NUMBER, "of these left by its age, 0 to 1", nullable=False),
        Column("scored", NUMBER, "points that the dimension lacks for data points that have scored it", nullable=False),
        Column("deduction", NUMBER, "points x shares - scored, at least 0: taken off the dimension", nullable=False),
        Column("weight", NUMBER, "of the dimension in the total, 0 to 1", nullable=False),
        Column("ceiling", NUMBER, "what total and dimension are at most for it; null for no ceiling"),
        Column(
            "left_out",
            TEXT,
            "why it takes nothing off: denied, scored, worse-event or not-in-profile; null where it does",
        ),
        Column("data_point", TEXT, "data points that have scored it"),
        *COMMIT,
    ),
    sort_by=("company_id", "event"),
)
