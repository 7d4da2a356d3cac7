"""Dataclasses as Arrow has them: the type of each field follows from its hint, so no form is written down twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import MappingProxyType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pyarrow as pa

_PLAIN: Mapping[Any, pa.DataType] = MappingProxyType(
    {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
)


def arrow_type(hint: Any) -> pa.DataType:
    """The Arrow type of a type hint: of text, numbers and flags, tuples of one type, dataclasses, each perhaps None."""
    if hint in _PLAIN:
        return _PLAIN[hint]
    if is_dataclass(hint):
        return pa.struct([*schema_of(hint)])
    if get_origin(hint) is tuple and len(inner := _inner(hint)) == 1:
        return pa.list_(arrow_type(inner[0]))
    if get_origin(hint) in (UnionType, Union) and len(inner := _inner(hint)) == 1:
        return arrow_type(inner[0])
    raise TypeError(f"{hint} has no form in Arrow")


def schema_of(kind: Any) -> pa.Schema:
    """The Arrow schema of a dataclass. What is left out of comparing two of them is left out here, too."""
    hints = get_type_hints(kind)
    return pa.schema([pa.field(name, arrow_type(hints[name])) for name in _names(kind)])


def rows_of(items: Iterable[Any]) -> list[dict[str, Any]]:
    """Dataclasses as rows that Arrow makes a table of, by `schema_of` their kind."""
    return [_plain(item) for item in items]


def item_of(kind: Any, row: Mapping[str, Any]) -> Any:
    """The dataclass that a row was made of."""
    return kind(**{name: back(row[name]) for name, back in _ways_back(kind)})


def _inner(hint: Any) -> list[Any]:
    """The types that a hint is made of, but for what says that there may be none, or any number."""
    return [each for each in get_args(hint) if each not in (type(None), Ellipsis)]


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.compare)


def _plain(value: Any) -> Any:
    if isinstance(value, str | int | float | None):
        return value
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    kind: Any = type(value)
    return {name: _plain(getattr(value, name)) for name in _names(kind)}


@cache
def _ways_back(kind: Any) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    hints = get_type_hints(kind)
    return tuple((name, _way_back(hints[name])) for name in _names(kind))


def _way_back(hint: Any) -> Callable[[Any], Any]:
    if is_dataclass(hint):
        return lambda row: None if row is None else item_of(hint, row)
    inner = _inner(hint)
    if get_origin(hint) is tuple:
        each_back = _way_back(inner[0])
        return lambda cells: tuple(map(each_back, cells))
    return _way_back(inner[0]) if inner else lambda value: value
