"""The steps of consolidation: each is read in a minute, and nothing they find depends on threads or memory."""

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from flows import consolidation
from flows.consolidation import consolidate, steps
from flows.consolidation.facts import Row
from flows.extraction.claims import Claim, Extraction, Passage
from flows.reading.document import Document
from flows.storing import engine
from flows.storing.store import Entries, write_rows
from schemas import following
from tests.consolidation.invented import FIGURE, FORCE, PERSON, RATING, UNIT, document, entry_rows, in_file

STEPS = sorted(Path(steps.__file__).with_name("sql").glob("*.sql"))
AT_THE_GATE = sorted(Path(following.__file__).with_name("sql").glob("*.sql"))
# What picks one of equals, or puts them in an order, as it comes.
AS_IT_COMES = r"\b(any_value|arbitrary|first|last|list|array_agg|mode)\("


@pytest.mark.parametrize("path", [*STEPS, *AT_THE_GATE], ids=lambda path: path.stem)
def test_a_step_says_what_its_rows_mean_and_is_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("-- One row for ")
    assert len(text.splitlines()) <= 35
    assert not re.search(AS_IT_COMES, text)


def test_every_step_is_taken() -> None:
    taken = {"claimed", "claims", *steps._BETWEEN, *steps.FROM_CLAIMS}
    asked_for = {"primary_sources", "bodies_named", "rules", "current", "misfits", "added", "below_threshold"}
    asked_for |= {"bodies_called", "bodies", "coverage", "released", "refused", "changed_parts", "replaced", "taken"}
    of_releases = {"doubted", "quarantined", "contradicted", "two_figures", "uncertain"}
    assert {path.stem for path in STEPS} == taken | asked_for | of_releases


def many() -> tuple[list[Document], pa.Table]:
    """Documents whose claims agree, contradict each other, and are equal in all that tells which comes first."""
    grades, bodies, days = ("good", "adequate", "inadequate"), (UNIT, FORCE), ("2023-03-02", "2023-03", None)
    documents = [document(f"d{number:03}", published_on=f"2023-0{number % 9 + 1}") for number in range(60)]
    found = []
    for number, each in enumerate(documents):
        claims: list[Claim] = []
        for place, (grade, body, day) in enumerate(product(grades, bodies, days)):
            if (number + place) % 4 == 0:
                passage = Passage(place % 3, 9 + place % 5)
                claims.append(replace(RATING, grade=grade, body=body, report_published_on=day, passage=passage))
                claims.append(replace(RATING, grade=grade, body=body, area_text=f"{place}", passage=passage))
                claims.append(replace(FIGURE, body=body, count=100 + place % 3, share_percent=24.0 + place % 2))
                claims.append(replace(PERSON, organisation=body, role=f"role {number % 7}", quotation=place % 5 == 0))
        found.append(Extraction(each.document_id, tuple(claims), ()))
    return documents, entry_rows(documents, found)


def rows(entries: pa.Table | Entries, documents: list[Document]) -> Mapping[str, list[Row]]:
    given = entries if isinstance(entries, Entries) else in_file(entries)
    return {name: [*each] for name, each in consolidate(documents, given, []).items()}


@pytest.mark.parametrize(("threads", "memory"), [(1, "64MB"), (4, "64MB"), (4, "1GB")])
def test_threads_and_memory_change_nothing(threads: int, memory: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def opened(_: float) -> duckdb.DuckDBPyConnection:
        connection = engine.opened()
        connection.execute(f"SET threads = {threads}")
        return connection

    documents, entries = many()
    expected = rows(entries, documents)
    monkeypatch.setenv(engine.MEMORY_LIMIT, memory)
    monkeypatch.setattr(consolidation, "opened", opened)
    assert rows(entries, documents) == expected
    assert {len(expected[name]) > 1 for name in ("ratings", "disruptions", "stakeholders", "evidence")} == {True}


def test_claims_are_the_same_however_they_are_split_into_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "_FILES", 2)
    documents, entries = many()
    file_of: dict[str, Path] = {}
    for start in (0, 7, 50):
        part = entries.slice(start, {0: 7, 7: 43, 50: 10}[start])
        file_of |= dict.fromkeys(part["key"].to_pylist(), write_rows(part, tmp_path))
    write_rows(entries.slice(3, 9), tmp_path)  # the same again, which nobody asks for
    assert rows(Entries(file_of), documents) == rows(entries, documents)
    fewer = Entries(file_of).only([key for key in file_of if key != "d003"])
    assert "d003" not in {row["document_id"] for row in rows(fewer, documents)["evidence"]}


def test_it_does_not_matter_of_how_many_claims_facts_are_made_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    documents, entries = many()
    expected = rows(entries, documents)
    monkeypatch.setattr(steps, "_BYTES", engine.limit(engine.opened()) // 150)
    assert rows(entries, documents) == expected


def test_a_row_that_stands_in_two_files_counts_once(tmp_path: Path) -> None:
    documents, entries = many()
    file_of = dict.fromkeys(entries["key"].to_pylist(), write_rows(entries, tmp_path))
    again = entries.slice(0, 5)
    file_of |= dict.fromkeys(again["key"].to_pylist(), write_rows(again, tmp_path))
    assert rows(Entries(file_of), documents) == rows(entries, documents)
