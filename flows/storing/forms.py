"""Dataclasses as Arrow has them: the type of each field follows from its hint, so no form is written down twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
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
    # But for what says that there may be none, or any number.
    inner = [each for each in get_args(hint) if each not in (type(None), Ellipsis)]
    if get_origin(hint) in (tuple, UnionType, Union) and len(inner) == 1:
        form = arrow_type(inner[0])
        return pa.list_(form) if get_origin(hint) is tuple else form
    raise TypeError(f"{hint} has no form in Arrow")


def schema_of(kind: Any) -> pa.Schema:
    """The Arrow schema of a dataclass. What is left out of comparing two of them is left out here, too."""
    hints = get_type_hints(kind)
    return pa.schema([pa.field(each.name, arrow_type(hints[each.name])) for each in fields(kind) if each.compare])
