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
