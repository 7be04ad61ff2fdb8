"""Subsidiaries that a report calls by their city and the group's own name: 武汉东江, 成都东江."""

from collections import defaultdict

from cnesg.framework.regexes import regex

_CITIES = (
    "北京|上海|天津|重庆|石家庄|唐山|太原|大同|呼和浩特|包头|沈阳|大连|长春|吉林|哈尔滨|大庆|南京|苏州|无锡|常州|南通|徐州|扬州|镇江|泰州|杭州|宁波|温州|嘉兴|绍兴|合肥|芜湖|马鞍山|福州|厦门|泉州|漳州"
    "|南昌|赣州|九江|济南|青岛|烟台|潍坊|淄博|威海|郑州|洛阳|武汉|宜昌|襄阳|长沙|株洲|湘潭|衡阳|广州|深圳|珠海|东莞|佛山|中山|惠州|湛江|南宁|柳州|桂林|海口|三亚|成都|绵阳|贵阳|遵义|昆明|拉萨|西安"
    "|咸阳|兰州|西宁|银川|乌鲁木齐|香港|澳门|台湾"
)
_NAMED = regex(rf"(?:(?<=^)|(?<=[\n\s。;；,，、和及与:：\"“(]))({_CITIES})(?=([\u4e00-\u9fff]{{2,4}}))")
_BUT_NAMES = regex(  # what stands behind a city and is nobody's name
    r"[市省区县分总地工厂办站港的等及和与为在是有各两三本公基机项中大联]|高新|经济|开发|证券|交易|设立|建立|召开|举[办行]|投资|海关|银行|研发|生产|本部|周边|子公司"
)
_FEWEST_PLACES = 2  # cities of which the report tells with the same name
_FEWEST_TIMES = 4  # times in all


def named_after_places(text: str, own: str) -> frozenset[str]:
    """The names of subsidiaries that are a city and what the group calls itself.

    Args:
        text: the report's first lines, in which no name is broken.
        own: the reporting company's names, in which the name behind the city stands.

    Returns:
        Names such as 武汉东江; the company's own, as 上海东江 of 上海东江股份有限公司, is not among them.
    """
    cities: dict[str, list[str]] = defaultdict(list)
    for found in _NAMED.finditer(text):
        if _BUT_NAMES.match(found[2]) is None:
            for length in range(2, len(found[2]) + 1):
                cities[found[2][:length]].append(found[1])
    told = [
        name
        for name, places in cities.items()
        if name in own and len(set(places)) >= _FEWEST_PLACES and len(places) >= _FEWEST_TIMES
    ]
    longest = max(told, key=len, default="")
    return (
        frozenset(city + longest for city in set(cities[longest]) if city + longest not in own) if told else frozenset()
    )
