"""What can be wrong with the rows of one table: cells of the wrong type, and everything its pandera model forbids."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from numbers import Integral, Real
from operator import itemgetter
from typing import Any, cast

import pandas as pd
import pandera.errors
import pyarrow as pa
import pyarrow.compute as pc
from pandas.api.extensions import ExtensionArray
from pandera.pandas import DataFrameSchema

from schemas.columns import Columns
from schemas.numbered import are_ordered, arrow
from schemas.tables import Column, Table

_SHOWN = 60
_BATCH = 1_000
_INT64 = range(-(2**63), 2**63)
_WHOLE = re.compile(r"-?[0-9]{1,19}")
_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?")
# As the Table Schema standard has them: spreadsheets and other tools write them in their own way.
_FLAGS = {
    **dict.fromkeys(("true", "True", "TRUE", "1"), True),
    **dict.fromkeys(("false", "False", "FALSE", "0"), False),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with one row. `reason` is a code of the quarantine vocabulary, `says` ends a sentence."""

    position: int
    reason: str
    column: str | None
    value: object
    says: str


def is_null(value: object) -> bool:
    """Whether a cell is empty, in any of the ways Python and pandas have to say so."""
    return value is None or value is pd.NA or (isinstance(value, float) and value != value)


def plain(value: Any) -> object:
    """A cell as plain Python has it: None where it is empty, no numpy number."""
    if is_null(value):
        return None
    return value.item() if hasattr(value, "item") else value


def shown(value: object) -> str:
    """A cell as a person should see it in a message of one line."""
    text = "empty" if is_null(value) else repr(plain(value))
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def as_text(value: object) -> str:
    """Text that UTF-8 can hold. Raises ValueError."""
    if not isinstance(value, str):
        raise ValueError("is not text")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise ValueError("has half a surrogate pair, which is not a character") from None
    return value


def as_whole(value: object) -> int:
    """A whole number of 64 bits, also one written as text. Raises ValueError."""
    if isinstance(value, str) and _WHOLE.fullmatch(value):
        value = int(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, Integral):
        raise ValueError("is not a whole number")
    if int(value) not in _INT64:
        raise ValueError("is too large a number")
    return int(value)


def as_number(value: object) -> float:
    """A finite number, also one written as text. Raises ValueError."""
    if isinstance(value, str) and _DECIMAL.fullmatch(value):
        value = float(value)
    if isinstance(value, bool) or not isinstance(value, Real):
        raise ValueError("is not a number")
    try:
        number = float(value)
    except OverflowError:
        number = float("inf")
    if number in (float("inf"), float("-inf")):
        raise ValueError("is too large a number")
    return number


def as_flag(value: object) -> bool:
    """True or false, also as CSV writes them. Raises ValueError."""
    if isinstance(value, str) and value in _FLAGS:
        return _FLAGS[value]
    # numpy's booleans are no Python bools
    if type(value).__name__ in ("bool", "bool_"):
        return bool(value)
    raise ValueError("is neither true nor false")


_CASTS: Mapping[str, Callable[[object], Any]] = {
    "str": as_text,
    "Int64": as_whole,
    "Float64": as_number,
    "boolean": as_flag,
}
# The type that cells of a column mostly have already, and Arrow's name for it.
_PLAIN: Mapping[str, tuple[type, pa.DataType]] = {
    "str": (str, pa.large_string()),
    "Int64": (int, pa.int64()),
    "Float64": (float, pa.float64()),
    "boolean": (bool, pa.bool_()),
}


def typed(table: Table, rows: Iterable[Mapping[str, object]]) -> tuple[pd.DataFrame, list[Finding]]:
    """The rows as a frame with the types of the table; what cannot be cast is left empty there, and found.

    A missing column is empty cells; a column the table does not have is a finding. Rows are taken by batches, so that
    no more of them than that need to be there at the same time.
    """
    found: list[Finding] = []
    if isinstance(rows, Columns) and (frame := _of_columns(table, rows.table)) is not None:
        return frame, found
    chunks: dict[str, list[pa.Array]] = {name: [] for name in table.names}
    left, done = iter(rows), 0
    while batch := list(islice(left, _BATCH)):
        columns = _alike(table, batch)
        if columns is None:
            columns = {name: [row.get(name) for row in batch] for name in table.names}
            found += _strange(table, batch, done)
        for column in table.columns:
            array, wrong = _typed(column, columns.get(column.name, (None,) * len(batch)), done)
            chunks[column.name].append(array)
            found += wrong
        done += len(batch)
    data = {column.name: _joined(column.dtype, chunks.pop(column.name)) for column in table.columns}
    return pd.DataFrame(data, columns=table.names), found


def _of_columns(table: Table, columns: pa.Table) -> pd.DataFrame | None:
    """Columns that have the types of the table already; None where each cell has to be looked at."""
    data = {}
    for column in table.columns:
        type_ = _PLAIN[column.dtype][1]
        there = column.name in columns.column_names
        cells = columns[column.name] if there else pa.nulls(len(columns), type_)
        if cells.type != type_ or not _finite(cells):
            return None
        data[column.name] = _joined(column.dtype, cells.chunks if there else [cells])
    return pd.DataFrame(data, columns=table.names) if set(columns.column_names) <= set(table.names) else None


def _alike(table: Table, batch: Sequence[Mapping[str, object]]) -> dict[str, Sequence[object]] | None:
    """The cells by column of rows that all have the same columns of the table, as rows mostly do; else None."""
    names = tuple(batch[0])
    if len(names) > 1 and set(names) <= set(table.names) and set(map(len, batch)) == {len(names)}:
        with suppress(KeyError):
            return dict(zip(names, zip(*map(itemgetter(*names), batch), strict=True), strict=True))
    return None


