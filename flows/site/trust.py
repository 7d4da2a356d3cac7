"""The page about accuracy: measurements of the extraction as tables, and reliability of probabilities as curves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flows.site.charts import Chart
from flows.site.loading import Fact, Release
from flows.site.pages import Page
from schemas.tables import TABLES

# Leave out rules that were measured on fewer cases than this.
_ENOUGH_CASES = 20
# The splits of labelled documents in the order in which they are shown: the more like what users bring, the earlier.
_SPLITS = ("retold", "held-out", "tuned", "all")
_SOURCE = "Inspection Facts, accuracy.json of the release"


@dataclass(frozen=True, slots=True)
class AccuracyPage:
    """The page about accuracy, with the content of accuracy.json.

    - `documents`: how many labelled documents there are, by split.
    - `tables`: (title of the table, splits), with (split, figures) for each split.
    - `formats`: (format, "with a table" or "without", number of facts and of lost and wrong facts by table).
    - `reliability`, `rules`: charts of the reliability of probabilities, and of the rules that find passages.
    - `attributes`: (title of the table, figures of its attributes, measured on held-out documents).
    """

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
    """Return the page about the accuracy of the extraction."""
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
            for name, splits in _tables(accuracy).items()
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


def _tables(accuracy: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Return the figures of each table by split; retold pages are a split of their own."""
    retold = accuracy.get("retold", {}).get("tables", {})
    return {
        name: splits | ({"retold": retold[name]} if name in retold else {})
        for name, splits in accuracy.get("tables", {}).items()
    }


def _curves(reliability: Mapping[str, Any]) -> Iterator[Chart]:
    """Yield a chart for each table with probabilities: the share of right facts among those of similar probability."""
    columns = {"from": "Probability from", "to": "To", "cases": "Cases", "share": "Right of 100"}
    columns |= {"low": "Interval from", "high": "Interval to"}
    for table in TABLES:
        rows = [
            {
                "from": of_100(each["from"]),
                "to": of_100(each["to"]),
                "cases": each["cases"],
                **_of_100_with_interval(each),
            }
            for each in reliability.get(table, ())
        ]
        if rows:
            title = f"{TABLES[table].title}: how many were right of those given about the same probability"
            yield Chart(f"accuracy/reliability-{table}", "reliability", title, _SOURCE, columns, tuple(rows))


def of_100(share: float) -> float:
    """Return a share (0 to 1) in per cent, with two decimals."""
    return round(100 * share, 2)


def _of_100_with_interval(each: Mapping[str, Any]) -> dict[str, float]:
    low, high = each["share_95"]
    return {"share": of_100(each["share"]), "low": of_100(low), "high": of_100(high)}


def _rules(rules: Mapping[str, Mapping[str, Any]]) -> Chart | None:
    rows = [
        {
            "rule": name,
            "cases": each["cases"],
            "right": each["right"],
            **_of_100_with_interval(each),
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
    """How often a rule was right where it was measured; `low` and `high` bound its share (0 to 1) at 95 per cent."""

    name: str
    cases: int
    right: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """The share of right facts among facts with a probability from `first` to `last`.

    `low` and `high` bound the share at 95 per cent; all but `cases` are from 0 to 1.
    """

    first: float
    last: float
    cases: int
    share: float
    low: float
    high: float


def sureness(release: Release, fact: Fact) -> Measured | Reliability | None:
    """Return what the confidence of a fact rests on: the measured rule of its best passage, or a judge's probability.

    None if neither is known. The rule is meant if its measured share equals the confidence; for stakeholders that can
    only be chance, because they are always judged.
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
            return Reliability(each["from"], each["to"], each["cases"], each["share"], *each["share_95"])
    return None
