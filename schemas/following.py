"""Cells that follow from other tables: counts, confidence, the best passage of a fact, and coverage.

They are computed by the queries in `sql/`, in a database that holds all tables under their names, each row with its
`place`: its number in the table, from 0. Call `load_tables` first to put the tables there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from schemas.evidence import GOES_ON, QUOTATION
from schemas.numbered import Numbers
from schemas.stored import Stored
from schemas.tables import FACTS

Database = duckdb.DuckDBPyConnection
# Columns of facts that follow from their passages; a table need not have all of them.
_COUNTED = ("document_count", "passage_count", "confidence", "mention_count", "quotation_count", "quoted")
# Columns of other tables that follow from facts and passages.
_OTHERS = {
    "documents": tuple(str(table.counted_as) for table in FACTS),
    "coverage": ("rating_count", "document_count", "status"),
}
_BEST = ("document_id", "quote")
# Tables with at most so many rows are queried in memory, larger ones in their file.
_FEW = 2_000


@dataclass(frozen=True, slots=True)
class CorrectedCells:
    """The right cells for some columns of a table, computed from the other tables.

    `places` are the rows they belong to, ascending; `cells` has a row for each place. Of tables of facts, only rows
    with a wrong cell are given, but all their computed cells.
    """

    table: str
    places: Numbers
    cells: pa.Table


def load_tables(database: Database, tables: Mapping[str, Stored | pa.Table]) -> None:
    """Put tables into a database, with the view `facts` and the table `passages`, which links evidence to facts.

    All tables of a release must be there, given now or before.
    """
    register_tables(database, tables)
    create_facts_view(database, "{}")
    text = query("passages").format(quotation=QUOTATION, goes_on=GOES_ON)
    database.execute(f"CREATE OR REPLACE TABLE passages AS {text}")


def create_facts_view(database: Database, called: str) -> None:
    """Create one view of the facts of all kinds.

    `called` is a pattern for names of tables: "{}_there" unites `ratings_there`, `disruptions_there` … in a view
    `facts_there`. Columns are added for the `table` and its `number` (from 1). The key of each table is called `row_id`
    there, and the column with the body `body_id`.
    """
    selects = (
        f"SELECT '{each.name}' AS \"table\", {number} AS number, {each.key} AS row_id, {each.body} AS body_id, "
        f"* EXCLUDE ({each.body}) FROM {called.format(each.name)}"
        for number, each in enumerate(FACTS, 1)
    )
    database.execute(f"CREATE OR REPLACE VIEW {called.format('facts')} AS {' UNION ALL BY NAME '.join(selects)}")


def register_tables(database: Database, tables: Mapping[str, Stored | pa.Table]) -> None:
    """Put tables into a database under their names, each row with its place."""
    for name, table in tables.items():
        if isinstance(table, Stored) and len(table) > _FEW:
            database.execute(f"CREATE OR REPLACE VIEW {name} AS FROM {table.query}")
        else:
            rows = table.table() if isinstance(table, Stored) else table
            database.register(name, rows.append_column("place", pa.array(np.arange(len(rows)))))


def right_facts(database: Database, evidence: Stored | pa.Table) -> Iterator[CorrectedCells]:
    """Yield the right counts, confidence and best passage of facts.

    A best passage stays as it is as long as it is in `evidence`; only then another is chosen.
    """
    for table in FACTS:
        columns = [name for name in _COUNTED if name in table.names]
        counted = ", ".join(f"counted.{name}" for name in columns)
        differs = " OR ".join(f"counted.{name} IS DISTINCT FROM facts.{name}" for name in columns)
        text = query("facts_counted").format(table=table.name, counted=counted, differs=differs)
        found = database.sql(text).to_arrow_table()
        if len(found):
            yield CorrectedCells(
                table.name, found["place"].to_numpy(), _with_best(found, database, table.name, evidence)
            )


def _with_best(found: pa.Table, database: Database, table: str, evidence: Stored | pa.Table) -> pa.Table:
    """Return the counted cells, and the best passage if any of the facts has lost it.

    The column `best` of `found` has the place in `evidence` of a fact's new best passage, or null if the old one
    stands.
    """
    cells, lost = found.drop_columns(["place", "best"]), found["best"].drop_null()
    if not len(lost):
        return cells
    places = np.unique(lost.to_numpy())
    here = evidence.take(places, _BEST) if isinstance(evidence, Stored) else evidence.select(_BEST).take(places)
    database.register("best_now", here.append_column("best", pa.array(places)))
    database.register("counted_now", found)
    best = database.sql(query("facts_best").format(table=table)).to_arrow_table()
    return pa.table({**{name: cells[name] for name in cells.column_names}, **{n: best[n] for n in best.column_names}})


def right_others(database: Database) -> Iterator[CorrectedCells]:
    """Yield the right counts of documents (facts with a passage there) and the right counts and status of coverage."""
    for name, columns in _OTHERS.items():
        found = database.sql(query(f"{name}_counted")).to_arrow_table()
        if len(found):
            yield CorrectedCells(name, found["place"].to_numpy(), found.select(columns))


@cache
def query(name: str) -> str:
    """Return the text of the query in `sql/NAME.sql`."""
    return Path(__file__).with_name("sql").joinpath(f"{name}.sql").read_text(encoding="utf-8")
