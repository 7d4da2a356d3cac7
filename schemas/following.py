"""What follows from other tables: counts, confidence, the best passage of a fact, what is known of a body and year.

All of it is asked of a database that has the tables under their names, each row with its `place` (`shown`). The queries
stand in `sql/`.
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
# What is counted of the passages of a fact, as far as its table has a column for it.
_COUNTED = ("document_count", "passage_count", "confidence", "mention_count", "quotation_count", "quoted")
# What follows of tables that are no facts.
_OTHERS = {
    "documents": tuple(str(table.counted_as) for table in FACTS),
    "coverage": ("rating_count", "document_count", "status"),
}
_BEST = ("document_id", "quote")
# No more rows are asked for in memory rather than in their file.
_FEW = 2_000


@dataclass(frozen=True, slots=True)
class Right:
    """What follows from the other tables for some columns of a table, in the rows at some places, in order. Of facts
    these are only the rows of which something does not follow as it stands."""

    table: str
    places: Numbers
    cells: pa.Table


def shown(database: Database, tables: Mapping[str, Stored | pa.Table]) -> None:
    """Have tables in a database, and which passage belongs to which fact."""
    named(database, tables)
    facts = (
        f"SELECT '{table.name}' AS \"table\", {table.key} AS row_id, {table.body} AS body_id, "
        f"document_id, quote, place FROM {table.name}"
        for table in FACTS
    )
    database.execute(f"CREATE OR REPLACE VIEW facts AS {' UNION ALL '.join(facts)}")
    text = query("passages").format(quotation=QUOTATION, goes_on=GOES_ON)
    database.execute(f"CREATE OR REPLACE TABLE passages AS {text}")


def named(database: Database, tables: Mapping[str, Stored | pa.Table]) -> None:
    """Have tables in a database under their names, each row with its place."""
    for name, table in tables.items():
        if isinstance(table, Stored) and len(table) > _FEW:
            database.execute(f"CREATE OR REPLACE VIEW {name} AS FROM {table.query}")
        else:
            rows = table.table() if isinstance(table, Stored) else table
            database.register(name, rows.append_column("place", pa.array(np.arange(len(rows)))))


def of_facts(database: Database, evidence: Stored | pa.Table) -> Iterator[Right]:
    """Cells of facts: the counts of documents and passages, the confidence, and the best passage where the one that was
    the best is no longer in evidence."""
    for table in FACTS:
        columns = [name for name in _COUNTED if name in table.names]
        counted = ", ".join(f"counted.{name}" for name in columns)
        differs = " OR ".join(f"counted.{name} IS DISTINCT FROM facts.{name}" for name in columns)
        text = query("facts_counted").format(table=table.name, counted=counted, differs=differs)
        found = database.sql(text).to_arrow_table()
        if len(found):
            yield Right(table.name, found["place"].to_numpy(), _with_best(found, database, table.name, evidence))


def _with_best(found: pa.Table, database: Database, table: str, evidence: Stored | pa.Table) -> pa.Table:
    """What was counted, with the best passage: `best` is its place in evidence where it is another than it was."""
    cells, lost = found.drop_columns(["place", "best"]), found["best"].drop_null()
    if not len(lost):
        return cells
    places = np.unique(lost.to_numpy())
    here = evidence.take(places, _BEST) if isinstance(evidence, Stored) else evidence.select(_BEST).take(places)
    database.register("best_now", here.append_column("best", pa.array(places)))
    database.register("counted_now", found)
    best = database.sql(query("facts_best").format(table=table)).to_arrow_table()
    return pa.table({**{name: cells[name] for name in cells.column_names}, **{n: best[n] for n in best.column_names}})


def of_others(database: Database) -> Iterator[Right]:
    """Cells of documents, which count the facts that have a passage there, and of coverage, which tell what ratings and
    documents amount to."""
    for name, columns in _OTHERS.items():
        found = database.sql(query(f"{name}_counted")).to_arrow_table()
        if len(found):
            yield Right(name, found["place"].to_numpy(), found.select(columns))


@cache
def query(name: str) -> str:
    """The query of a name."""
    return Path(__file__).with_name("sql").joinpath(f"{name}.sql").read_text(encoding="utf-8")
