"""Open DuckDB databases in memory with a memory limit; what exceeds it goes to a temporary folder."""

from __future__ import annotations

import os
from math import inf

import duckdb

from flows.storing.temporary import temporary_folder

# The command line can set this option too, like the others; it then sets it for all processes of a run.
MEMORY_LIMIT = "INSPECTION_FACTS_MEMORY_LIMIT"
_MEMORY = "384MB"
# What there is to do about fewer documents than this takes one thread less time than waking others.
_WORTH_THREADS = 64


def opened(documents: float = inf) -> duckdb.DuckDBPyConnection:
    """Return a connection to a new database in memory, which is gone when the connection is closed or collected.

    It uses at most as much memory as INSPECTION_FACTS_MEMORY_LIMIT says (default: 384MB) and writes the rest to files
    in the folder INSPECTION_FACTS_TEMP_DIRECTORY (default: that of the system). It works in one thread if what it holds
    comes from few `documents`. Queries must be written so that their results do not depend on the limit, the folder or
    the number of threads.
    """
    settings: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": os.environ.get(MEMORY_LIMIT) or _MEMORY,
        "preserve_insertion_order": "false",
        "autoinstall_known_extensions": "false",
        "arrow_large_buffer_size": "true",  # the text of a column may be more than two gigabytes
    }
    if documents < _WORTH_THREADS:
        settings["threads"] = 1
    connection = duckdb.connect(":memory:", config=settings)
    spill = str(temporary_folder(connection)).replace("'", "''")
    connection.execute(f"SET temp_directory = '{spill}'")
    return connection


def confine(database: duckdb.DuckDBPyConnection, share: float) -> None:
    """Reduce the memory limit of a database to a share (0 to 1) of its present limit, to leave memory for others."""
    database.execute(f"SET memory_limit = '{int(limit(database) * share)}B'")


def limit(database: duckdb.DuckDBPyConnection) -> int:
    """Return the memory limit of a database in bytes."""
    ((found,),) = database.execute("SELECT parse_formatted_bytes(current_setting('memory_limit'))").fetchall()
    return int(found)
