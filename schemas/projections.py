"""The column contract as other standards state it: Arrow/Parquet, Table Schema, JSON Schema, CSV on the Web, Croissant.

All are derived from `schemas.tables` alone, so that no two descriptors can disagree.
"""

from __future__ import annotations

import json
import re
from typing import Any

import pandas as pd
import pyarrow as pa

from schemas.tables import TABLES, Column, Table

_ARROW = {"str": pa.string(), "Int64": pa.int64(), "Float64": pa.float64(), "boolean": pa.bool_()}
_TABLE_SCHEMA = {"str": "string", "Int64": "integer", "Float64": "number", "boolean": "boolean"}
_PANDAS = {"str": ("unicode", "str"), "Int64": ("int64", "Int64"), "Float64": ("float64", "Float64")}
_CROISSANT = {"str": "sc:Text", "Int64": "sc:Integer", "Float64": "sc:Float", "boolean": "sc:Boolean"}
_JSON_CONSTRAINTS = ("minimum", "maximum", "pattern")
TABLE_SCHEMA_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
JSON_SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def arrow_schema(table: Table) -> pa.Schema:
    """Return the Arrow schema of a table, with titles and descriptions as metadata.

    The descriptions of columns are also in the metadata of the whole table, since DuckDB and polars show the metadata
    of a file but not of its columns.
    """
    fields = [
        pa.field(
            column.name,
            _ARROW[column.dtype],
            nullable=column.nullable,
            metadata={"title": column.title, "description": column.description},
        )
        for column in table.columns
    ]
    columns = {column.name: column.description for column in table.columns}
    about = {
        "title": table.title,
        "description": table.description,
        "columns": json.dumps(columns, ensure_ascii=False),
        "pandas": _pandas_metadata(table),
    }
    return pa.schema(fields, metadata=about)


def to_arrow(table: Table, frame: pd.DataFrame) -> pa.Table:
    """Return a frame as an Arrow table with exactly the types and metadata of its table's schema."""
    schema = arrow_schema(table)
    arrays = [pa.Array.from_pandas(frame[field.name], type=field.type) for field in schema]
    return pa.Table.from_arrays(arrays, schema=schema)


def _pandas_metadata(table: Table) -> str:
    """Return the metadata that makes pandas read nullable columns back with their types.

    pandas would write its own version number into the metadata; this leaves it out, so that files do not depend on it.
    """
    columns = [
        {"name": c.name, "field_name": c.name, "pandas_type": kind, "numpy_type": dtype, "metadata": None}
        for c in table.columns
        for kind, dtype in [_PANDAS.get(c.dtype, ("bool", "boolean"))]
    ]
    return json.dumps({"index_columns": [], "column_indexes": [], "columns": columns, "pandas_version": "3"})


def table_schema(table: Table) -> dict[str, Any]:
    """Return the Table Schema (Data Package v2) of a table."""
    schema: dict[str, Any] = {
        "$schema": TABLE_SCHEMA_PROFILE,
        "fields": [_table_schema_field(column) for column in table.columns],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = [table.key]
    if table.references:
        schema["foreignKeys"] = [_foreign_key(table, column, other) for column, other in table.references.items()]
    return schema


def _table_schema_field(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "type": _TABLE_SCHEMA[column.dtype],
        "title": column.title,
        "description": column.description,
        "constraints": dict(column.constraints),
    }


def _foreign_key(table: Table, column: str, other: str) -> dict[str, Any]:
    reference = {"fields": [TABLES[other].key]}
    # In Data Package v2, a reference without the name of a table is to the table itself.
    return {
        "fields": [column],
        "reference": reference if other == table.name else {"resource": other, **reference},
    }


def json_schema(table: Table) -> dict[str, Any]:
    """Return the JSON Schema for one row of a table as a JSON object; empty cells are null."""
    return {
        "$schema": JSON_SCHEMA_DIALECT,
        "title": table.title,
        "description": table.description,
        "type": "object",
        "properties": {column.name: _json_schema_property(column) for column in table.columns},
        "required": table.names,
        "additionalProperties": False,
    }


def _json_schema_property(column: Column) -> dict[str, Any]:
    kind, codes = _TABLE_SCHEMA[column.dtype], column.constraints.get("enum")
    null = [None] if column.nullable else []
    return {
        "title": column.title,
        "description": column.description,
        "type": [kind, "null"] if column.nullable else kind,
        **({"enum": [*codes, *null]} if codes else {}),
        **{name: column.constraints[name] for name in _JSON_CONSTRAINTS if name in column.constraints},
    }


def csvw(table: Table) -> dict[str, Any]:
    """Return the CSV on the Web metadata for the CSV file of a table, to be saved as NAME.csv-metadata.json."""
    schema: dict[str, Any] = {"columns": [_csvw_column(column) for column in table.columns]}
    if table.key:
        schema["primaryKey"] = table.key
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": f"{table.name}.csv",
        "dc:title": table.title,
        "dc:description": table.description,
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\n"], "header": True},
        "tableSchema": schema,
    }


def _csvw_column(column: Column) -> dict[str, Any]:
    """Return the CSV on the Web description of a column.

    `titles` is the name in the first line of the CSV file; the title for people is `dc:title`.
    """
    kind, codes = _TABLE_SCHEMA[column.dtype], column.constraints.get("enum")
    allowed = "|".join(map(re.escape, codes)) if codes else column.constraints.get("pattern")
    limits = {name: column.constraints[name] for name in ("minimum", "maximum") if name in column.constraints}
    form = {"format": allowed} if allowed and kind == "string" else {}
    return {
        "name": column.name,
        "titles": column.name,
        "dc:title": column.title,
        "dc:description": column.description,
        "required": not column.nullable,
        "datatype": {"base": kind, **form, **limits} if form or limits else kind,
    }


def croissant_records(table: Table) -> dict[str, Any]:
    """Return a table as a Croissant record set, which reads its rows from the Parquet file."""
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.description,
        **({"key": {"@id": f"{table.name}/{table.key}"}} if table.key else {}),
        "field": [_croissant_field(table, column) for column in table.columns],
    }


def _croissant_field(table: Table, column: Column) -> dict[str, Any]:
    other = TABLES.get(table.references.get(column.name, ""))
    if other is table:  # tools that load the record set would not end
        other = None
    refers = {"references": {"field": {"@id": f"{other.name}/{other.key}"}}} if other else {}
    return {
        "@type": "cr:Field",
        "@id": f"{table.name}/{column.name}",
        "name": column.name,
        "description": f"{column.title}. {column.description}",
        "dataType": _CROISSANT[column.dtype],
        **refers,
        "source": {"fileObject": {"@id": f"{table.name}.parquet"}, "extract": {"column": column.name}},
    }
