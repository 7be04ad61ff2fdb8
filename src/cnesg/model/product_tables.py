"""Tables that the deliveries on funds and bonds need beside companies and scores."""

from cnesg.model.columns import COMMIT, DAY, INSTANT, NUMBER, TEXT
from cnesg.model.schema import Column, TableSchema

FUNDS = TableSchema(
    name="funds",
    version=1,
    columns=(
        Column("fund", TEXT, "code of the fund, 000001.OF", nullable=False),
        Column("name_zh", TEXT, "name in Chinese"),
        Column("name_en", TEXT, "name in English"),
        Column("kind", TEXT, "equity, mixed, bond, money-market, fund-of-funds, overseas or other", nullable=False),
        Column("mandate", TEXT, "investment objective and scope as the prospectus has them"),
        Column("benchmark", TEXT, "benchmark"),
        Column("manager", TEXT, "fund management company"),
        Column("valid_from", DAY, "first day these particulars hold", nullable=False),
        Column("valid_to", DAY, "last day; null while they hold"),
        Column("available_at", INSTANT, "when the market could know them", nullable=False),
        *COMMIT,
    ),
    sort_by=("position", "fund", "valid_from"),
)

HOLDINGS = TableSchema(
    name="holdings",
    version=1,
    columns=(
        Column("fund", TEXT, "code of the fund", nullable=False),
        Column("day", DAY, "day on which they were held", nullable=False),
        Column("scope", TEXT, "full (semi-annual and annual reports) or top10 (quarterly reports)", nullable=False),
        Column("security", TEXT, "exchange code, ISIN or fund code; null for cash and what has none"),
        Column("name", TEXT, "name as the report has it", nullable=False),
        Column("kind", TEXT, "equity, bond, government-bond, fund, cash, derivative or other", nullable=False),
        Column("weight", NUMBER, "percent of net assets; below 0 for shorts and borrowing", nullable=False),
        Column("source", TEXT, "where it comes from", nullable=False),
        Column("available_at", INSTANT, "when the report was published", nullable=False),
        *COMMIT,
    ),
    sort_by=("position", "fund", "day", "scope", "security", "name"),
)

BONDS = TableSchema(
    name="bonds",
    version=1,
    columns=(
        Column("isin", TEXT, "ISIN", nullable=False),
        Column("name", TEXT, "short name", nullable=False),
        Column("issuer", TEXT, "id of the company that issued it", nullable=False),
        Column("guarantor", TEXT, "id of the company that guarantees it"),
        Column("kind", TEXT, "enterprise, corporate, financial, interbank or local-government", nullable=False),
        Column("issued", DAY, "day of issue", nullable=False),
        Column("matures", DAY, "day of maturity"),
        Column("amount", NUMBER, "amount issued, in the currency", nullable=False),
        Column("currency", TEXT, "ISO 4217 code"),
        Column("label", TEXT, "none, green, carbon-neutral, blue, transition or sustainability-linked", nullable=False),
        Column("use", TEXT, "what these proceeds are for"),
        Column("proceeds", NUMBER, "proceeds for this use, in the currency"),
        Column("allocated", NUMBER, "of these, spent by the day of the report"),
        Column("refinancing", NUMBER, "percent of them that replace earlier money"),
        Column("tco2_avoided", NUMBER, "t CO2 avoided a year, as reported for this use"),
        Column("mwh", NUMBER, "MWh generated or saved a year, as reported for this use"),
        Column("source", TEXT, "where it comes from", nullable=False),
        Column("available_at", INSTANT, "when the market could know it; a later row of bond and use supersedes it"),
        *COMMIT,
    ),
    sort_by=("position", "isin", "use"),
)
