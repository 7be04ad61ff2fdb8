"""The tables of a workspace. A column keeps its meaning for good; a change of shape is a new version."""

from cnesg.model.batches import IMPORTS, WITHDRAWALS
from cnesg.model.checks import CHECKS
from cnesg.model.columns import BOX, COMMIT, DAY, FLAG, INSTANT, NUMBER, TEXT, TEXTS, WHOLE
from cnesg.model.news_tables import CONTROVERSIES, EVENTS, MENTIONS, NEWS, SENTIMENT
from cnesg.model.product_tables import BONDS, FUNDS, HOLDINGS
from cnesg.model.schema import Column, TableSchema
from cnesg.model.shared import SHARED

OBSERVATIONS = TableSchema(
    name="observations",
    version=3,
    columns=(
        Column(
            "observation_id", TEXT, "hash over source, fact and value: the same row twice is one row", nullable=False
        ),
        Column("fact_key", TEXT, "company, concept, breakdown, period, boundary, basis", nullable=False),
        Column("kind", TEXT, "quantity, statement, list, event or analysis", nullable=False),
        Column("company_id", TEXT, "whose fact", nullable=False),
        Column("concept", TEXT, "metric of a quantity, data point code of a statement or list entry", nullable=False),
        Column("data_point", TEXT, "code of the data point it answers, if any"),
        Column("breakdown", TEXT, "canonical JSON, {} for the whole company", nullable=False),
        Column("fiscal_year", WHOLE, "fiscal year the fact is for", nullable=False),
        Column("valid_from", DAY, "first day the fact is about", nullable=False),
        Column("valid_to", DAY, "last day the fact is about", nullable=False),
        Column("available_at", INSTANT, "when the market could know it", nullable=False),
        Column(
            "available_source", TEXT, "where that date comes from (publication date given, file, list)", nullable=False
        ),
        *COMMIT,
        Column("value", NUMBER, "number after scale words, in `unit`"),
        Column("unit", TEXT, "plain unit"),
        Column("canonical_value", NUMBER, "number in the metric's canonical unit"),
        Column("canonical_unit", TEXT, "that unit"),
        Column("text", TEXT, "level of a statement, name of a list, result of an analysis"),
        Column("raw_value", TEXT, "characters printed"),
        Column("raw_unit", TEXT, "unit as printed"),
        Column("value_kind", TEXT, "actual, target, baseline or forecast", nullable=False),
        Column("qualifier", TEXT, "about, over or under"),
        Column("boundary", TEXT, "what the figure covers", nullable=False),
        Column("basis", TEXT, "what makes it another fact: location, market, target", nullable=False),
        Column("restated", FLAG, "corrects an earlier figure", nullable=False),
        Column("assurance", TEXT, "none, limited, reasonable or unknown", nullable=False),
        Column("target_year", WHOLE, "year a target is to be reached"),
        Column("negated", FLAG, "the statement says that something is not so"),
        Column("vague", FLAG, "the statement names no number, date, body, system, law, place or project"),
        Column("language", TEXT, "en or zh"),
        Column("document", TEXT, "SHA-256 of the source file", nullable=False),
        Column("page", WHOLE, "1-based page of a PDF"),
        Column("line", WHOLE, "1-based line of a text file, row of a table"),
        Column("bbox", BOX, "x0, y0, x1, y1 in PDF points, origin top left"),
        Column("quote", TEXT, "verbatim words"),
        Column("method", TEXT, "text, table, figure, ocr or import", nullable=False),
        Column("confidence", NUMBER, "0 to 1", nullable=False),
        Column("warnings", TEXTS, "codes with arithmetic"),
        Column("origin", TEXT, "reported or imported", nullable=False),
        Column("review", TEXT, "unreviewed, auto-accepted, confirmed, corrected, rejected or disputed", nullable=False),
        Column("extraction_version", TEXT, "content hash of phrases, units and models that read it"),
        Column("supersedes", TEXT, "id of the row that this one replaced: a person's decision, a removal from a list"),
        Column("decision", TEXT, "id of that decision"),
    ),
    sort_by=("position", "observation_id"),
)

DOCUMENTS = TableSchema(
    name="documents",
    version=2,
    columns=(
        Column("document", TEXT, "SHA-256 of the file", nullable=False),
        Column("company_id", TEXT, "whose report", nullable=False),
        Column("fiscal_year", WHOLE, "fiscal year it reports on", nullable=False),
        Column("kind", TEXT, "esg, annual, interim, quarterly, announcement or other", nullable=False),
        Column("title", TEXT, "file name when it was taken in", nullable=False),
        Column("media_type", TEXT, "application/pdf or text/plain", nullable=False),
        Column("pages", WHOLE, "number of pages; null for text"),
        Column("language", TEXT, "en or zh", nullable=False),
        Column("available_at", INSTANT, "when it was published", nullable=False),
        Column("available_source", TEXT, "where that date comes from", nullable=False),
        *COMMIT,
        Column("snapshot", TEXT, "path of the snapshot inside the workspace", nullable=False),
        Column("pages_not_read", TEXTS, "page and reason of each page that was not read, or not wholly: `3 damaged`"),
    ),
    sort_by=("position", "document", "company_id"),
)

