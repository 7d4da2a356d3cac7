"""What a label and a fact have in common: both become an `Item`, and `pair` says which fact is which label."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from schemas import vocabularies

Values = frozenset[str]
FILLER = frozenset({"a", "an", "and", "at", "for", "in", "of", "s", "the"})
# What may stand before a person's name and is no part of it.
HONOURS = frozenset({"sir", "dame", "lord", "lady", "baroness", "baron", "rev", "reverend", "dr", "professor", "prof"})
# The share of the words of two roles that must be the same for the roles to count as the same.
ROLE_OVERLAP = 0.5


@dataclass(frozen=True, slots=True)
class Item:
    """A label or a fact, reduced to what is compared.

    Two items with a key in common speak of the same thing; `keys[0]` is the one a label gives first, its alternatives
    follow. `rules` are those that found a fact, each with whether its claim supports the fact.
    """

    keys: tuple[tuple[str, ...], ...]
    attributes: Mapping[str, Values]
    quote: str
    optional: bool = False
    rules: Mapping[str, bool] | None = None


def fold(text: str) -> str:
    """A text without case, accents and punctuation, `&` read as "and"."""
    plain = unicodedata.normalize("NFKD", text.replace("&", " and ")).casefold()
    kept = "".join(c for c in plain if not unicodedata.combining(c) and c not in "'’‘")
    return " ".join(re.findall(r"\w+", kept))


def _fold_name(name: str) -> str:
    """The name of an organisation, folded; it is the same with and without "the"."""
    return " ".join(word for word in fold(name).split() if word != "the")


def _fold_person(name: str) -> str:
    """The name of a person, folded; it is the same with and without a title of honour."""
    words = fold(name).split()
    return " ".join(words[words[0] in HONOURS :] if len(words) > 1 else words)


@cache
def _ids_by_name() -> Mapping[str, Values]:
    names = {_fold_name(entry.name): frozenset({body_id}) for body_id, entry in vocabularies.bodies().items()}
    aliases: dict[str, set[str]] = defaultdict(set)
    for alias in vocabularies.aliases():
        aliases[_fold_name(alias.alias)].add(alias.body_id)
    return {**{alias: frozenset(ids) for alias, ids in aliases.items()}, **names}


def bodies_named(name: str | None) -> Values:
    """The ids of the bodies a name can mean, a body's own name before aliases; the folded name where none is known."""
    if not name:
        return frozenset()
    return _ids_by_name().get(_fold_name(name)) or frozenset({_fold_name(name)})


def stakeholder_key(kind: str, name: str, body_id: object) -> tuple[str, str]:
    """What tells a stakeholder that was found from others."""
    return (kind, _fold_person(name) if kind == "person" else _body_of_fact(body_id, name))


def _body_of_fact(body_id: object, name: object) -> str:
    return str(body_id) if body_id in vocabularies.bodies() else min(bodies_named(str(name)))


@cache
def _spelled_out() -> Sequence[tuple[re.Pattern[str], str]]:
    short = [(fold(t.title), fold(t.canonical)) for t in vocabularies.titles() if t.title != t.canonical]
    short.sort(key=lambda pair: -len(pair[0]))
    return tuple((re.compile(rf"\b{re.escape(title)}\b"), canonical) for title, canonical in short)


def role_words(role: str | None) -> Values:
    """The words of a role, abbreviated ranks spelled out."""
    text = fold(role or "")
    for title, canonical in _spelled_out():
        if canonical not in text:
            text = title.sub(canonical, text)
    return frozenset(text.split()) - FILLER


def _overlap(one: Values, other: Values) -> bool:
    return one == other or bool(one and other and len(one & other) >= ROLE_OVERLAP * len(one | other))


def _meets(one: Values, other: Values) -> bool:
    return one == other or bool(one & other)


