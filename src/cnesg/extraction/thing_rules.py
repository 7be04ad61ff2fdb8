"""Rules of words around a number that say it counts another thing than its wording."""

import re
from dataclasses import dataclass

from cnesg.extraction.numbers import Number
from cnesg.extraction.sentence import Sentence

_ANY = re.compile("")


@dataclass(frozen=True, slots=True)
class Rule:
    """Metrics, and what denies them.

    Those of a family stand by the beginning of their names (`safety_training_`). All denies together: `before` in the
    number's own label, `behind` right behind its unit, `around` anywhere in its clause, `said` in the
    sentence, `earlier` in it before the number; `unless` in the label and `lacking` in the sentence take it back.
    """

    metrics: tuple[str, ...]
    before: re.Pattern[str] = _ANY
    behind: re.Pattern[str] = _ANY
    around: re.Pattern[str] = _ANY
    said: re.Pattern[str] = _ANY
    earlier: re.Pattern[str] = _ANY
    unless: re.Pattern[str] | None = None
    lacking: re.Pattern[str] | None = None

    def denies(self, sentence: Sentence, number: Number, label: str) -> bool:
        """Whether the words around a number are those of this rule.

        Args:
            sentence: the sentence of the number.
            number: the number.
            label: its own label.
        """
        if self.unless and self.unless.search(label):
            return False
        if self.lacking and self.lacking.search(sentence.text, sentence.start, sentence.end):
            return False
        start, end = sentence.clauses.span(number.start)
        return bool(
            self.before.search(label)
            and self.behind.match(sentence.text, number.unit_end)
            and self.around.search(sentence.text, start, end)
            and self.said.search(sentence.text, sentence.start, sentence.end)
            and self.earlier.search(sentence.text, sentence.start, number.start)
        )


def is_one_of(metric: str, names: tuple[str, ...]) -> bool:
    """Whether a metric is among names, of which those that end in an underscore are beginnings."""
    return any(metric.startswith(name) if name.endswith("_") else metric == name for name in names)