COMPANIES = TableSchema(
    name="companies",
    version=3,
    columns=(
        Column("company_id", TEXT, "stable id", nullable=False),
        Column("name_en", TEXT, "full name in English"),
        Column("name_zh", TEXT, "full name in Chinese"),
        Column("short_name", TEXT, "name on the exchange"),
        Column("code", TEXT, "main exchange code, 600000.SH; table LISTINGS has all"),
        Column("credit_code", TEXT, "unified social credit code, 18 characters"),
        Column("market", TEXT, "a-share, hk, bond or unlisted", nullable=False),
        Column("industry", TEXT, "Shenwan 2021 code, the finest known level; null for local governments"),
        Column("incorporation", TEXT, "place of incorporation, ISO 3166 code"),
        Column("ownership", TEXT, "central-soe, local-soe, private, foreign or other"),
        Column("issuer_kind", TEXT, "corporate, financing-vehicle or local-government; of bond issuers"),
        Column("admin_level", TEXT, "province, prefecture or county, of the government itself or behind the vehicle"),
        Column("region", TEXT, "province-level region, ISO 3166-2 code"),
        Column("valid_from", DAY, "first day these particulars hold", nullable=False),
        Column("valid_to", DAY, "last day, null while they hold"),
        Column("available_at", INSTANT, "when the market could know them", nullable=False),
        *COMMIT,
    ),
    sort_by=("position", "company_id", "valid_from"),
)

NAMES = TableSchema(
    name="names",
    version=1,
    columns=(
        Column("company_id", TEXT, "whose name", nullable=False),
        Column("name", TEXT, "the name as written", nullable=False),
        Column("kind", TEXT, "full, short or other (brand, abbreviation)", nullable=False),
        Column("language", TEXT, "en or zh", nullable=False),
        Column("valid_from", DAY, "first day it is borne", nullable=False),
        Column("valid_to", DAY, "last day; null while it is borne; of a former name a day gone by"),
        Column("available_at", INSTANT, "when the market could know it", nullable=False),
        *COMMIT,
    ),
    sort_by=("position", "company_id", "name", "valid_from"),
)

LISTINGS = TableSchema(
    name="listings",
    version=1,
    columns=(
        Column("company_id", TEXT, "whose shares; A and H shares of one issuer are one company", nullable=False),
        Column("code", TEXT, "exchange code, 600000.SH", nullable=False),
        Column(
            "status",
            TEXT,
            "listed; within that suspended, special-treatment, delisting-risk or delisting-period",
            nullable=False,
        ),
        Column("valid_from", DAY, "first day: of `listed` the day of listing", nullable=False),
        Column("valid_to", DAY, "last day, of `listed` the last before delisting; null while it lasts"),
        Column("available_at", INSTANT, "when the market could know it", nullable=False),
        *COMMIT,
    ),
    sort_by=("position", "company_id", "code", "status", "valid_from"),
)

RELATIONS = TableSchema(
    name="relations",
    version=1,
    columns=(
        Column("company_id", TEXT, "the company below: subsidiary, joint venture or associate", nullable=False),
        Column("parent_id", TEXT, "the company above", nullable=False),
        Column("relation", TEXT, "subsidiary, joint-venture or associate", nullable=False),
        Column("share", NUMBER, "percent that the company above holds"),
        Column("valid_from", DAY, "first day", nullable=False),
        Column("valid_to", DAY, "last day, null while it lasts"),
        Column("available_at", INSTANT, "when the market could know it", nullable=False),
        *COMMIT,
    ),
    sort_by=("position", "company_id", "parent_id", "valid_from"),
)

MEDIA = TableSchema(
    name="media",
    version=1,
    columns=(
        Column("domain", TEXT, "address of the outlet; hosts below it belong to it", nullable=False),
        Column("name_en", TEXT, "name in English"),
        Column("name_zh", TEXT, "name in Chinese"),
        Column("aliases", TEXT, "other names it is quoted by, parted by semicolons"),
        Column("tier", TEXT, "code of its tier of influence", nullable=False),
        Column("language", TEXT, "language of most of its articles, ISO 639", nullable=False),
        Column("available_at", INSTANT, "from when on the row counts; a later row of the domain supersedes it"),
        *COMMIT,
    ),
    sort_by=("position", "domain", "available_at"),
)

