"""Letters that recognition misread for others, and as what."""

from cnesg.framework.regexes import regex

# A nought as a letter: 2G16年, 1GG%, 638G.65万元; 5G网 and Al2O3 are none.
_MISREAD_NOUGHT = regex(
    r"(?<![A-Za-z]\d)(?<=\d)(?:[GO](?=\d\d年|[GO]?%)|(?<=\d\d)[GO](?=(?:\.\d{1,2})?(?:[万亿]元|吨|人次|[多余][次人名]|千瓦)))"
    r"|(?<=\d[GO])[GO](?=%)"
)
# Letters for letters: 余 read as 佘, 育 as 肓, 日 as 曰, 千瓦 as 干瓦, 百万 as 白万, 万元 as 乃元, 325.73 as 325_73,
# 0.6 as 0•6. What each is misread as goes first: only what a text has is looked for.
LIKE_LETTER = regex(r"[佘曰干白忆乃入兀肓_零○◦〇丨GO]|\d\s?[•·∙]\s?\d")
MISREAD_LETTER = (
    ("佘", regex(r"佘"), "余"),
    ("肓", regex(r"肓"), "育"),
    ("丨", regex(r"(?<=\d)丨(?=[\d万亿千人名元次项个家户件吨%])"), "1"),
    ("曰", regex(r"(?<=\d)曰"), "日"),
    ("干", regex(r"干(?=[克瓦伏焦卡]|人次|立方)|(?<=\d)\s?干(?=[余多人名元户万])"), "千"),
    ("白", regex(r"白(?=万[元美港])"), "百"),
    ("忆", regex(r"(?<=\d)忆(?=[元吨度千立])"), "亿"),
    ("乃", regex(r"(?<=\d)乃(?=[元吨人度千立])"), "万"),
    ("入", regex(r"(?<=\d)入(?=次)"), "人"),
    ("兀", regex(r"(?<=[\d万亿])兀(?=[,，。;；、()（）]|\s*$)"), "元"),
    ("_", regex(r"(?<=\d)_(?=\d\d?(?!\d))"), "."),
    ("•·∙", regex(r"(?<=\d)\s?[•·∙](?=\s?\d{1,2}\s?[万亿%])"), "."),
    ("零○◦〇", regex(r"(?<=%)[零○◦〇](?![事缺投容差])"), "。"),
    ("GO", _MISREAD_NOUGHT, "0"),
)
