"""Topic and kind of Chinese sentences, by the trained model that ships."""

from collections.abc import Collection
from functools import cache

from cnesg.disclosure.linear import LinearModel, load_model
from cnesg.disclosure.reader import SentenceReader
from cnesg.framework.statements import load_statement_phrases

OFF_TOPIC = "无关文本"


class SentenceTopics:
    """Answers what a sentence is about, and whether it is qualitative or quantitative.

    Args:
        model: with labels `topic:...` and `kind:...`.
    """

    def __init__(self, model: LinearModel) -> None:
        self._model = model
        self._blocks: dict[str, list[int]] = {}
        for place, label in enumerate(model.labels):
            self._blocks.setdefault(label.split(":")[0], []).append(place)

    def answers(self, text: str, cues: Collection[str]) -> dict[str, str]:
        """The likeliest topic and kind of a sentence.

        Args:
            text: the sentence in the form of `comparable`.
            cues: what the rules found, see `RuleReading.topic_cues`.
        """
        scores = self._model.scores(text, cues)
        best = {block: max(places, key=lambda p: float(scores[p])) for block, places in self._blocks.items()}
        return {block: self._model.labels[place].split(":", 1)[1] for block, place in best.items()}

    def read(self, sentence: str) -> dict[str, str]:
        """The topic and kind of a sentence as printed."""
        seen = rule_reader().by_rules(sentence)
        return self.answers(seen.text, seen.topic_cues)


@cache
def rule_reader() -> SentenceReader:
    """The reader of Chinese sentences by phrases and cues, without a model of levels."""
    return SentenceReader(load_statement_phrases(), "zh")


@cache
def shipped_topics() -> SentenceTopics:
    """The model that ships, read once.

    Raises:
        ModelError: its file is missing or changed.
    """
    return SentenceTopics(load_model("topics-zh"))
