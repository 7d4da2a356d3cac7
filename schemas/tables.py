"""The tables of a release, in their order: the one place where a new kind of table is registered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import pandera.pandas as pa

from schemas.bodies import Bodies
from schemas.corrections import Corrections
from schemas.coverage import Coverage
from schemas.disruptions import Disruptions
from schemas.documents import Documents
from schemas.evidence import Evidence
from schemas.fields import Row
from schemas.quarantine import Quarantine
from schemas.ratings import Ratings
from schemas.stakeholders import Stakeholders
from schemas.withdrawn import Withdrawn


@dataclass(frozen=True, slots=True)
class Column:
    """One column as every descriptor sees it. `dtype` is the pandas type; `constraints` are those of Table Schema."""

    name: str
    dtype: str
    title: str
    description: str
    nullable: bool
    constraints: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its model and what a model cannot say.

    `references` maps a column to the table whose key it must name. `order` are the columns that rows are sorted by.
    `counted_as` is the column of `documents` that counts the rows of a table of facts; facts have `evidence`.
    """

    name: str
    model: type[Row]
    key: str | None
    order: tuple[str, ...]
    references: Mapping[str, str] = field(default_factory=dict)
    counted_as: str | None = None
    schema: pa.DataFrameSchema = field(init=False, repr=False)
    columns: tuple[Column, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        schema = self.model.to_schema()
        schema.unique = None  # `in_model` asks for that, quicker where rows are in order
        object.__setattr__(self, "schema", schema)
        object.__setattr__(self, "columns", tuple(_columns(schema)))

    @property
    def title(self) -> str:
        """The name of the table for people."""
        return str(self.schema.title)

    @property
    def description(self) -> str:
        """What a row of the table is."""
        return str(self.schema.description)

    @property
    def told_apart_by(self) -> tuple[str, ...]:
        """The columns that no two rows are alike in: the key, or those of `order` that it is made of."""
        return tuple(name for name in self.order if name != self.key) or self.order

    @property
    def names(self) -> list[str]:
        """The names of the columns, in order."""
        return [column.name for column in self.columns]


def _columns(schema: pa.DataFrameSchema) -> Iterator[Column]:
    for name, column in schema.columns.items():
        dtype = "str" if "string" in str(column.dtype) else str(column.dtype)
        constraints = column.metadata["constraints"]
        yield Column(name, dtype, column.title, column.description, column.nullable, constraints)


_ABOUT_A_BODY = {"body_id": "bodies", "document_id": "documents"}

_ALL = (
    Table("ratings", Ratings, "rating_id", ("rating_id",), _ABOUT_A_BODY, "rating_count"),
    Table("disruptions", Disruptions, "disruption_id", ("disruption_id",), _ABOUT_A_BODY, "disruption_count"),
    Table(
        "stakeholders",
        Stakeholders,
        "stakeholder_id",
        ("stakeholder_id",),
        {"organisation_id": "bodies", "document_id": "documents"},
        "stakeholder_count",
    ),
    Table(
        "evidence",
        Evidence,
        "evidence_id",
        ("table", "row_id", "document_id", "start", "end", "evidence_id"),
        {"document_id": "documents"},
    ),
    Table("documents", Documents, "document_id", ("document_id",)),
    Table("bodies", Bodies, "body_id", ("body_id",), {"parent_id": "bodies"}),
    Table("coverage", Coverage, "coverage_id", ("body_id", "area", "year"), {"body_id": "bodies"}),
    Table("corrections", Corrections, "correction_id", ("correction_id",)),
    Table("withdrawn", Withdrawn, "withdrawn_id", ("withdrawn_id",)),
    Table("quarantine", Quarantine, None, ("table", "document_id", "reason", "column", "value", "quote", "row")),
)

TABLES: Mapping[str, Table] = MappingProxyType({table.name: table for table in _ALL})
FACTS: tuple[Table, ...] = tuple(table for table in _ALL if table.counted_as)
