"""Labels give people and organisations their parts by one convention, held out or not; failures name files only."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from schemas import vocabularies
from tests.gold.comparing import bodies_named
from tests.gold.measure import GOLD

OF_PEOPLE = {"government", "inspector", "media", "other", "oversight", "partner-agency", "programme", "spokesperson"}
BOTH = {"constituent-force", "inspected-body"}


def labels() -> Iterator[tuple[Path, dict[str, Any]]]:
    for path in (*sorted(GOLD.glob("labels/*.json")), *sorted(GOLD.glob("sets/*/*.labels.json"))):
        yield path, json.loads(path.read_text(encoding="utf-8"))


def parts(label: Mapping[str, Any]) -> set[str]:
    relation = label.get("relation", ())
    return set(relation.split(";") if isinstance(relation, str) else relation)


def test_nobody_has_two_parts_but_a_force_that_was_inspected_with_its_unit() -> None:
    for path, content in labels():
        for label in content["stakeholders"]:
            assert len(parts(label)) <= 1 or (parts(label) == BOTH and label["kind"] == "organisation"), path.name


def test_people_are_no_inspected_bodies_and_organisations_no_spokespersons() -> None:
    for path, content in labels():
        for label in content["stakeholders"]:
            allowed = OF_PEOPLE if label["kind"] == "person" else (OF_PEOPLE | BOTH) - {"spokesperson"}
            assert parts(label) <= allowed, path.name


def test_the_forces_of_a_unit_that_is_rated_with_one_of_them_are_both() -> None:
    for path, content in labels():
        rated = {body for one in content["ratings"] if not one["optional"] for body in bodies_named(one["body"])}
        together = [
            force
            for unit, forces in vocabularies.members().items()
            if unit in rated and rated & set(forces)
            for force in forces
        ]
        for label in content["stakeholders"]:
            if label["kind"] == "organisation" and bodies_named(label["name"]) & set(together):
                assert not parts(label) & BOTH or parts(label) >= BOTH, path.name
