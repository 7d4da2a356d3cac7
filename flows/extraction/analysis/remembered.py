"""What was found in a document so far: it is asked the same again and again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from flows.extraction.claims import Body

Kinds = frozenset[str]


@dataclass(frozen=True, slots=True)
class Remembered:
    """`leaders`: where bodies of certain kinds are named and which leads; `subject_nouns`: the nouns that sentences are
    about, by their index; `of_kinds`: the bodies that are named; `of_places`: what the places can stand for;
    `weights`: how much its sentence is about a body, by where that is named; `antecedents`: what references take up,
    by where they stand and which kinds they are for; `said`: whether the heads and the cells of tables say a thing, by
    where they stand."""

    leaders: dict[Kinds, tuple[list[int], list[Body | None]]] = field(default_factory=dict)
    subject_nouns: dict[int, str] = field(default_factory=dict)
    of_kinds: dict[Kinds, list[Body]] = field(default_factory=dict)
    of_places: dict[Kinds, Body | None] = field(default_factory=dict)
    weights: dict[int, int] = field(default_factory=dict)
    antecedents: dict[tuple[int, Kinds], Body | None] = field(default_factory=dict)
    said: dict[tuple[int, int, Any], bool] = field(default_factory=dict)