# How values of an attribute are compared where they need not be equal.
COMPARED: Mapping[str, Callable[[Values, Values], bool]] = {"role": _overlap, "organisation": _meets}
# The attributes of each table, in the order of the report.
ATTRIBUTES: Mapping[str, tuple[str, ...]] = {
    "ratings": ("historic", "report_published_on"),
    "disruptions": (
        "measure", "threats", "qualifier", "period_start", "period_end", "level", "strand", "lead", "share_percent",
    ),
    "stakeholders": ("role", "organisation", "quoted", "relation"),
}  # fmt: skip
FIGURES = ("count", "share_percent", "rate")


def _values(value: object) -> Values:
    """A cell or a label's value as a set of texts: empty for none, the parts of a list."""
    if value is None:
        return frozenset()
    parts = value if isinstance(value, list) else str(value).split(";")
    return frozenset(f"{part:g}" if isinstance(part, float) else str(part) for part in parts)


def _figure(value: float) -> str:
    return f"{float(value):.6g}"


def _attributes(table: str, row: Mapping[str, Any]) -> dict[str, Values]:
    read: dict[str, Callable[[Any], Values]] = {
        "role": role_words,
        "organisation": bodies_named,
        "share_percent": lambda value: frozenset() if value is None else frozenset({_figure(value)}),
    }
    found = {name: read.get(name, _values)(row.get(name)) for name in ATTRIBUTES[table]}
    if row.get("kind") == "organisation":
        found["organisation"] = frozenset()  # an organisation's own is itself
    return found


def label_item(table: str, label: Mapping[str, Any]) -> Item:
    """A label of `labels/*.json` as an item."""
    names = [label["name"]] if table == "stakeholders" else [label["body"], *label.get("body_alternatives", ())]
    bodies = [body for name in names for body in sorted(bodies_named(name))]
    keys: list[tuple[str, ...]]
    if table == "ratings":
        areas = [label["area"], *label.get("area_alternatives", ())]
        keys = [(body, area, label["grade"]) for area in areas for body in bodies]
    elif table == "disruptions":
        figure = next(name for name in FIGURES if label.get(name) is not None)
        keys = [(body, figure, _figure(label[figure])) for body in bodies]
    elif label["kind"] == "person":
        keys = [("person", _fold_person(label["name"]))]
    else:
        keys = [("organisation", body) for body in bodies]
    return Item(tuple(keys), _attributes(table, label), label.get("quote") or label.get("name", ""), label["optional"])


def fact_item(table: str, row: Mapping[str, Any], rules: Mapping[str, bool]) -> Item:
    """A row of a table as an item."""
    keys: list[tuple[str, ...]]
    if table == "stakeholders":
        keys = [stakeholder_key(row["kind"], row["name"], row["organisation_id"])]
    elif table == "ratings":
        keys = [(_body_of_fact(row["body_id"], row["body"]), row["area"], row["grade"])]
    else:
        body = _body_of_fact(row["body_id"], row["body"])
        keys = [(body, name, _figure(row[name])) for name in FIGURES if row[name] is not None]
    return Item(tuple(keys), _attributes(table, row), row["quote"], rules=rules)


def agrees(attribute: str, label: Item, fact: Item) -> bool:
    """Whether a fact has what its label says of an attribute."""
    one, other = label.attributes[attribute], fact.attributes[attribute]
    return COMPARED[attribute](one, other) if attribute in COMPARED else one == other


def pair(labels: Sequence[Item], facts: Sequence[Item]) -> list[tuple[Item | None, Item | None]]:
    """Each label with its fact, one to one: (label, fact), (label, None) if missed, (None, fact) if spurious.

    Of several possible pairs, first those without alternatives, then those that agree in most attributes, then
    those of labels that are required.
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
    differing = sum(not agrees(attribute, label, fact) for attribute in label.attributes)
    return (label.keys[0] not in fact.keys, differing, label.optional)


def rules_behind(evidence: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], dict[str, bool]]:
    """The rules with a passage behind each row, by (table, row id); False if a rule only contradicts the row."""
    found: dict[tuple[str, str], dict[str, bool]] = defaultdict(dict)
    for row in evidence:
        rules = found[row["table"], row["row_id"]]
        rules[row["rule"]] = rules.get(row["rule"], False) or row["supports"]
    return found