def _strange(table: Table, rows: Sequence[Mapping[str, object]], first: int) -> Iterator[Finding]:
    known = set(table.names)
    for position, row in enumerate(rows, first):
        if not known.issuperset(row):
            strange = next(name for name in row if name not in known)
            yield Finding(position, "unknown-column", None, strange, "is not a column of the table")


def _typed(column: Column, cells: Sequence[object], first: int) -> tuple[pa.Array, list[Finding]]:
    """The cells of a column with its type, and what is wrong with them, counted from the first."""
    if (array := _at_once(column, cells)) is not None:
        return array, []
    fit, right, found = _CASTS[column.dtype], [], []
    for position, value in enumerate(cells, first):
        try:
            right.append(None if is_null(value) else fit(value))
        except ValueError as error:
            right.append(None)
            found.append(Finding(position, "wrong-type", column.name, value, str(error)))
    return pa.array(right, _PLAIN[column.dtype][1]), found


def _at_once(column: Column, cells: Sequence[object]) -> pa.Array | None:
    """Cells that are of the column's type already, or empty; None where each has to be looked at."""
    type_, arrow_type = _PLAIN[column.dtype]
    if not {type_, type(None)}.issuperset(map(type, cells)):
        return None
    try:
        array = pa.array(cells, arrow_type, from_pandas=True)
    except (OverflowError, UnicodeError, pa.ArrowException):
        return None
    return array if _finite(array) else None


def _finite(cells: pa.Array | pa.ChunkedArray) -> bool:
    """Whether the numbers of a column, if it is of numbers, all are."""
    return not pa.types.is_floating(cells.type) or bool(pc.all(pc.is_finite(cells), min_count=0).as_py())


def _joined(dtype: str, chunks: list[pa.Array]) -> ExtensionArray:
    pandas_dtype: Any = pd.api.types.pandas_dtype(dtype)
    return cast("ExtensionArray", pandas_dtype.__from_arrow__(arrow(pa.chunked_array(chunks, _PLAIN[dtype][1]))))


def in_model(table: Table, frame: pd.DataFrame) -> list[Finding]:
    """Everything the table's model finds wrong. The labels of the frame's index are the positions."""
    found = in_cells(table, frame)
    return [*found, *_twice(table, frame, found)]


def in_cells(table: Table, frame: pd.DataFrame) -> list[Finding]:
    """The same of rows by themselves, whatever keys others have."""
    return _forbidden(table, table.schema, frame)


def in_columns(table: Table, frame: pd.DataFrame, names: Iterable[str]) -> list[Finding]:
    """The same of the cells in some columns by themselves, whatever others and rules of whole rows say."""
    columns = {name: table.schema.columns[name] for name in names}
    return _forbidden(table, DataFrameSchema(columns), frame)


def _forbidden(table: Table, schema: DataFrameSchema, frame: pd.DataFrame) -> list[Finding]:
    if passes(schema, frame):
        return []
    try:
        schema.validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        return [finding for error in errors.schema_errors for finding in _findings(table, frame, error)]
    return []


def passes(schema: DataFrameSchema, frame: pd.DataFrame) -> bool:
    """Whether a frame passes every check of a schema: what pandera would say, without what it prepares to tell of one
    that does not pass. Of a few rows that takes most of the time."""
    if not frame.columns.equals(pd.Index(schema.columns)):
        return False
    for name, column in schema.columns.items():
        cells = frame[name]
        if cells.hasnans and not column.nullable:
            return False
        if not all(check(cells).check_passed for check in column.checks):
            return False
    return all(check(frame).check_passed for check in schema.checks)


def _findings(table: Table, frame: pd.DataFrame, error: pandera.errors.SchemaError) -> Iterable[Finding]:
    reason, column, says = _meaning(error)
    cases: Any = error.failure_cases
    if not isinstance(cases, pd.DataFrame) or "index" not in cases or cases["index"].isna().any():
        raise RuntimeError(f"the schema of {table.name} could not be checked: {str(error).splitlines()[0]}")
    for label in sorted(set(cases["index"])):
        yield Finding(int(label), reason, column, frame.at[label, column], says)


def _meaning(error: pandera.errors.SchemaError) -> tuple[str, str, str]:
    """Reason, column and words for an error of pandera."""
    check: Any = error.check
    if error.reason_code and error.reason_code.name == "SERIES_CONTAINS_NULLS":
        return "missing-value", str(error.schema.name), "must not be empty"
    # A check of whole rows carries in its title the column that a person should look at.
    return check.name, check.title or str(error.schema.name), check.error


def _twice(table: Table, frame: pd.DataFrame, found: Iterable[Finding]) -> Iterator[Finding]:
    """A key stands twice only if it still does without the rows that are wrong anyway."""
    wrong = {finding.position for finding in found}
    left = frame.loc[~frame.index.isin(wrong)] if wrong else frame
    if table.key and not are_ordered(left, table.unique_by, each_once=True):
        for label in left.index[left[table.key].duplicated(keep=False)]:
            says = "is the key of more than one row"
            yield Finding(int(label), "duplicate-key", table.key, left.at[label, table.key], says)


def first_of_each(table: Table, found: Iterable[Finding]) -> dict[int, Finding]:
    """One finding for each row: that of the leftmost column."""
    order = {name: place for place, name in enumerate(table.names)}
    ranked = sorted(found, key=lambda finding: (finding.position, order.get(finding.column or "", len(order))))
    return {finding.position: finding for finding in reversed(ranked)}
