"""Labels printed in both languages: 普通员工 Junior staff, `Total employees` 员工总数.

The Chinese alone says all there is to say, and a class is to be named in one language.
"""

import re
from dataclasses import replace

from cnesg.extraction.labels.divisions import without_division
from cnesg.extraction.labels.references import title_alone, undecorated, without_forms
from cnesg.extraction.tables.model import Column, Table
from cnesg.framework.regexes import regex

_HAN = regex(r"[\u4e00-\u9fff]")
_HAN_FIRST = regex(r"(.*[\u4e00-\u9fff][)）》”%]*)[\s/|]*([A-Za-z][^\u4e00-\u9fff]*)")
_LATIN_FIRST = regex(r"([A-Za-z][^\u4e00-\u9fff]*?)[\s/|]*(?:[-–—•·]\s?)?([(（]?[\u4e00-\u9fff].*)")
_MARK = regex(r"[-–—•·]\s?(?=[A-Za-z\u4e00-\u9fff])")  # – Diesel – 柴油
_AGES = regex(r"[A-Za-z\d<>≥≤][^\u4e00-\u9fff]*?\s(\d{1,2}(?:\s?[-–~至到]\s?\d{1,2})?\s?[周週]?[歲岁][^A-Za-z]*)")
_TENS = r"[二三四五六七八]?十[一二三四五六七八九]?"
_AGES_IN_WORDS = regex(rf"[A-Za-z\d<>≥≤][^\u4e00-\u9fff]*?\s?({_TENS}(?:[至到]{_TENS})?[周週]?[歲岁][^A-Za-z]*)")
_AGES_BEFORE = regex(  # 30歲以下 Below 30, 30-50歲 30-50
    r"([^A-Za-z]*\d{1,2}\s?[周週]?[歲岁][^A-Za-z\d]*?)\s(?:[A-Za-z<>≥≤][A-Za-z ]*)?"
    r"\d{1,2}(?:\s?[-–~]\s?\d{1,2})?(?:\s[A-Za-z ]+)?"
)
_IN_WORDS = regex(_TENS)
_DIGITS = {word: digit for digit, word in enumerate("一二三四五六七八九", start=1)}
_WORD = regex(r"[A-Za-z][a-z]{3,}|[a-z]{2,} [a-z]{2,}")
_NUMBERED = regex(r"\d")
_NUMBER_IN_HAN = regex(r"[\d一二三四五六七八九十百千]")
_ENDING = regex(r"\s?[(（][^()（）]+[)）]$")
_TELLS_UNIT = regex(r"(?i)units?\s?[:：]\s?\S")
_LONGEST_CLASS = 60
_GLOSS = regex(r"[A-Za-z][A-Za-z ,.&'’()-]{2,}")
_FEWEST_HEADS = 2
_LEAST_ROWS = 3
_LEAST_SHARE = 0.5


def without_glosses(table: Table) -> Table:
    """The table with labels and headers in Chinese alone, where at least half of the labels are in both languages.

    Brackets of a form are no part of a label either, nor are codes and remarks: (A+B), (if available), GRI 305-1.
    """
    plainer = [without_division(undecorated(without_forms(row.label))) for row in table.rows]
    if any(label != row.label for label, row in zip(plainer, table.rows, strict=True)):
        # else the table stays the one that it is
        table = replace(
            table,
            rows=tuple(replace(row, label=label) for row, label in zip(table.rows, plainer, strict=True)),
        )
    if any(title_alone(title) != title for row in table.rows for title in row.parents):
        rows = [replace(row, parents=tuple(map(title_alone, row.parents))) for row in table.rows]
        table = replace(table, rows=tuple(rows))
    table = _with_heads_once(table)
    labels = {row.label for row in table.rows if _HAN.search(row.label)}
    glossed = sum(plain(label) != label for label in labels)
    if glossed < _LEAST_ROWS or glossed < _LEAST_SHARE * len(labels):
        return table
    rows = [replace(row, label=plain(row.label), parents=tuple(map(plain, row.parents))) for row in table.rows]
    columns = [Column(column.x0, column.x1, tuple(map(plain, column.headers))) for column in table.columns]
    captions, corner = tuple(map(plain, table.captions)), tuple(map(plain, table.corner))
    return replace(table, rows=tuple(rows), columns=tuple(columns), captions=captions, corner=corner)


def _with_heads_once(table: Table) -> Table:
    """The table without heads that say in English what stands in Chinese right over them: 集团 | Group."""
    told = {id(column): _told_once(column.headers) for column in table.columns}
    twice = [column for column in table.columns if told[id(column)] != column.headers]
    several = [column for column in table.columns if len(column.headers) > 1]
    if len(twice) < _FEWEST_HEADS or len(twice) < len(several):
        return table
    return replace(table, columns=tuple(replace(one, headers=told[id(one)]) for one in table.columns))


def _told_once(heads: tuple[str, ...]) -> tuple[str, ...]:
    """Heads in Chinese where the last says, on a line of its own or behind it, the same in English."""
    return heads[:-1] if _says_again(heads) else (*heads[:-1], *map(plain, heads[-1:]))


def _says_again(heads: tuple[str, ...]) -> bool:
    if len(heads) < 2:
        return False
    han, gloss = heads[-2:]
    return _HAN.search(han) is not None and not _WORD.search(han) and _GLOSS.fullmatch(gloss.strip()) is not None


def plain(text: str) -> str:
    """The Chinese of a label that says the same in both languages, with the unit behind the English; else the label."""
    if (ages := ages_alone(text)) != text:
        return ages
    if (mark := _MARK.match(text)) is not None:
        return mark[0] + plain(text[mark.end() :])
    for pattern, chinese, english in ((_HAN_FIRST, 1, 2), (_LATIN_FIRST, 2, 1)):
        found = pattern.fullmatch(text.strip())
        if found is None or not _WORD.search(found[english]) or not _HAN.search(found[chinese]):
            continue
        han, gloss = found[chinese].strip(), found[english].strip()
        if _WORD.search(han) or (_NUMBERED.search(gloss) and not (_NUMBER_IN_HAN.search(han) or _ENDING.search(han))):
            continue
        if _TELLS_UNIT.match(gloss):
            return text  # 单位 Unit: tCO2e, told once
        unit = _ENDING.search(gloss)
        return han + unit[0].strip() if unit is not None and not _ENDING.search(han) else han
    return text


def class_alone(text: str) -> str:
    """The Chinese of a short label in both languages, which may be a class: Officer 主任級; else nothing."""
    return chinese if len(text) <= _LONGEST_CLASS and (chinese := plain(text)) != text else ""


def ages_alone(text: str) -> str:
    """The Chinese of ages told in both languages: Below 30 30歲以下, 30-49 三十至四十九歲; any other text as it is."""
    if text[-1:] <= "\u2fff":
        before = _AGES_BEFORE.fullmatch(text.strip()) if "歲" in text or "岁" in text else None
        return before[1].strip() if before is not None else text
    if found := _AGES_IN_WORDS.fullmatch(text.strip()):
        return _IN_WORDS.sub(_as_digits, found[1])
    found = _AGES.fullmatch(text.strip())
    return text if found is None else found[1]


def _as_digits(tens: re.Match[str]) -> str:
    before, _, behind = tens[0].partition("十")
    return str(10 * _DIGITS.get(before, 1) + _DIGITS.get(behind, 0))
