"""Compare labels with facts: `label_item` and `fact_item` make an `Item` of each, `pair` finds the fact of a label."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from schemas import vocabularies

# The value of an attribute: empty for null, several texts for a list.
Values = frozenset[str]
# Words that say nothing about a role.
FILLER = frozenset({"a", "an", "and", "at", "for", "in", "of", "s", "the"})
# Titles that may stand before the name of a person and are no part of it.
HONOURS = frozenset({"sir", "dame", "lord", "lady", "baroness", "baron", "rev", "reverend", "dr", "professor", "prof"})
# Two roles are the same if they share at least this part of all words of both.
ROLE_OVERLAP = 0.5


@dataclass(frozen=True, slots=True)
class Item:
    """A label or a fact, reduced to what is compared.

    Two items are the same thing if they have a key in common; the alternatives that a label gives follow its first key.
    `attributes`: what is compared of two items that are the same thing. `rules`: for each rule with a passage behind a
    fact, whether one of the rule's passages supports the fact; None for labels.
    """

    keys: tuple[tuple[str, ...], ...]
    attributes: Mapping[str, Values]
    quote: str
    optional: bool = False
    rules: Mapping[str, bool] | None = None


def fold(text: str) -> str:
    """Return a text without case, accents and punctuation, with "and" for `&`."""
    plain = unicodedata.normalize("NFKD", text.replace("&", " and ")).casefold()
    kept = "".join(c for c in plain if not unicodedata.combining(c) and c not in "'’‘")
    return " ".join(re.findall(r"\w+", kept))


def _fold_name(name: str) -> str:
    """Return the folded name of an organisation, without "the"."""
    return " ".join(word for word in fold(name).split() if word != "the")


def _fold_person(name: str) -> str:
    """Return the folded name of a person, without a title of honour."""
    words = fold(name).split()
    return " ".join(words[words[0] in HONOURS :] if len(words) > 1 else words)


@cache
def _ids_by_name() -> Mapping[str, Values]:
    """Return the ids of the bodies with each folded name or alias; a body's own name goes before aliases of others."""
    names = {_fold_name(entry.name): frozenset({body_id}) for body_id, entry in vocabularies.bodies().items()}
    aliases: dict[str, set[str]] = defaultdict(set)
    for alias in vocabularies.aliases():
        aliases[_fold_name(alias.alias)].add(alias.body_id)
    return {**{alias: frozenset(ids) for alias, ids in aliases.items()}, **names}


def bodies_named(name: str | None) -> Values:
    """Return the ids of the bodies that a name can mean; the folded name where no body has it, nothing for no name."""
    if not name:
        return frozenset()
    return _ids_by_name().get(_fold_name(name)) or frozenset({_fold_name(name)})


def stakeholder_key(kind: str, name: str, body_id: object) -> tuple[str, str]:
    """Return the key of a stakeholder that was found, as labels have it: kind and folded name, or body id."""
    return (kind, _fold_person(name) if kind == "person" else _body_of_fact(body_id, name))


def _body_of_fact(body_id: object, name: object) -> str:
    """Return the id of a body of the vocabulary, else the first by which labels may know the name."""
    return str(body_id) if body_id in vocabularies.bodies() else min(bodies_named(str(name)))


@cache
def _spelled_out() -> Sequence[tuple[re.Pattern[str], str]]:
    """Return a pattern for each abbreviated title ("det supt") and the full title, the longest abbreviation first."""
    short = [(fold(t.title), fold(t.canonical)) for t in vocabularies.titles() if t.title != t.canonical]
    short.sort(key=lambda pair: -len(pair[0]))
    return tuple((re.compile(rf"\b{re.escape(title)}\b"), canonical) for title, canonical in short)


def role_words(role: str | None) -> Values:
    """Return the words of a role without filler, abbreviated ranks spelled out."""
    text = fold(role or "")
    for title, canonical in _spelled_out():
        if canonical not in text:
            text = title.sub(canonical, text)
    return frozenset(text.split()) - FILLER


def _overlap(label: Values, fact: Values) -> bool:
    return label == fact or bool(label and fact and len(label & fact) >= ROLE_OVERLAP * len(label | fact))


def _meet(label: Values, fact: Values) -> bool:
    return label == fact or bool(label & fact)


# How the values of an attribute are compared, if they need not be equal.
COMPARED: Mapping[str, Callable[[Values, Values], bool]] = {"role": _overlap, "organisation": _meet}
# The attributes of each table, in the order of the report.
ATTRIBUTES: Mapping[str, tuple[str, ...]] = {
    "ratings": ("historic", "report_published_on"),
    "disruptions": (
        "measure", "threats", "qualifier", "period_start", "period_end", "level", "strand", "lead", "share_percent",
    ),
    "stakeholders": ("role", "organisation", "quoted", "relation"),
}  # fmt: skip
# The columns of a disruption that can hold its figure; the first that is not null tells figures apart.
FIGURES = ("count", "share_percent", "rate")


