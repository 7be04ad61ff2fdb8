"""What was planted, where a list tells plants apart by their figures: 乔木3.2万株、灌木8.6万株、草坪5200平方米."""

from cnesg.extraction.figures.numbers import Number
from cnesg.extraction.prose.sentences.sentence import Sentence
from cnesg.framework.regexes import regex

_PLANT = regex(
    r"((?:常绿|落叶|景观|经济)?(?:乔木|灌木|草坪|草皮|绿篱|树篱|花木|花卉|草花|鲜花|地被植物|地被|果树|苗木|色块|行道树|竹子|藤本植物|藤蔓植物)"
    r"|(?![^树]?[植种绿古])[\u4e00-\u9fff]{1,2}(?:树|柳|杨|柏|松|槐|榕|樟|竹))(?:约|共|近|各)*$"
)


_TREE = regex(r"(?!果树|苗|小|大|各|类|化|绿化|名贵|景观|行道|风景|经济|防护)[\u4e00-\u9fff]{1,2}树")  # 种植|松树|3万株


def kind_planted(sentence: Sentence, number: Number, metric: str) -> str:
    """The plant that a number is of: a tree by its name, or any where another figure of the sentence is of another.

    Args:
        sentence: the sentence of the number.
        number: how many were planted, or on what area.
        metric: its metric.
    """
    own = _plant(sentence, number) if metric in sentence.roles.of_planting else ""
    named = _TREE.fullmatch(own) is not None
    return own if own and (named or any(_plant(sentence, one) not in {"", own} for one in sentence.numbers)) else ""


def _plant(sentence: Sentence, number: Number) -> str:
    """The plant named right before a number."""
    found = _PLANT.search(sentence.own_label(number))
    return found[1] if found else ""
