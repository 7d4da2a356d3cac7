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

# Show at most so many characters of a cell in a message.
_SHOWN = 60
_BATCH = 1_000
_INT64 = range(-(2**63), 2**63)
_WHOLE = re.compile(r"-?[0-9]{1,19}")
_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?")
# The spellings of true and false in the Table Schema standard: spreadsheets and other tools write different ones.
_FLAGS = {
    **dict.fromkeys(("true", "True", "TRUE", "1"), True),
    **dict.fromkeys(("false", "False", "FALSE", "0"), False),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with the row at a `position` (from 0); `reason` is a code of `quarantine-reason`.

    `says` is the end of a sentence about the cell. For an unknown column, `column` is None and `value` its name.
    """

    position: int
    reason: str
    column: str | None
    value: object
    says: str


def is_null(value: object) -> bool:
    """Whether a cell is empty, however Python or pandas represents that."""
    return value is None or value is pd.NA or (isinstance(value, float) and value != value)


def plain(value: Any) -> object:
    """Return a cell as a plain Python object: None if it is empty, and no numpy types."""
    if is_null(value):
        return None
    return value.item() if hasattr(value, "item") else value


def shown(value: object) -> str:
    """Return a cell as it is shown in a message of one line."""
    text = "empty" if is_null(value) else repr(plain(value))
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def as_text(value: object) -> str:
    """Return text that UTF-8 can encode. Raises ValueError."""
    if not isinstance(value, str):
        raise ValueError("is not text")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise ValueError("has half a surrogate pair, which is not a character") from None
    return value


def as_whole(value: object) -> int:
    """Return a whole number of 64 bits, also from text or a float. Raises ValueError."""
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
    """Return a finite number, also from text. Raises ValueError."""
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
    """Return a truth value, also from the text of a CSV cell. Raises ValueError."""
    if isinstance(value, str) and value in _FLAGS:
        return _FLAGS[value]
    # By name, since numpy's booleans are not instances of bool.
    if type(value).__name__ in ("bool", "bool_"):
        return bool(value)
    raise ValueError("is neither true nor false")


_CASTS: Mapping[str, Callable[[object], Any]] = {
    "str": as_text,
    "Int64": as_whole,
    "Float64": as_number,
    "boolean": as_flag,
}
# The Python type that nearly all cells of a column have already, and the Arrow type for it.
_PLAIN: Mapping[str, tuple[type, pa.DataType]] = {
    "str": (str, pa.large_string()),
    "Int64": (int, pa.int64()),
    "Float64": (float, pa.float64()),
    "boolean": (bool, pa.bool_()),
}


def typed(table: Table, rows: Iterable[Mapping[str, object]]) -> tuple[pd.DataFrame, list[Finding]]:
    """Return rows as a frame with the types of the table, and a finding for each cell that cannot be cast.

    Such a cell is empty in the frame, and so are the cells of a missing column; a column that the table does not have
    gives a finding. Rows are taken in batches, so not all of them need to be in memory as dicts at the same time.
    """
    found: list[Finding] = []
    if isinstance(rows, Columns) and (frame := _typed_columns(table, rows.table)) is not None:
        return frame, found
    chunks: dict[str, list[pa.Array]] = {name: [] for name in table.names}
    remaining, done = iter(rows), 0
    while batch := list(islice(remaining, _BATCH)):
        columns = _by_column(table, batch)
        if columns is None:
            columns = {name: [row.get(name) for row in batch] for name in table.names}
            found += _unknown_columns(table, batch, done)
        for column in table.columns:
            array, wrong = _typed(column, columns.get(column.name, (None,) * len(batch)), done)
            chunks[column.name].append(array)
            found += wrong
        done += len(batch)
    data = {column.name: _joined(column.dtype, chunks.pop(column.name)) for column in table.columns}
    return pd.DataFrame(data, columns=table.names), found


def _typed_columns(table: Table, columns: pa.Table) -> pd.DataFrame | None:
    """Return columns as a frame if they have the types of the table already; None if each cell has to be looked at."""
    data = {}
    for column in table.columns:
        type_ = _PLAIN[column.dtype][1]
        is_present = column.name in columns.column_names
        cells = columns[column.name] if is_present else pa.nulls(len(columns), type_)
        if cells.type != type_ or not _finite(cells):
            return None
        data[column.name] = _joined(column.dtype, cells.chunks if is_present else [cells])
    return pd.DataFrame(data, columns=table.names) if set(columns.column_names) <= set(table.names) else None


def _by_column(table: Table, batch: Sequence[Mapping[str, object]]) -> dict[str, Sequence[object]] | None:
    """Return the cells of rows by column, quickly, if all rows have the same columns of the table; else None."""
    names = tuple(batch[0])
    if len(names) > 1 and set(names) <= set(table.names) and set(map(len, batch)) == {len(names)}:
        with suppress(KeyError):
            return dict(zip(names, zip(*map(itemgetter(*names), batch), strict=True), strict=True))
    return None


def _unknown_columns(table: Table, rows: Sequence[Mapping[str, object]], first: int) -> Iterator[Finding]:
    known = set(table.names)
    for position, row in enumerate(rows, first):
        if not known.issuperset(row):
            strange = next(name for name in row if name not in known)
            yield Finding(position, "unknown-column", None, strange, "is not a column of the table")


def _typed(column: Column, cells: Sequence[object], first: int) -> tuple[pa.Array, list[Finding]]:
    """Return the cells of a column with its type, and the findings; `first` is the position of the first cell."""
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
    """Return the cells as they are if all have the column's type or are empty; else None."""
    type_, arrow_type = _PLAIN[column.dtype]
    if not {type_, type(None)}.issuperset(map(type, cells)):
        return None
    try:
        array = pa.array(cells, arrow_type, from_pandas=True)
    except (OverflowError, UnicodeError, pa.ArrowException):
        return None
    return array if _finite(array) else None


def _finite(cells: pa.Array | pa.ChunkedArray) -> bool:
    """Whether no number in a column is infinite or not a number; true for columns of other types."""
    return not pa.types.is_floating(cells.type) or bool(pc.all(pc.is_finite(cells), min_count=0).as_py())


def _joined(dtype: str, chunks: list[pa.Array]) -> ExtensionArray:
    pandas_dtype: Any = pd.api.types.pandas_dtype(dtype)
    return cast("ExtensionArray", pandas_dtype.__from_arrow__(arrow(pa.chunked_array(chunks, _PLAIN[dtype][1]))))


def in_model(table: Table, frame: pd.DataFrame) -> list[Finding]:
    """Return all that the model forbids, duplicate keys included. Positions are the labels of the frame's index."""
    found = in_cells(table, frame)
    return [*found, *_duplicates(table, frame, found)]


def in_cells(table: Table, frame: pd.DataFrame) -> list[Finding]:
    """Return what the model forbids in each row by itself, without the rule that keys are unique."""
    return _forbidden(table, table.schema, frame)


def in_columns(table: Table, frame: pd.DataFrame, names: Iterable[str]) -> list[Finding]:
    """Return what the model forbids in single cells of some columns, without the rules about whole rows."""
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
    """Whether a frame passes every check of a schema.

    pandera gives the same answer, but for a few rows it spends most of its time on preparations to report errors.
    """
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
    """Return the reason, the column and the end of the sentence for an error of pandera."""
    check: Any = error.check
    if error.reason_code and error.reason_code.name == "SERIES_CONTAINS_NULLS":
        return "missing-value", str(error.schema.name), "must not be empty"
    # The title of a check of whole rows is the column that a person should look at (see `fields.row_check`).
    return check.name, check.title or str(error.schema.name), check.error


def _duplicates(table: Table, frame: pd.DataFrame, found: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the keys that stand in several rows, not counting rows that are wrong anyway."""
    wrong = {finding.position for finding in found}
    rows = frame.loc[~frame.index.isin(wrong)] if wrong else frame
    if table.key and not are_ordered(rows, table.unique_by, each_once=True):
        for label in rows.index[rows[table.key].duplicated(keep=False)]:
            says = "is the key of more than one row"
            yield Finding(int(label), "duplicate-key", table.key, rows.at[label, table.key], says)


def first_of_each(table: Table, found: Iterable[Finding]) -> dict[int, Finding]:
    """Return one finding for each row, by position: that of the leftmost column."""
    order = {name: place for place, name in enumerate(table.names)}
    ranked = sorted(found, key=lambda finding: (finding.position, order.get(finding.column or "", len(order))))
    return {finding.position: finding for finding in reversed(ranked)}
