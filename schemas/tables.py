"""The tables of a release, in their order. A new kind of table is registered here and nowhere else."""

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

_TYPES_IN_WORDS = {"str": "text", "Int64": "whole number", "Float64": "number", "boolean": "true or false"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column, as every descriptor states it.

    - `dtype`: the pandas type: `str`, `Int64`, `Float64` or `boolean`.
    - `constraints`: in the words of Table Schema.
    - `vocabulary`: the vocabulary from which the cells take their codes, or None.
    """

    name: str
    dtype: str
    title: str
    description: str
    nullable: bool
    constraints: Mapping[str, Any]
    vocabulary: str | None = None

    @property
    def type_in_words(self) -> str:
        """The type of the cells as people call it, such as "whole number, may be empty"."""
        return f"{_TYPES_IN_WORDS[self.dtype]}{', may be empty' if self.nullable else ''}"


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its pandera model and what a model cannot express.

    - `order`: the columns that rows are sorted by; the key, unless others are given.
    - `references`: for a column, the table whose key its cells must name.
    - `counted_as`: of a table of facts, the column of `documents` that counts its rows. Only facts have `evidence`.
    - `nouns`: what one row is called in a sentence, and what several are.
    - `in_words`: templates that describe a row to a person. Those whose cells are empty are left out.
    - `successor_columns`: the columns in which a withdrawn row and its successor must agree; None if withdrawn rows are
      not recorded.
    - `key`: the column that identifies a row, None for `quarantine`; `schema` and `columns`: derived from the model.
    """

    name: str
    model: type[Row]
    order: tuple[str, ...] = ()
    references: Mapping[str, str] = field(default_factory=dict)
    counted_as: str | None = None
    nouns: tuple[str, str] | None = None
    in_words: tuple[str, ...] = ()
    successor_columns: tuple[str, ...] | None = None
    key: str | None = field(init=False)
    schema: pa.DataFrameSchema = field(init=False, repr=False)
    columns: tuple[Column, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        schema = self.model.to_schema()
        key, *_ = schema.unique or (None,)
        schema.unique = None  # `findings.in_model` checks keys itself, which is quicker for rows in order
        object.__setattr__(self, "key", key)
        object.__setattr__(self, "order", self.order or (key,))
        object.__setattr__(self, "columns", tuple(_columns(schema)))
        # `findings.typed` has checked the types: pandera would look at each text, which takes as long as all checks.
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
        """Of a table of facts, the column with the identifier of the body."""
        return next(column for column, other in self.references.items() if other == "bodies")

    @property
    def unique_by(self) -> tuple[str, ...]:
        """The columns in which no two rows are alike: those of `order` without the key, or the key if there are no
        others.

        The key of a table with further columns in `order` is made of these, so they can be compared instead.
        """
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
    """Import pandera without Dask and Hypothesis.

    Where they are installed, pandera imports them for features that are not used here, which takes more than a second.
    """
    absent = {"dask.dataframe", "hypothesis"} - sys.modules.keys()
    modules: dict[str, Any] = sys.modules
    modules.update(dict.fromkeys(absent))  # None in sys.modules makes an import fail
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
        nouns=("rating", "ratings"),
        in_words=("{body}: {grade}", ", {area}", ", report of {report_published_on}"),
        successor_columns=("body_id", "area", "grade"),
    ),
    Table(
        "disruptions",
        Disruptions,
        references=_ABOUT_A_BODY,
        counted_as="disruption_count",
        nouns=("figure of disruption", "figures of disruption"),
        in_words=(
            *("{body}:", " {count}", " {measure}", ", {share_percent:g} per cent", ", {rate:g} {rate_unit}"),
            *(", {threats}", ", {level}", ", {strand}", ", {lead}", ", {period_start} to {period_end}"),
        ),
        successor_columns=("body_id", "measure", "count", "share_percent", "rate"),
    ),
    Table(
        "stakeholders",
        Stakeholders,
        references={"organisation_id": "bodies", "document_id": "documents"},
        counted_as="stakeholder_count",
        nouns=("stakeholder", "stakeholders"),
        in_words=("{name}", ", {role}", ", {organisation}"),
        successor_columns=("kind",),
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
        nouns=("document", "documents"),
        in_words=("{title}", ", {publisher}", ", {published_on}"),
        successor_columns=(),
    ),
    Table("bodies", Bodies, references={"parent_id": "bodies"}, in_words=("{name}",), successor_columns=()),
    Table("coverage", Coverage, ("body_id", "area", "year"), {"body_id": "bodies"}),
    Table("corrections", Corrections),
    Table("withdrawn", Withdrawn),
    Table("quarantine", Quarantine, ("table", "document_id", "reason", "column", "value", "quote", "row")),
)

TABLES: Mapping[str, Table] = MappingProxyType({table.name: table for table in _ALL})
FACTS: tuple[Table, ...] = tuple(table for table in _ALL if table.counted_as)
