"""The trained model of levels and pillars, which weighs what the rules and their cues make of a sentence."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import cast, get_args

from cnesg.disclosure.denial import denies
from cnesg.disclosure.holdings import batched
from cnesg.disclosure.levels import Judgement, Pillar, names_nothing
from cnesg.disclosure.near_model import NearModel, load_near_model
from cnesg.framework.definitions.indicators import Level
from cnesg.text.document import LanguageCode

_BLOCK = ":"
TOPIC_CUE = "topic="
# What the rules' word on what is vague counts beside the model's likelihood: the labels that the model learnt from
# overlook names which the rules find, and know of names which the rules don't.
_RULES_COUNT = 1 / 4
# What of a neighbour tells how a sentence is meant: deeds stand among deeds, principles among principles.
_TELLING = frozenset(
    {
        "act",
        "award",
        "belief",
        "body",
        "commit",
        "future_year",
        "measured",
        "mostly_business",
        "number",
        "past_act",
        "percent",
        "report_year",
        "system",
    }
)


@dataclass(frozen=True)
class RuleReading:
    """What the rules make of a sentence.

    Attributes:
        judgement: by the decision list.
        text: the sentence in the form of `comparable`.
        items: codes of the items it is about.
        topics: names of the topics whose phrases stand in it.
        denied: codes of the items that it denies.
        beside: what the rules make of the sentences before and after it, as cues.
        neighbours: the sentences before and after it in the form of `comparable`, empty where there is none.
    """

    judgement: Judgement
    text: str
    items: tuple[str, ...]
    topics: frozenset[str]
    denied: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    neighbours: tuple[str, str] = ("", "")

    @property
    def cues(self) -> frozenset[str]:
        """What a model may ask for: the cues found, the answers of the rules, the length and the neighbours."""
        judged = self.judgement
        answers = {f"rule={judged.level}", f"pillar={judged.pillar or 'none'}", f"length={len(self.text).bit_length()}"}
        if names_nothing(judged.cues):
            answers.add("names_nothing")
        return judged.cues | answers | {f"item={code[:3]}" for code in self.items} | self.beside

    def between(self, before: "RuleReading | None", after: "RuleReading | None") -> "RuleReading":
        """The same sentence with the one before and the one after it; None where there is none."""
        told = frozenset((*_beside("before", before), *_beside("after", after)))
        texts = (before.text if before else "", after.text if after else "")
        return replace(self, beside=told, neighbours=texts)

    @property
    def topic_cues(self) -> frozenset[str]:
        """What a model of topics may ask for: the cues of `cues`, the items, and the topics of the phrase data."""
        return self.cues | set(self.items) | {f"{TOPIC_CUE}{name}" for name in self.topics}


def _beside(side: str, neighbour: RuleReading | None) -> Iterator[str]:
    if neighbour is None:
        yield f"{side}=nothing"
        return
    judged = neighbour.judgement
    yield f"{side}:rule={judged.level}"
    yield f"{side}:pillar={judged.pillar or 'none'}"
    yield from (f"{side}:{cue}" for cue in judged.cues & _TELLING)


class LevelModel:
    """Corrects the judgements of the rules for sentences in one language.

    Args:
        model: with the labels `level:policy`, `pillar:E` and so on; where it has `vague:yes` it has a say on that flag
            too. What is negated or quantitative the rules tell.
    """

    def __init__(self, model: NearModel) -> None:
        self._model = model
        self._blocks: dict[str, list[int]] = {}
        self._answers: list[str] = []
        for place, label in enumerate(model.labels):
            block, answer = label.split(_BLOCK, 1)
            self._blocks.setdefault(block, []).append(place)
            self._answers.append(answer)

    def answers(self, text: str, cues: Collection[str]) -> dict[str, tuple[str, float]]:
        """For each block of labels the likeliest one and its likelihood, with nothing before and after."""
        return next(self._answers_of([text], [cues], [("", "")]))

    def _answers_of(
        self, texts: Sequence[str], cues: Sequence[Collection[str]], beside: Sequence[tuple[str, str]]
    ) -> Iterator[dict[str, tuple[str, float]]]:
        shares = self._model.shares_of(texts, cues, beside, tuple(self._blocks.values()))
        for row in shares.tolist():
            best = {}
            for block, places in self._blocks.items():
                place = max(places, key=row.__getitem__)
                best[block] = (self._answers[place], row[place])
            yield best

    def judge(self, seen: RuleReading) -> Judgement:
        """The judgement on a sentence, after what the rules made of it."""
        return next(self.judge_each([seen]))

    def judge_each(self, seen: Sequence[RuleReading]) -> Iterator[Judgement]:
        """The judgements on many sentences, which is quicker than one by one."""
        for some in batched(seen):
            answers = self._answers_of(
                [one.text for one in some], [one.cues for one in some], [one.neighbours for one in some]
            )
            yield from (self._judgement(one, told) for one, told in zip(some, answers, strict=True))

    def _judgement(self, seen: RuleReading, answers: Mapping[str, tuple[str, float]]) -> Judgement:
        name, share = answers["level"]
        level = cast("Level", name)
        if level == "none":
            return replace(
                seen.judgement,
                level=level,
                negated=False,
                vague=False,
                quantitative=False,
                pillar=None,
                target_year=None,
                confidence=share,
            )
        pillar = answers["pillar"][0]
        return replace(
            seen.judgement,
            level=level,
            negated=denies(seen.judgement.cues),
            vague=_vague(answers, names_nothing=names_nothing(seen.judgement.cues)),
            quantitative="measured" in seen.judgement.cues,
            pillar=cast("Pillar", pillar) if pillar in get_args(Pillar) else None,
            target_year=seen.judgement.ahead if level == "target" else None,
            confidence=share,
        )


def _vague(answers: Mapping[str, tuple[str, float]], *, names_nothing: bool) -> bool:
    """By the model's likelihood and the rules' word, or by the rules alone where the model is not asked."""
    if "vague" not in answers:
        return names_nothing
    answer, share = answers["vague"]
    yes = share if answer == "yes" else 1 - share
    return yes + _RULES_COUNT * names_nothing > (1 + _RULES_COUNT) / 2


@cache
def shipped_level_model(language: LanguageCode) -> LevelModel:
    """The model that ships for a language, read once.

    Raises:
        ModelError: its file is missing or changed.
    """
    return LevelModel(load_near_model(f"levels-{language}"))