INDUSTRIES = TableSchema(
    name="industries",
    version=1,
    columns=(
        Column("code", TEXT, "six digits", nullable=False),
        Column("level", WHOLE, "1, 2 or 3", nullable=False),
        Column("parent", TEXT, "code of the industry above; null at level 1"),
        Column("name_zh", TEXT, "name in Chinese", nullable=False),
        Column("name_en", TEXT, "name in English"),
        Column("edition", TEXT, "edition of the classification"),
        Column("available_at", INSTANT, "from when on the row counts; a later row of the code supersedes it"),
        *COMMIT,
    ),
    sort_by=("position", "code", "available_at"),
)

FX = TableSchema(
    name="fx",
    version=1,
    columns=(
        Column("currency", TEXT, "ISO 4217 code", nullable=False),
        Column("year", WHOLE, "calendar year", nullable=False),
        Column("average", NUMBER, "renminbi for one unit, average of the year", nullable=False),
        Column("closing", NUMBER, "renminbi for one unit on the last day of the year", nullable=False),
        Column("source", TEXT, "where they come from", nullable=False),
        Column("available_at", INSTANT, "when they were known; a later row of currency and year supersedes it"),
        *COMMIT,
    ),
    sort_by=("position", "currency", "year", "available_at"),
)

PEERS = TableSchema(
    name="peers",
    version=1,
    columns=(
        Column("fiscal_year", WHOLE, "fiscal year of the values", nullable=False),
        Column("group", TEXT, "industry code, MARKET or a group of issuers", nullable=False),
        Column("data_point", TEXT, "code, E0102-01", nullable=False),
        Column("unit", TEXT, "unit of the boundaries"),
        Column("q1", NUMBER, "lower quartile", nullable=False),
        Column("q2", NUMBER, "median", nullable=False),
        Column("q3", NUMBER, "upper quartile", nullable=False),
        Column("count", WHOLE, "companies behind them", nullable=False),
        Column("run_id", TEXT, "the run that they were taken from", nullable=False),
        Column("methodology_version", TEXT, "content hash of the methodology of that run", nullable=False),
        Column("store_position", WHOLE, "last commit that the run could see, in its own workspace", nullable=False),
        Column("always", FLAG, "taken even where the workspace has enough values of its own"),
        Column("available_at", INSTANT, "the day of that run", nullable=False),
        *COMMIT,
    ),
    sort_by=("position", "fiscal_year", "data_point", "group"),
)

RUNS = TableSchema(
    name="runs",
    version=2,
    columns=(
        Column("run_id", TEXT, "hash over what it was told and sums over the rows of its tables", nullable=False),
        Column("as_of", INSTANT, "nothing published later was used", nullable=False),
        Column("fiscal_year", WHOLE, "fiscal year that was scored", nullable=False),
        Column("profile", TEXT, "name of the profile", nullable=False),
        Column("methodology_version", TEXT, "content hash of indicators, rules and weights", nullable=False),
        Column("extraction_version", TEXT, "content hash of phrases, units and models", nullable=False),
        Column("reference_version", TEXT, "content hash of industries and factors", nullable=False),
        Column("code_version", TEXT, "version of cnesg", nullable=False),
        Column("libraries", TEXT, "JSON: pinned libraries that computed it", nullable=False),
        Column("store_position", WHOLE, "last commit the run could see", nullable=False),
        Column("profile_content", TEXT, "JSON: the whole profile; null for runs from before it was kept"),
        *COMMIT,
    ),
    sort_by=("position", "run_id"),
)

INPUTS = TableSchema(
    name="inputs",
    version=2,
    columns=(
        Column("run_id", TEXT, "the run that used it"),
        Column("company_id", TEXT, "whose value", nullable=False),
        Column("data_point", TEXT, "code, E0102-01", nullable=False),
        Column("fiscal_year", WHOLE, "fiscal year scored", nullable=False),
        Column("value", NUMBER, "number in the data point's unit; items: points found"),
        Column("text", TEXT, "level of an item, name of a list"),
        Column("low", NUMBER, "lower end of what the estimate allows; the value itself where it is sure"),
        Column("high", NUMBER, "upper end"),
        Column("origin", TEXT, "reported, imported, derived, carried, industry or market", nullable=False),
        Column("review", TEXT, "the weakest review state among its sources", nullable=False),
        Column("penalty", NUMBER, "points of 100 taken off a score that rests on it; 0 for none", nullable=False),
        Column("most", NUMBER, "of a carried value what it counted in its own year, 0 to 100: it counts no more"),
        Column(
            "method", TEXT, "how it came about: selection, a formula, a carried year, a group's median", nullable=False
        ),
        Column("group", TEXT, "the industry whose average was borrowed"),
        Column("observations", TEXTS, "ids of the observations it rests on"),
        Column("sources", TEXTS, "data points or metrics it was computed from"),
        *COMMIT,
    ),
    sort_by=("company_id", "data_point"),
)

