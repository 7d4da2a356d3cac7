"""The column contract in the words of others: Arrow and Parquet, Table Schema, JSON Schema, CSV on the Web, Croissant.

Each is projected from `schemas.tables` alone, so that no two descriptors can disagree.
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


def csvw(table: Table) -> dict[str, Any]:
    """The metadata of CSV on the Web for the CSV file of a table, by the name that its readers look for it under."""
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
    """`titles` is what stands in the first line of the file; the title for people is `dc:title`."""
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
    """A table as a record set of Croissant, whose rows are those of its Parquet file."""
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
    if other is table:  # tools that load it would go in a circle
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
