"""What the methodology's own keywords are called in print, in both languages."""

from docs.book.blocks import Both

RULES = {
    "relative": Both("Relative", "相对"),
    "absolute": Both("Absolute", "绝对"),
    "item": Both("Item", "事项"),
}
FEEDS = {"disclosure": Both("Disclosure", "披露"), "performance": Both("Performance", "绩效")}
KINDS = {
    "quantity": Both("Quantity", "数值"),
    "item": Both("Item found in text", "文本事项"),
    "list": Both("Entry on an official list", "名单"),
    "event": Both("Count of events", "事件数"),
    "analysis": Both("Result of an analysis", "分析结果"),
}
DIRECTIONS = {
    "higher": Both("higher is better", "越高越好"),
    "lower": Both("lower is better", "越低越好"),
    "none": Both("no direction", "无方向"),
}
PERIODS = {"flow": Both("over the year", "年度累计"), "stock": Both("at year end", "年末时点")}
LEVEL_NAMES = {
    "none": Both("none", "无"),
    "mention": Both("mention", "提及"),
    "policy": Both("policy", "政策"),
    "system": Both("system", "体系"),
    "target": Both("target", "目标"),
    "action": Both("action", "行动"),
    "result": Both("result", "成效"),
    "assurance": Both("assurance", "鉴证"),
}
FOUND_IN = {
    "esg": Both("ESG report", "ESG 报告"),
    "annual": Both("annual report", "年度报告"),
    "list": Both("official list", "官方名单"),
    "import": Both("imported data", "导入数据"),
}
MATCH_NAMES = {
    "equal": Both("equal", "等同"),
    "broader": Both("broader", "更宽"),
    "narrower": Both("narrower", "更窄"),
    "related": Both("related", "相关"),
}
REACHES = {
    "international": Both("International", "国际"),
    "european-union": Both("European Union", "欧盟"),
    "hong-kong": Both("Hong Kong", "香港"),
    "mainland": Both("Mainland China", "中国内地"),
}
OBLIGATIONS = {
    "mandatory": Both("mandatory", "强制"),
    "comply-or-explain": Both("comply or explain", "不遵守就解释"),
    "voluntary": Both("voluntary", "自愿"),
}
POLICY_STATUS = {
    "in-force": Both("in force", "现行"),
    "voluntary": Both("voluntary", "自愿"),
    "superseded": Both("superseded", "已被取代"),
    "ended": Both("ended", "已结束"),
}
POLARITIES = {-1: Both("negative", "负面"), 0: Both("open", "中性"), 1: Both("positive", "正面")}
RULE_MEANINGS = {
    "quartile_scores": Both(
        "Scores of 0 to 100 for 1 (worst) to 4 (best) quartile points.",
        "四分位得 1（最差）至 4（最好）分时对应的 0 至 100 分。",
    ),
    "least_peers": Both(
        "Companies with a value that a peer group needs; a smaller one gives way to the parent industry, "
        "at last to the market.",
        "同业组所需的最少有值企业数；不足时改用上级行业，最后用全市场。",
    ),
    "rank_tolerance": Both(
        "Share of a quartile boundary by which a value may miss it and still lie on it.",
        "数值与四分位点相差不超过该比例即视为达到该点。",
    ),
    "least_information": Both(
        "Least share of a score's weight on reported data; with less the company is not rated.",
        "得分权重中有披露数据支持的最低占比；不足则不予评级。",
    ),
    "synthesis": Both(
        "Share of performance in synthetic scores above Level II, and share of its weight that a figure keeps in "
        "performance scores where no value of the company's own is known.",
        "二级指标以上综合得分中绩效的占比；绩效得分中企业自身数据不详者保留的权重比例。",
    ),
    "own_level": Both(
        "How far what is expected of unknown figures lies from the mean of all possible scores towards the company's "
        "known ones.",
        "对未知数据的预期由全部可能得分的均值向企业已知数据得分靠拢的比例。",
    ),
    "misreading": Both(
        "Shares of the figures and items read from reports that are wrong, and of the items missed, until a person has "
        "looked; they widen intervals.",
        "未经人工核验时，从报告读取的数值与事项有误及遗漏的比例；用于放宽区间。",
    ),
    "controversies": Both(
        "Points that severe events told by news take off the controversy-adjusted score: by severity, standing, amount "
        "and age, with a ceiling for the gravest.",
        "严重负面事件对争议调整后得分的扣分：按严重程度、事实状态、金额与时间计算，并对最严重事件设上限。",
    ),
    "undisclosed_score": Both(
        "Score of an indicator on which a company says nothing at all.", "企业对该指标完全未披露时的得分。"
    ),
    "worst_reporter_cap": Both(
        "Origins of estimates that count at most what the worst reporter can get, less their penalty; "
        "others count where they stand.",
        "得分以披露企业中最差者为上限（并扣除相应分数）的估计值来源；其余估计值按其所处位置计分。",
    ),
    "carry_years": Both("Years for which a value may be carried forward.", "数值可沿用的年数。"),
    "carry_penalty": Both("Points of 100 taken off for each year of carrying.", "每沿用一年扣除的分数（满分 100）。"),
    "carry_interval": Both(
        "Relative half-width of the interval of a carried value, for each year.", "沿用值每年增加的区间相对半宽。"
    ),
    "average_penalty": Both(
        "Points of 100 taken off where the industry's or the market's average stands in.",
        "以行业或市场平均值替代时扣除的分数（满分 100）。",
    ),
    "least_average_peers": Both("Companies with a value that such an average needs.", "计算该平均值所需的最少企业数。"),
    "average_sizes": Both(
        "Amounts that are averaged per unit of a company's size, and the metric of size; the average is scaled to the "
        "company's own.",
        "按企业规模折算平均的数量类数据及其规模指标；平均值再乘以企业自身规模。",
    ),
    "size_rates": Both(
        "Counts that are scored per so many units of a company's size, the metric of size, and the least size that is "
        "divided by.",
        "按企业规模折算为比率计分的计数、规模指标，以及作为除数的最小规模。",
    ),
    "average_stretch": Both(
        "How many times the distance of the least and the greatest value from the median makes the interval of an "
        "average, where no group is large enough to measure it.",
        "各组均不足以测定区间时，以最小、最大值与中位数之距的该倍数为平均值的区间。",
    ),
    "interval_level": Both(
        "Share of the truths that the interval of an estimate, and of a score, is to hold.",
        "估计值及得分区间应包含真值的比例。",
    ),
    "estimate_correlation": Both(
        "How much of the error in what is not known all figures of one company share.",
        "同一公司各项未知数据误差的共同部分。",
    ),
    "tier_confidence": Both(
        "How surely the first company of a tier of a league table outranks the first of the next.",
        "榜单中某一档首位公司排在下一档首位之前的把握。",
    ),
    "boundary_interval": Both(
        "Relative half-width of the interval of a ratio whose parts cover different boundaries.",
        "分子与分母统计口径不同的比率，其区间的相对半宽。",
    ),
    "other_denominators": Both(
        "What data points are divided by where their own denominator is no measure of the business: another metric, "
        "times the median ratio of both in the industry.",
        "自身分母不能反映业务规模时改用的分母：另一指标乘以行业内两者比值的中位数。",
    ),
    "whole_breakdowns": Both(
        "Words that the classes of a breakdown must hold for their sum to count as the whole.",
        "某类拆分加总可视为总数时，其各类别名称须包含的词。",
    ),
    "same_figure": Both(
        "Relative difference up to which two sources give one figure; beyond it they contradict each other.",
        "两个来源相对差异不超过该值视为同一数据，超过则视为矛盾。",
    ),
    "subsidiary_share": Both(
        "Per cent of a subsidiary that a company must hold more than for its places on official lists to count; 100 "
        "counts none.",
        "持股比例高于该百分比时，子公司入选官方名单计入上级公司；100 表示一律不计入。",
    ),
    "season": Both(
        "Month from which the fiscal year that ended last calendar year is ranked; until then the one before.",
        "自该月起以上一日历年结束的财年排名，此前以再前一财年排名。",
    ),
    "year_end_month": Both(
        "First month in which a fiscal year may end that belongs to its last day's calendar year; what ends earlier "
        "belongs to the year before.",
        "财年结束于该月或以后的归入结束日所在年度，早于该月的归入上一年度。",
    ),
    "materiality_factors": Both(
        "The share of its weight that an issue or indicator rated 0 in the industry keeps, and what the weights of "
        "those rated 1, 2 and 3 are multiplied by before they share the rest.",
        "行业评级为 0 的议题或指标保留的权重比例，以及评级 1、2、3 者分配其余权重时所乘的系数。",
    ),
}
QUESTION_MEANINGS = {
    "review": Both("Did a person look at it?", "是否经人工确认"),
    "boundary": Both("What does the figure cover?", "统计口径"),
    "basis": Both("How was it measured?", "计量方式"),
    "length": Both("Which covers the longer period?", "期间较长者"),
    "restated": Both("Which corrects an earlier figure?", "更正此前数据者"),
    "assurance": Both("Was it assured?", "是否经鉴证"),
    "source": Both("What kind of document states it?", "文件类别"),
    "available": Both("Which was published later?", "较晚发布者"),
    "recorded": Both("Which was taken in later?", "较晚入库者"),
    "confidence": Both("Which was read more surely?", "识读置信度较高者"),
}
ISSUER_COLUMNS = {
    "industry": Both("industry", "行业"),
    "admin_level": Both("administrative level", "行政级别"),
    "region": Both("region", "地区"),
    "ownership": Both("owner", "所有制"),
    "incorporation": Both("place of incorporation", "注册地"),
}

# What the codes of applicability stand for; a country's code stands for itself.
WHOM = {
    "a-share": "Shanghai, Shenzhen or Beijing (A shares)",
    "hk": "Hong Kong",
    "central-soe": "the central government",
    "local-soe": "a local government",
    "CN": "mainland China",
}
