"""The column contract in the words of others: Arrow and Parquet, Table Schema, JSON Schema, schema.org.

Each is projected from `schemas.tables` alone, so that no two descriptors can disagree.
"""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import pyarrow as pa

from schemas.tables import TABLES, Column, Table

_ARROW = {"str": pa.string(), "Int64": pa.int64(), "Float64": pa.float64(), "boolean": pa.bool_()}
_TABLE_SCHEMA = {"str": "string", "Int64": "integer", "Float64": "number", "boolean": "boolean"}
_PANDAS = {"str": ("unicode", "str"), "Int64": ("int64", "Int64"), "Float64": ("float64", "Float64")}
_JSON_CONSTRAINTS = ("minimum", "maximum", "pattern")
TABLE_SCHEMA_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
JSON_SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def arrow_schema(table: Table) -> pa.Schema:
    """The Arrow schema, with title and description of the table and of each column as metadata.

    Those of the columns are there twice: DuckDB and polars show the metadata of a file, but not those of its columns.
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
    """A frame with the Arrow types and descriptions of its table, and no metadata beside them."""
    schema = arrow_schema(table)
    arrays = [pa.Array.from_pandas(frame[field.name], type=field.type) for field in schema]
    return pa.Table.from_arrays(arrays, schema=schema)


def _pandas_metadata(table: Table) -> str:
    """What pandas needs to read nullable columns back with their types, without the versions it would write itself."""
    columns = [
        {"name": c.name, "field_name": c.name, "pandas_type": kind, "numpy_type": dtype, "metadata": None}
        for c in table.columns
        for kind, dtype in [_PANDAS.get(c.dtype, ("bool", "boolean"))]
    ]
    return json.dumps({"index_columns": [], "column_indexes": [], "columns": columns, "pandas_version": "3"})


def table_schema(table: Table) -> dict[str, Any]:
    """The Table Schema of Data Package v2."""
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
    # Data Package v2 has a table refer to itself by leaving its name out.
    return {
        "fields": [column],
        "reference": reference if other == table.name else {"resource": other, **reference},
    }


def json_schema(table: Table) -> dict[str, Any]:
    """The JSON Schema of one row as a JSON object; an empty cell is null."""
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


def variables_measured(table: Table) -> list[dict[str, Any]]:
    """The columns as schema.org/PropertyValue."""
    return [
        {
            "@type": "PropertyValue",
            "name": f"{table.name}.{column.name}",
            "alternateName": column.title,
            "description": column.description,
        }
        for column in table.columns
    ]
