"""The page that says how far to trust it: what was measured, as tables, and whether probabilities hold, as curves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flows.site.charts import Chart
from flows.site.loading import Fact, Release
from flows.site.pages import Page
from schemas.tables import TABLES

# A rule that was measured on fewer cases says little.
_ENOUGH_CASES = 20
# What was only measured says most.
_SPLITS = ("held-out", "tuned", "all")
_SOURCE = "Inspection Facts, accuracy.json of the release"


@dataclass(frozen=True, slots=True)
class AccuracyPage:
    """What was measured: by table and split, by format, by rule; `reliability` whether probabilities hold."""

    about: str
    documents: Mapping[str, int]
    tables: tuple[tuple[str, tuple[tuple[str, Mapping[str, Any]], ...]], ...]
    formats: tuple[tuple[str, str, Mapping[str, Mapping[str, int]]], ...]
    formats_about: str
    reliability: tuple[Chart, ...]
    reliability_about: str
    rules: Chart | None
    attributes: tuple[tuple[str, tuple[tuple[str, Mapping[str, Any]], ...]], ...]


def accuracy_page(release: Release) -> Page:
    """How well the extraction was measured to do."""
    accuracy = release.accuracy
    formats = dict(accuracy.get("formats", {}))
    about = formats.pop("about", "")
    by_format = [
        (name, kind, figures)
        for name, kinds in formats.items()
        if isinstance(kinds, Mapping)
        for kind, figures in kinds.items()
        if isinstance(figures, Mapping)
    ]
    model = AccuracyPage(
        about=accuracy.get("about", ""),
        documents=accuracy.get("documents", {}),
        tables=tuple(
            (TABLES[name].title, tuple((split, splits[split]) for split in _SPLITS if split in splits))
            for name, splits in accuracy.get("tables", {}).items()
        ),
        formats=tuple(by_format),
        formats_about=about,
        reliability=tuple(_curves(accuracy.get("reliability", {}))),
        reliability_about=accuracy.get("reliability", {}).get("about", ""),
        rules=_rules(accuracy.get("rules", {})),
        attributes=tuple(
            (TABLES[name].title, tuple(splits.get("held-out", {}).items()))
            for name, splits in accuracy.get("attributes", {}).items()
        ),
    )
    return Page(
        "accuracy/", "accuracy.html", "How far to trust it", model, (), "What the extraction was measured to do"
    )


def _curves(reliability: Mapping[str, Any]) -> Iterator[Chart]:
    """For each table whose facts have a probability, what was right of those with about the same one."""
    columns = {"from": "Probability from", "to": "To", "cases": "Cases", "share": "Right of 100"}
    columns |= {"low": "Interval from", "high": "Interval to"}
    for table in TABLES:
        rows = [
            {
                "from": of_100(each["from"]),
                "to": of_100(each["to"]),
                "cases": each["cases"],
                "share": of_100(each["share"]),
                "low": of_100(each["share_95"][0]),
                "high": of_100(each["share_95"][1]),
            }
            for each in reliability.get(table, ())
        ]
        if rows:
            title = f"{TABLES[table].title}: how many were right of those given about the same probability"
            yield Chart(f"accuracy/reliability-{table}", "reliability", title, _SOURCE, columns, tuple(rows))


def of_100(share: float) -> float:
    """A share of one as so many of a hundred."""
    return round(100 * share, 2)


def _rules(rules: Mapping[str, Mapping[str, Any]]) -> Chart | None:
    rows = [
        {
            "rule": name,
            "cases": each["cases"],
            "right": each["right"],
            "share": of_100(each["share"]),
            "low": of_100(each["share_95"][0]),
            "high": of_100(each["share_95"][1]),
        }
        for name, each in sorted(rules.items(), key=lambda item: (-item[1]["share"], item[0]))
        if each["cases"] >= _ENOUGH_CASES
    ]
    if not rows:
        return None
    title = "How often each way of finding a passage was right, of 100 cases, with its interval of 95 %"
    columns = {"rule": "Found by", "cases": "Cases", "right": "Right", "share": "Of 100", "low": "From", "high": "To"}
    return Chart("accuracy/rules", "rules", title, _SOURCE, columns, tuple(rows))


@dataclass(frozen=True, slots=True)
class Measured:
    """How often the rule that found a passage was right where it was measured; interval is of one."""

    name: str
    cases: int
    right: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Likely:
    """Of what judges gave about the same probability, `first` to `last`, the share that was right; all are of one."""

    first: float
    last: float
    cases: int
    share: float
    low: float
    high: float


def sureness(release: Release, fact: Fact) -> Measured | Likely | None:
    """What the confidence of a fact rests on: its best passage has that of its rule, or a probability of its own.

    Who has a part is always judged; a probability may be that of a rule by chance.
    """
    sure = fact.row["confidence"]
    best = next((each for each in fact.passages if each.supports and each.confidence == sure), None)
    if best is None or sure is None:
        return None
    rule = release.accuracy.get("rules", {}).get(best.rule)
    if rule and rule["share"] == sure and fact.table != "stakeholders":
        return Measured(best.rule, rule["cases"], rule["right"], *rule["share_95"])
    for each in release.accuracy.get("reliability", {}).get(fact.table, ()):
        if each["from"] <= sure < each["to"] or sure == each["to"] == 1:
            return Likely(each["from"], each["to"], each["cases"], each["share"], *each["share_95"])
    return None