def _values(value: object) -> Values:
    """Return the value of a cell or of a label as a set of texts."""
    if value is None:
        return frozenset()
    parts = value if isinstance(value, list) else str(value).split(";")
    return frozenset(f"{part:g}" if isinstance(part, float) else str(part) for part in parts)


def number_text(value: float) -> str:
    """Return a number as a text that is the same for 24 and 24.0."""
    return f"{float(value):.6g}"


def figure_of(label: Mapping[str, Any]) -> tuple[str, float]:
    """Return the column and the number that tell a figure from others: its count, else its share, else its rate."""
    return next((name, float(label[name])) for name in FIGURES if label.get(name) is not None)


def _attributes(table: str, row: Mapping[str, Any]) -> dict[str, Values]:
    """Return the attributes of a label or of a row of a table."""
    values_of: dict[str, Callable[[Any], Values]] = {
        "role": role_words,
        "organisation": bodies_named,
        "share_percent": lambda value: frozenset() if value is None else frozenset({number_text(value)}),
    }
    attributes = {name: values_of.get(name, _values)(row.get(name)) for name in ATTRIBUTES[table]}
    if row.get("kind") == "organisation":
        attributes["organisation"] = frozenset()  # facts give the organisation itself, labels do not
    return attributes


def label_item(table: str, label: Mapping[str, Any]) -> Item:
    """Return a label of a document as an item."""
    names = [label["name"]] if table == "stakeholders" else [label["body"], *label.get("body_alternatives", ())]
    bodies = [body for name in names for body in sorted(bodies_named(name))]
    keys: list[tuple[str, ...]]
    if table == "ratings":
        areas = [label["area"], *label.get("area_alternatives", ())]
        keys = [(body, area, label["grade"]) for area in areas for body in bodies]
    elif table == "disruptions":
        name, value = figure_of(label)
        keys = [(body, name, number_text(value)) for body in bodies]
    elif label["kind"] == "person":
        keys = [("person", _fold_person(label["name"]))]
    else:
        keys = [("organisation", body) for body in bodies]
    return Item(tuple(keys), _attributes(table, label), label.get("quote") or label.get("name", ""), label["optional"])


def fact_item(table: str, row: Mapping[str, Any], rules: Mapping[str, bool]) -> Item:
    """Return a row of a table as an item."""
    keys: list[tuple[str, ...]]
    if table == "stakeholders":
        keys = [stakeholder_key(row["kind"], row["name"], row["organisation_id"])]
    elif table == "ratings":
        keys = [(_body_of_fact(row["body_id"], row["body"]), row["area"], row["grade"])]
    else:
        body = _body_of_fact(row["body_id"], row["body"])
        keys = [(body, name, number_text(row[name])) for name in FIGURES if row[name] is not None]
    return Item(tuple(keys), _attributes(table, row), row["quote"], rules=rules)


def agrees(attribute: str, label: Item, fact: Item) -> bool:
    """Whether a fact has the value that its label gives an attribute."""
    expected, actual = label.attributes[attribute], fact.attributes[attribute]
    return COMPARED[attribute](expected, actual) if attribute in COMPARED else expected == actual


def pair(labels: Sequence[Item], facts: Sequence[Item]) -> list[tuple[Item | None, Item | None]]:
    """Pair labels with facts, one to one: (label, fact), (label, None) if missed, (None, fact) if spurious.

    Of several possible pairs, those by the first key of a label come first, then those that agree in more attributes,
    then those of required labels, then those of earlier labels and facts.
    """
    possible = [
        (_unlikeness(label, fact), i, j)
        for i, label in enumerate(labels)
        for j, fact in enumerate(facts)
        if not set(label.keys).isdisjoint(fact.keys)
    ]
    taken: dict[int, int] = {}
    for _, i, j in sorted(possible):
        if i not in taken and j not in taken.values():
            taken[i] = j
    pairs: list[tuple[Item | None, Item | None]] = [
        (label, facts[taken[i]] if i in taken else None) for i, label in enumerate(labels)
    ]
    return pairs + [(None, fact) for j, fact in enumerate(facts) if j not in taken.values()]


def _unlikeness(label: Item, fact: Item) -> tuple[bool, int, bool]:
    """Return the order of possible pairs: the smaller, the better a fact fits a label."""
    differing = sum(not agrees(attribute, label, fact) for attribute in label.attributes)
    return (label.keys[0] not in fact.keys, differing, label.optional)


def rules_behind(evidence: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], dict[str, bool]]:
    """Return the rules with a passage behind each row, by (table, row id); False if a rule only contradicts the row."""
    of_rows: dict[tuple[str, str], dict[str, bool]] = defaultdict(dict)
    for row in evidence:
        rules = of_rows[row["table"], row["row_id"]]
        rules[row["rule"]] = rules.get(row["rule"], False) or row["supports"]
    return of_rows
