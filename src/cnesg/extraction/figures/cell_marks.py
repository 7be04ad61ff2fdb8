"""What stands around the number of a table's cell and is no part of it: approx. 1,234 (restated), ▲ 1,234, 1,234 R.

One list for the readers of text tables and of drawn ones, which tell by it what a cell with a number is.
"""

from cnesg.framework.regexes import regex

# before it: about how much, and marks of rise and fall
CELL_HEAD = (
    r"(?:[~≈<>≤≥＜＞+=*▲▼△▽↑↓→●■◆✓✔√【]|约|約|近|超过?|逾|达|共|合计|不少于|不低于|至少|(?:c|ca|circa|approx|approximately|about|around)(?:\.\s?|\s)"
    r"|\b(?:about|circa|approx)(?=\d)|\b(?:less|fewer|more) than\s|\b(?:nearly|almost|at least|up to)\s)"
)
_REMARK = (
    r"restated|revised|re-?stated|updated|corrected|estimated?|est\.?|unaudited|audited|assured|verified|provisional"
    r"|preliminary|rounded|LA|RA|经?重[述列]|未经审计|估[算计]|[经已](?:第三方)?(?:审计|鉴证|核查|验证|审验)"
)
_CHANGE = r"\([+\-–−↑↓▲▼]\s?\d[\d.]*\s?%\)"
# behind it and its unit: marks of notes and of assurance, remarks in brackets, the change since last year
CELL_TAIL = (
    r"(?:\s?(?:[*※]\d{1,2}(?!\d)|[*†‡#§^¹²³⁴-⁹ⁱᴬ-ᵪⒶ-ⓩ✓✔☑√◆◇▲△▼▽●○■□★☆◊Δ∆↑↓→】]|\[\w{1,2}\]|\([A-Za-z\d*注]\)|注(?!册)\d?|[①-⑳]"
    rf"|\((?:(?i:{_REMARK}))\)|{_CHANGE}|\+\s?\d[\d.]*\s?%|[AREei](?![A-Za-z])|[+余多;]|以上"
    r"|\((?:[Nn]otes?|[备備附]?[注註])\s?\d{1,2}\)|⁽[\d¹²³⁴-⁹]⁾|(?:LR|LA|RA)(?![A-Za-z])"
    r"|(?<=%)\sor (?:less|more|fewer|over|under|above|below|higher|lower)))"
)
# digits in groups of three, apart by a blank or an apostrophe: 1 234, 1'234
GROUPED = r"\d{1,3}(?:[ '’]\d{3})+(?![\d,])(?:\.\d+)?"
# digits as India groups them: 1,09,509.89
LAKHS = r"(?<![\d,])\d{1,2}(?:,\d{2})+,\d{3}(?![\d,])(?:\.\d+)?"
# the last of such digits, and what stands behind a number at a blank and belongs to it: (+5%), (1)
LAST_GROUP = regex(r"\d{3}(?:\.\d+)?[)%]?")
FIRST_GROUP = regex(r"[(~<>-]*\d{1,3}")
BELONGING = regex(rf"{_CHANGE}|\(\d\)|\((?:FY ?)?(?:19|20)\d\d\)")
# a cell in which no figure is given
NOT_GIVEN_WORDS = r"not (?:applicable|available|disclosed|reported|measured|tracked)"
NOT_GIVEN = regex(rf"(?i)^(?:n[/.]?a\.?|{NOT_GIVEN_WORDS}|不适用|未披露|-+|—+|/|无|\*+)$")
