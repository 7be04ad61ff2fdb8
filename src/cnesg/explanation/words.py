"""What explanations say, in one language: rules, values, evidence, numbers."""

import re
from collections.abc import Iterator
from datetime import datetime

from cnesg.errors import Language, render
from cnesg.explanation.controversies import Controversy
from cnesg.explanation.tree import (
    AppliedRule,
    Contradiction,
    Evidence,
    Explanation,
    IndustryShift,
    ScoredInput,
    Since,
    Standing,
)
from cnesg.framework.definitions.indicators import LEVELS
from cnesg.model.periods import SHANGHAI
from cnesg.model.tables import ADJUSTED

_MOST_EVIDENCE = 3
_MARKET = "MARKET"
_SAME_WEIGHT = 0.00005  # weights are shown to four decimals
_INCIDENTS = re.compile(
    r"incidents\(lists=(?P<lists>\d+), filings=(?P<filings>\d+), news=(?P<news>\d+), told=(?P<told>\d+)\)"
)
# How imputation writes carried years and medians into `method`; above, a count that several sources give.
_CARRIED = re.compile(r"^carried\(year=(\d+)\)")
_MEDIAN = re.compile(r"^median\(n=(\d+)\)( per \w+)?")


def number(value: float | None) -> str:
    """A number to read: at most six significant digits, thousands apart."""
    if value is None:
        return "–"
    if value == 0:
        return "0"
    if abs(value) >= 100_000:
        return f"{value:,.0f}"
    text = f"{value:,.6g}"
    return text if "e" not in text else f"{value:.3g}"


def measured(value: float | None, unit: str | None) -> str:
    """A number with its unit; years are no amounts and go without thousands."""
    if unit == "year" and value is not None:
        return f"{value:.0f}"
    return f"{number(value)} {unit or ''}".strip()


