"""Articles that nobody has read before: made from `templates.yaml` and the vocabularies, the same for the same seed.

Bodies, areas and threats are real; people, grades and figures are invented, as each article's first line says.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from schemas import vocabularies

TEMPLATES = Path(__file__).with_name("templates.yaml")
FIRST_LINE = "[Invented article for measuring: real bodies, invented people, grades and figures.]"
BODY_KINDS = {"territorial-force", "regional-unit", "fire-service"}


@cache
def _templates() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(TEMPLATES.read_text(encoding="utf-8"))
    return loaded


@cache
def _vocabulary() -> dict[str, list[str]]:
    entries = vocabularies.bodies().values()
    inspectorates = [entry for entry in entries if entry.kind == "inspectorate"]
    return {
        "body": [entry.name for entry in entries if entry.kind in BODY_KINDS],
        "area": [phrase for phrase, code in vocabularies.phrases("area") if code != "overall"],
        "threat": [phrase for phrase, code in vocabularies.phrases("threat") if code not in ("all", "other")],
        "grade": list(vocabularies.grade_ranks()),
        "inspectorate": [vocabularies.acronyms().get(entry.body_id, entry.name) for entry in inspectorates],
    }


def articles(count: int, seed: int = 0, words: tuple[int, int] = (250, 1400)) -> Iterator[str]:
    """`count` different articles, each of about a number of words drawn from a range."""
    random = Random(seed)
    for _ in range(count):
        yield article(random, random.randint(*words))


def article(random: Random, words: int) -> str:
    """One article of about so many words."""
    made, kinds = _templates(), _templates()["kinds"]
    cast, people = random.sample(_vocabulary()["body"], 4), [_person(random) for _ in range(4)]
    lines = [FIRST_LINE, _sentence(random, made["headlines"], cast, people)]
    written = sum(len(line.split()) for line in lines)
    while written < words:
        drawn = random.choices(kinds, [kind["weight"] for kind in kinds], k=random.randint(1, 4))
        lines.append(" ".join(_sentence(random, kind["templates"], cast, people) for kind in drawn))
        written += len(lines[-1].split())
    return "\n".join(lines) + "\n"


def _person(random: Random) -> tuple[str, str]:
    people = _templates()["people"]
    return random.choice(people["given"]), random.choice(people["family_starts"]) + random.choice(people["family_ends"])


def _sentence(random: Random, templates: list[str], cast: list[str], people: list[tuple[str, str]]) -> str:
    given, surname = random.choice(people)
    pools = {**_vocabulary(), **_templates()["words"]}
    chosen = {name: random.choice(pool) for name, pool in pools.items()}
    again = {f"{name}2": random.choice(pools[name]) for name in ("grade", "area", "month")}
    line = random.choice(templates).format_map(
        {
            **chosen,
            **again,
            "body": random.choice(cast),
            "other": random.choice(cast),
            "person": f"{given} {surname}",
            "surname": surname,
            "day": random.randint(1, 28),
            "year": random.randint(2014, 2025),
            "count": random.randint(13, 2400),
            "count2": random.randint(2, 99),
            "share": random.randint(1, 99),
        }
    )
    return line[0].upper() + line[1:]