SCORES = TableSchema(
    name="scores",
    version=2,
    columns=(
        Column("run_id", TEXT, "the run that gave it"),
        Column("as_of", INSTANT, "nothing published later was used"),
        Column("profile", TEXT, "name of the profile"),
        Column("methodology_version", TEXT, "content hash"),
        Column("company_id", TEXT, "whose score", nullable=False),
        Column("code", TEXT, "TOTAL, E, E01 or E0102", nullable=False),
        Column("kind", TEXT, "disclosure, performance, synthetic or controversy_adjusted", nullable=False),
        Column("score", NUMBER, "0 to 100; null where the company is not rated"),
        Column("low", NUMBER, "lower end of the 90 % interval of the score, were everything known"),
        Column("high", NUMBER, "upper end of that interval"),
        Column("coverage", NUMBER, "share of weight resting on reported data", nullable=False),
        Column("confirmed_share", NUMBER, "share of weight resting on confirmed or corrected values", nullable=False),
        Column("estimated_share", NUMBER, "share of weight resting on estimates", nullable=False),
        Column("peer_group", TEXT, "industry code of the peers, or MARKET", nullable=False),
        Column("peer_count", WHOLE, "companies in it that are rated", nullable=False),
        Column("rank", WHOLE, "1 is best in the peer group; ties share the better rank"),
        Column("percentile", NUMBER, "(worse + same/2) / n, 0 to 1"),
        Column("grade", TEXT, "AAA to C, TOTAL and dimensions only"),
        Column("no_score", TEXT, "why there is no score: `least-information`; null where there is one"),
        *COMMIT,
    ),
    sort_by=("company_id", "code", "kind"),
)

PARTS = TableSchema(
    name="parts",
    version=4,
    columns=(
        Column("run_id", TEXT, "the run that gave it"),
        Column("company_id", TEXT, "whose score", nullable=False),
        Column("code", TEXT, "the score that is made of parts: TOTAL, E, E01 or E0102", nullable=False),
        Column("kind", TEXT, "disclosure, performance or synthetic", nullable=False),
        Column(
            "part",
            TEXT,
            "what it is made of: a lower code, `disclosure`, `performance` or a data point",
            nullable=False,
        ),
        Column("score", NUMBER, "0 to 100, the part's own; null where the part is missing"),
        Column("weight", NUMBER, "weight in the methodology", nullable=False),
        Column("materiality", WHOLE, "the industry's rating of the issue; null where weights do not hang on one"),
        Column(
            "industry_weight",
            NUMBER,
            "weight after the industry's ratings shifted weights among siblings; else the weight itself",
            nullable=False,
        ),
        Column("effective_weight", NUMBER, "weight after missing parts' weight was shared out", nullable=False),
        Column("rule", TEXT, "relative, absolute or item, for data points"),
        Column("points", NUMBER, "1 to 4, a band's points, or items found"),
        Column("value", NUMBER, "the number that was scored"),
        Column("boundaries", BOX, "quartile boundaries or thresholds the value was held against"),
        Column("peer_group", TEXT, "industry code the boundaries come from, or MARKET"),
        Column("peer_count", WHOLE, "companies behind the boundaries"),
        Column("peer_source", TEXT, "where the boundaries come from; null where from the companies that were scored"),
        Column(
            "inapplicable",
            TEXT,
            "why it does not apply: its indicator's case, or the data point answered instead; null where it does",
        ),
        *COMMIT,
    ),
    sort_by=("company_id", "code", "kind", "part", "rule"),
)

ADJUSTED = "controversy_adjusted"
"""The kind of score that severe events lower."""

TABLES = {
    t.name: t
    for t in (
        OBSERVATIONS,
        DOCUMENTS,
        COMPANIES,
        NAMES,
        LISTINGS,
        RELATIONS,
        MEDIA,
        INDUSTRIES,
        FX,
        PEERS,
        RUNS,
        INPUTS,
        SCORES,
        PARTS,
        CONTROVERSIES,
        SHARED,
        CHECKS,
        NEWS,
        MENTIONS,
        EVENTS,
        SENTIMENT,
        FUNDS,
        HOLDINGS,
        BONDS,
        IMPORTS,
        WITHDRAWALS,
    )
}