def _score(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _is_withheld(explanation: Explanation) -> bool:
    """Whether the company is not given the score, as too little is known."""
    return explanation.standing is not None and explanation.standing.no_score is not None


def percent(value: float | None) -> str:
    """A share of 1 in per cent."""
    return "–" if value is None else f"{100 * value:.4g} %"


def day_of(instant: str) -> str:
    """The day in Shanghai, where a publication date without a time means the end of that day."""
    return datetime.fromisoformat(instant).astimezone(SHANGHAI).date().isoformat()


class Words:
    """Everything that explanations say, in one language."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def say(self, message: str, **values: object) -> str:
        """A message of `messages/explanation.toml`."""
        return render(f"explanation.{message}", self._language, **values)

    def own(self, en: str | None, zh: str | None) -> str | None:
        """Of two texts the one in the language."""
        return zh if self._language == "zh" else en

    def group(self, code: str | None, en: str | None, zh: str | None) -> str:
        """A group of peers by name and code."""
        if code is None or code == _MARKET:
            return self.say("market")
        return self.say("industry", code=code, name=self.own(en, zh) or code)

    def root(self, explanation: Explanation) -> str:
        """The first line: whose score it is, and the score."""
        return self.say(
            "root",
            name=self.own(explanation.name_en, explanation.name_zh),
            code=explanation.code,
            company=explanation.company_id,
            kind=self.say(explanation.kind),
            score=self.say("not_rated") if _is_withheld(explanation) else _score(explanation.score),
        )

    def part(self, part: Explanation, parent: Explanation) -> str:
        """A part's share in the score above; disclosure and performance of one indicator go without its code."""
        is_kind = part.code == parent.code
        name = self.own(part.name_en, part.name_zh)
        if part.inapplicable_en and not is_kind:
            return self.say("inapplicable_part", code=part.code, name=name, reason=self._inapplicable(part))
        if part.contribution is None:
            return self.say("missing_kind" if is_kind else "missing_part", code=part.code, name=name)
        if _is_withheld(part):
            contribution = _score(part.contribution)
            return self.say(
                "unrated_kind" if is_kind else "unrated_part", code=part.code, name=name, points=contribution
            )
        return self.say(
            "kind_part" if is_kind else "part",
            code=part.code,
            name=name,
            score=_score(part.score),
            share=percent(part.effective_weight),
            contribution=_score(part.contribution),
        )

    def details(self, explanation: Explanation) -> Iterator[str]:
        """What is to be said of a score beside its parts."""
        if explanation.run and explanation.run.run_id:
            run = explanation.run
            yield self.say(
                "run",
                as_of=day_of(run.as_of) if run.as_of else "–",
                profile=run.profile,
                version=run.methodology_version,
                run=run.run_id,
            )
        if explanation.standing:
            line = " · ".join(self._standing(explanation.standing, is_root=explanation.weight is None))
            if line:
                yield line
        if explanation.kind == ADJUSTED:
            yield from self.controversies(explanation)
        if explanation.industry:
            yield self._industry(explanation.industry, explanation.code)
        if explanation.inapplicable_en and explanation.run:
            yield self.say("inapplicable", reason=self._inapplicable(explanation))
        if explanation.rule:
            yield self._rule(explanation.rule, explanation.inputs[0] if explanation.inputs else None)
            if explanation.rule.capped:
                yield self.say("capped")
            if explanation.rule.kept < 1:
                yield self.say("keeps_weight", share=percent(explanation.rule.kept))
            if explanation.rule.waiting:
                yield self.say("waiting", count=explanation.rule.waiting)

    def controversies(self, explanation: Explanation) -> Iterator[str]:
        """What severe events take off, one a line; or that there are none, or no news."""
        if explanation.news_collected is False:
            yield self.say("no_news_collected")
        elif not explanation.controversies:
            yield self.say("no_controversy")
        yield from (self.controversy(one) for one in explanation.controversies)
        ceilings = [one.ceiling for one in explanation.controversies if one.ceiling is not None]
        if ceilings:
            yield self.say("ceiling", most=number(min(ceilings)))

    def controversy(self, one: Controversy) -> str:
        """An event with its day, title and source, and what it takes off, or why it does not."""
        what = self.say(
            "controversy",
            name=self.own(one.name_en, one.name_zh),
            code=one.code,
            severity=one.severity,
            step=self.own(one.severity_en, one.severity_zh) or "–",
            standing=self.say(f"controversy_{one.standing}"),
            day=day_of(one.first_at),
            source=one.first_source,
            title=one.title,
        )
        if one.left_out:
            why = self.say(f"controversy_{one.left_out.replace('-', '_')}_out", data_point=one.data_point or "–")
            return self.say("controversy_left_out", what=what, why=why)
        shares = (one.standing_share, one.size_share, one.age_share)
        product = " × ".join([number(one.points), *(percent(share) for share in shares if share != 1.0)])
        if one.scored:
            product = self.say("controversy_beyond", sum=product, scored=_score(one.scored), data_point=one.data_point)
        if one.weight != 1.0:
            product = f"({product}) × {percent(one.weight)}" if one.scored else f"{product} × {percent(one.weight)}"
        return self.say("controversy_off", what=what, off=_score(one.taken_off), sum=product)

    def _industry(self, shift: IndustryShift, code: str) -> str:
        """`weight raised from 0.3 to 0.37 in Coal (740000): climate is material ...`."""
        reason = self.own(shift.reason_en, shift.reason_zh) or self.say("no_reason")
        if shift.rated is not None and shift.rated != code:  # its reason stands with that one
            reason = self.say("rated_above", code=shift.rated)
        change = shift.industry_weight - shift.weight
        way = "weight_kept" if abs(change) < _SAME_WEIGHT else "weight_raised" if change > 0 else "weight_lowered"
        return self.say(
            way,
            weight=number(round(shift.weight, 4)),
            industry_weight=number(round(shift.industry_weight, 4)),
            industry=self.group(shift.industry, shift.industry_en, shift.industry_zh),
            rating=self.say("rating", step=shift.rating, name=self.own(shift.rating_en, shift.rating_zh) or "–"),
            reason=reason,
        )

    def _inapplicable(self, explanation: Explanation) -> str | None:
        return self.own(explanation.inapplicable_en, explanation.inapplicable_zh)

    def _standing(self, standing: Standing, *, is_root: bool) -> Iterator[str]:
        is_high = is_root or standing.grade is not None
        if standing.no_score:
            if standing.of_performance:
                yield self.say("performance_not_rated")
                return
            yield self.say("too_little", coverage=percent(standing.coverage), least=percent(standing.least_coverage))
            return
        if standing.grade:
            yield self.say("grade", grade=standing.grade)
        if is_high:
            yield self.say(
                "rank",
                rank=standing.rank,
                count=standing.peer_count,
                group=self.group(standing.peer_group, standing.peer_group_en, standing.peer_group_zh),
            ) + (self.say("few_peers", least=standing.least_peers) if standing.few_peers else "")
        if standing.low != standing.high:
            yield self.say("interval", low=_score(standing.low), high=_score(standing.high))
        if is_high:
            yield self.say(
                "rests_on",
                coverage=percent(standing.coverage),
                confirmed=percent(standing.confirmed_share),
                estimated=percent(standing.estimated_share),
            )

    def _rule(self, rule: AppliedRule, used: ScoredInput | None) -> str:
        value = measured(rule.value, used.unit if used else None)
        boundaries = " / ".join(number(boundary) for boundary in rule.boundaries or [])
        if rule.rule == "item":
            return self._item(rule, used)
        if rule.points is None:
            return self.say("undisclosed" if rule.boundaries else "unranked")
        if rule.rule == "absolute":
            return self.say(
                "absolute",
                points=number(rule.points),
                most=number(rule.most_points),
                value=value,
                bands=self._bands(rule),
            )
        return self.say(
            "relative",
            points=number(rule.points),
            value=value,
            place=self.say(f"quarter_{rule.points:.0f}"),
            direction=self.say("lower_is_better" if rule.direction == "lower" else "higher_is_better"),
            boundaries=boundaries,
            count=rule.peer_count,
            group=self.group(rule.peer_group, rule.peer_group_en, rule.peer_group_zh),
        ) + "".join(self._beside_peers(rule))

    def _beside_peers(self, rule: AppliedRule) -> Iterator[str]:
        if rule.tolerance:
            yield self.say("close_to_boundary", share=percent(rule.tolerance))
        if rule.peer_group == _MARKET:
            yield self.say("no_closer_peers")
        if rule.peer_source:
            yield self.say("peers_from", source=rule.peer_source)

    def _bands(self, rule: AppliedRule) -> str:
        bands = zip(rule.boundaries or [], rule.band_points or [], strict=True)
        separator = "，" if self._language == "zh" else ", "
        return separator.join(self.say("band", start=number(start), points=number(points)) for start, points in bands)

    def _item(self, rule: AppliedRule, used: ScoredInput | None) -> str:
        most, points = number(rule.most_points), number(rule.points)
        if used is None or rule.value is None:
            return self.say("item_absent", most=most)
        if rule.least_level is None or used.text is None:
            return self.say("item_found" if rule.points else "item_absent", points=points, most=most)
        return self.say(
            "item_found_level" if rule.points else "item_below",
            level=self.say(f"level_{used.text}"),
            least=self.say(f"level_{rule.least_level}"),
            points=points,
            most=most,
        )

    def input(self, used: ScoredInput) -> str:
        """Where the value comes from."""
        value = measured(used.value, used.unit)
        if used.text in LEVELS and used.evidence:
            value = self.say(f"level_{used.text}")
        elif used.text:  # of lists and analyses
            value = f"{value} ({used.text})"
        values = {
            "value": value,
            "low": number(used.low),
            "high": number(used.high),
            "penalty": number(used.penalty),
        }
        carried, median = _CARRIED.match(used.method), _MEDIAN.match(used.method)
        if carried and used.most is not None:
            return self.say("carried_most", year=carried[1], most=number(used.most), **values)
        if carried:
            return self.say("carried", year=carried[1], **values)
        if median:
            return self.say(
                "average_by_size" if median[2] else "average",
                count=median[1],
                group=self.group(used.group, used.group_en, used.group_zh),
                **values,
            )
        if used.origin == "derived":
            return self.say("derived", **values)
        line = self.say(used.origin, **values)
        method = used.method
        if counted := _INCIDENTS.search(method):
            line = f"{line} · {self._step(counted[0])}"
            method = method.replace(f"; {counted[0]}", "")
        return line if method == "selection" else self.say("formula", value=line, method=method)

    def steps(self, used: ScoredInput) -> list[str]:
        """How a derived value follows."""
        steps = used.method.split("; ")
        if _INCIDENTS.search(used.method):
            steps = [step for step in steps if step != "selection"]
        return [self._step(step) for step in steps]

    def _step(self, step: str) -> str:
        """Incidents that several sources tell, in words; formulas stay as they are."""
        counted = _INCIDENTS.fullmatch(step)
        return self.say("incidents", **counted.groupdict()) if counted else step

    def evidence_lines(self, used: ScoredInput) -> Iterator[str]:
        """The steps of a derivation, and the first few printed numbers and sentences behind a value."""
        if used.origin == "derived":
            yield from self.steps(used)
        for evidence in used.evidence[:_MOST_EVIDENCE]:
            yield self._evidence(evidence)
        more = len(used.evidence) - _MOST_EVIDENCE
        if more > 0:
            yield self.say("evidence_more", count=more)

    def place(self, found: Evidence | Contradiction, *, imported: bool) -> str:
        """Document and page, line or row of a number; of a text of news title, medium, day and address."""
        if isinstance(found, Evidence) and found.news:
            told = found.news
            return " · ".join(
                filter(None, (found.title, told.medium, day_of(told.published_at), told.url or told.news_id))
            )
        document = found.title or found.document[:12]
        if found.page is not None:
            return self.say("page", document=document, page=found.page)
        if found.line is None:
            return document
        if imported:
            return self.say("row", document=document, row=found.line)
        return self.say("line", document=document, line=found.line)

    def _since(self, since: Since) -> str:
        """What has become of a row since the run, and which row holds now."""
        value = since.text or "–" if since.value is None else measured(since.value, since.unit)
        told = self.say(f"since_{since.state}", value=value)
        return told if since.superseded_by is None else f"{told} ({since.superseded_by})"

    def _evidence(self, evidence: Evidence) -> str:
        if evidence.news is not None:
            place = f"{self.place(evidence, imported=True)} · “{evidence.quote}”"
            return self.say("evidence_news", name=self.own(evidence.name_en, evidence.name_zh), place=place)
        details = [self.place(evidence, imported=evidence.method == "import")]
        if evidence.bbox:
            details.append(self.say("box", box=", ".join(f"{edge:.0f}" for edge in evidence.bbox)))
        details.append(self.say("available", date=day_of(evidence.available_at)))
        if evidence.review != "unreviewed":
            details.append(self.say(f"review_{evidence.review}"))
        if evidence.restated:
            details.append(self.say("restated"))
        details += [self.say("warning", warning=warning) for warning in evidence.warnings]
        details += [
            self.say("contradicted", value=measured(other.value, other.unit), place=self.place(other, imported=False))
            for other in evidence.contradictions
        ]
        if evidence.since is not None and evidence.since.state != evidence.review:
            details.append(self._since(evidence.since))
        if evidence.quote:
            details.append(f"“{evidence.quote}”")
        name = self.own(evidence.name_en, evidence.name_zh)
        placed = " · ".join(details)
        if evidence.value is None:
            level = self.say(f"level_{evidence.text}") if evidence.text in LEVELS else evidence.text or ""
            return self.say("evidence_text", name=name, year=evidence.fiscal_year, level=level, place=placed)
        value = measured(evidence.value, evidence.unit)
        return self.say("evidence", name=name, year=evidence.fiscal_year, value=value, place=placed)
