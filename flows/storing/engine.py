"""The database that consolidation runs on: DuckDB, within bounds of memory; what is more goes to a folder."""

from __future__ import annotations

import os
import shutil
import weakref

import duckdb

from flows.storing.temporary import temporary_folder

# As other options, this can be given on the command line, which sets it for all processes of a run.
MEMORY_LIMIT = "INSPECTION_FACTS_MEMORY_LIMIT"
_MEMORY = "384MB"


def opened() -> duckdb.DuckDBPyConnection:
    """A connection to a database of its own, which is gone with it, as soon as nobody has it any more.

    It takes no more memory than INSPECTION_FACTS_MEMORY_LIMIT says (384MB); what is more goes to files in the folder
    that INSPECTION_FACTS_TEMP_DIRECTORY names (that of the system). What it finds depends on neither, nor on threads.
    """
    spill = temporary_folder()
    settings: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": os.environ.get(MEMORY_LIMIT) or _MEMORY,
        "temp_directory": spill,
        "preserve_insertion_order": "false",
        "autoinstall_known_extensions": "false",
        "arrow_large_buffer_size": "true",  # the text of a column may be more than two gigabytes
    }
    connection = duckdb.connect(":memory:", config=settings)
    weakref.finalize(connection, shutil.rmtree, spill, ignore_errors=True)
    return connection


def confine(database: duckdb.DuckDBPyConnection, share: float) -> None:
    """Let a database have a share of the memory from now on, since others need theirs; what is more goes to files."""
    database.execute(f"SET memory_limit = '{int(limit(database) * share)}B'")


def limit(database: duckdb.DuckDBPyConnection) -> int:
    """How many bytes of memory a database may have."""
    ((found,),) = database.execute("SELECT parse_formatted_bytes(current_setting('memory_limit'))").fetchall()
    return int(found)
