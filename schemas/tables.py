"""The tables of a release, in their order: the one place where a new kind of table is registered."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
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
    """One column as every descriptor sees it. `dtype` is the pandas type; `constraints` are those of Table Schema.

    `vocabulary` names the codes that its cells are made of, if they are codes.
    """

    name: str
    dtype: str
    title: str
    description: str
    nullable: bool
    constraints: Mapping[str, Any]
    vocabulary: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its model and what a model cannot say.

    `order` are the columns that rows are sorted by, the key unless others are named. `references` maps a column to the
    table whose key it must name.

    `counted_as` is the column of `documents` that counts the rows of a table of facts; facts have `evidence`. `called`
    is one row in a sentence, and several. `in_words` is what a person knows a row by: parts in this order, as far as
    the row has what they name. Where others may have noted the key of a row, `lasting` is what a row that stands for it
    after it is withdrawn has in common with it.
    """

    name: str
    model: type[Row]
    order: tuple[str, ...] = ()
    references: Mapping[str, str] = field(default_factory=dict)
    counted_as: str | None = None
    called: tuple[str, str] | None = None
    in_words: tuple[str, ...] = ()
    lasting: tuple[str, ...] | None = None
    key: str | None = field(init=False)
    schema: pa.DataFrameSchema = field(init=False, repr=False)
    columns: tuple[Column, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        schema = self.model.to_schema()
        key, *_ = schema.unique or (None,)
        schema.unique = None  # `in_model` asks for that, quicker where rows are in order
        object.__setattr__(self, "key", key)
        object.__setattr__(self, "order", self.order or (key,))
        object.__setattr__(self, "columns", tuple(_columns(schema)))
        # `typed` has given cells their types: for pandera to look at each text for its own takes as long as all checks.
        for column in schema.columns.values():
            column.dtype = None
        object.__setattr__(self, "schema", schema)

    @property
    def title(self) -> str:
        """The name of the table for people."""
        return str(self.schema.title)

    @property
    def description(self) -> str:
        """What a row of the table is."""
        return str(self.schema.description)

    @property
    def body(self) -> str:
        """The column that names the body of a fact, by its identifier."""
        return next(column for column, other in self.references.items() if other == "bodies")

    @property
    def unique_by(self) -> tuple[str, ...]:
        """The columns that no two rows are alike in: the key, or those of `order` that it is made of."""
        return tuple(name for name in self.order if name != self.key) or self.order

    @property
    def names(self) -> list[str]:
        """The names of the columns, in order."""
        return [column.name for column in self.columns]


def _columns(schema: pa.DataFrameSchema) -> Iterator[Column]:
    for name, column in schema.columns.items():
        dtype = "str" if "string" in str(column.dtype) else str(column.dtype)
        codes = column.metadata.get("vocabulary")
        constraints = column.metadata["constraints"]
        yield Column(name, dtype, column.title, column.description, column.nullable, constraints, codes)


def _load_pandera_alone() -> None:
    """Have pandera without Dask and Hypothesis: where they are installed it loads them for users of its own that there
    are none of here, for more than a second."""
    absent = {"dask.dataframe", "hypothesis"} - sys.modules.keys()
    modules: dict[str, Any] = sys.modules
    modules.update(dict.fromkeys(absent))  # Python's word for what cannot be imported is None
    try:
        for name in ("pandera.typing.dask", "pandera.strategies.pandas_strategies"):
            import_module(name)
    finally:
        for name in absent:
            modules.pop(name)


_load_pandera_alone()

_ABOUT_A_BODY = {"body_id": "bodies", "document_id": "documents"}

_ALL = (
    Table(
        "ratings",
        Ratings,
        references=_ABOUT_A_BODY,
        counted_as="rating_count",
        called=("rating", "ratings"),
        in_words=("{body}: {grade}", ", {area}", ", report of {report_published_on}"),
        lasting=("body_id", "area", "grade"),
    ),
    Table(
        "disruptions",
        Disruptions,
        references=_ABOUT_A_BODY,
        counted_as="disruption_count",
        called=("figure of disruption", "figures of disruption"),
        in_words=(
            *("{body}:", " {count}", " {measure}", ", {share_percent:g} per cent", ", {rate:g} {rate_unit}"),
            *(", {threats}", ", {level}", ", {strand}", ", {lead}", ", {period_start} to {period_end}"),
        ),
        lasting=("body_id", "measure", "count", "share_percent", "rate"),
    ),
    Table(
        "stakeholders",
        Stakeholders,
        references={"organisation_id": "bodies", "document_id": "documents"},
        counted_as="stakeholder_count",
        called=("stakeholder", "stakeholders"),
        in_words=("{name}", ", {role}", ", {organisation}"),
        lasting=("kind",),
    ),
    Table(
        "evidence",
        Evidence,
        ("table", "row_id", "document_id", "start", "end", "evidence_id"),
        {"document_id": "documents"},
    ),
    Table(
        "documents",
        Documents,
        called=("document", "documents"),
        in_words=("{title}", ", {publisher}", ", {published_on}"),
        lasting=(),
    ),
    Table("bodies", Bodies, references={"parent_id": "bodies"}, in_words=("{name}",), lasting=()),
    Table("coverage", Coverage, ("body_id", "area", "year"), {"body_id": "bodies"}),
    Table("corrections", Corrections),
    Table("withdrawn", Withdrawn),
    Table("quarantine", Quarantine, ("table", "document_id", "reason", "column", "value", "quote", "row")),
)

TABLES: Mapping[str, Table] = MappingProxyType({table.name: table for table in _ALL})
FACTS: tuple[Table, ...] = tuple(table for table in _ALL if table.counted_as)
