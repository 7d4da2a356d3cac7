"""Every kind of fact is known wherever kinds are registered, by columns that its table has."""

from string import Formatter

import pytest

from flows.consolidation.kinds import KINDS
from flows.desk import labels, pages
from flows.extraction.claims import TABLE_OF
from flows.reading import corrections
from flows.release import sqlite
from flows.site import words
from flows.workbench import kinds as shown
from schemas.tables import FACTS, TABLES, Table
from schemas.vocabularies import codes

every_kind = pytest.mark.parametrize("table", FACTS, ids=lambda table: table.name)


def test_registers_have_the_same_kinds_in_the_same_order() -> None:
    names = [table.name for table in FACTS]
    assert [*TABLE_OF.values()] == [*KINDS] == [*corrections.FACTS] == names
    assert [*shown.KINDS] == [*TABLE_OF]
    assert [*words.SAYS] == [*words.OF_WHOM] == [*words.WHEN] == names
    assert [*labels.CELLS] == [*pages.ROW_TITLES] == names
    assert set(names) <= {*codes("table")}


def test_marks_of_no_two_kinds_are_alike() -> None:
    letters = [kind.letter for kind in shown.KINDS.values()]
    assert len({*letters, "X"}) == len(letters) + 1
    assert {kind.passage for kind in shown.KINDS.values()} <= {*shown.COLOURS, *shown.LINES}


@every_kind
def test_columns_that_are_named_are_there(table: Table) -> None:
    kind = KINDS[table.name]
    said = [name for part in table.in_words for _, name, _, _ in Formatter().parse(part) if name]
    named = {table.body, *said, *(table.successor_columns or ()), *kind.identity, *kind.value, *kind.claimed}
    assert named <= {*table.names}
    assert table.counted_as in TABLES["documents"].names


@every_kind
def test_what_is_told_by_kind_is_told_of_each(table: Table) -> None:
    assert table.nouns
    assert table.in_words
    assert table.successor_columns is not None
    (view,) = [text for text in sqlite.definition() if "VIEW facts_with_passages" in text]
    assert f"SELECT '{table.name}', {table.key}, {table.body}, " in view
