"""Dataclasses become Arrow and come back, whatever their fields are."""

from dataclasses import asdict, dataclass, field

import pyarrow as pa
import pytest

from flows.storing.entries import arrow_type, schema_of


@dataclass(frozen=True)
class Inner:
    number: int
    share: float | None


@dataclass(frozen=True)
class Outer:
    name: str | None
    inner: Inner | None
    several: tuple[Inner, ...]
    words: tuple[str, ...]
    flag: bool
    beside: dict[str, int] = field(default_factory=dict, compare=False)


@pytest.mark.parametrize(
    "item",
    [
        Outer("a", Inner(1, 0.5), (Inner(2, None), Inner(-1, 2.0)), ("x", "y"), True),
        Outer(None, None, (), (), False),
    ],
)
def test_what_is_kept_comes_back(item: Outer) -> None:
    table = pa.Table.from_pylist([asdict(item)], schema_of(Outer))
    assert table.schema.names == ["name", "inner", "several", "words", "flag"]
    (row,) = table.to_pylist()
    inner = row.pop("inner")
    several, words = (tuple(row.pop(name)) for name in ("several", "words"))
    assert (
        Outer(inner=inner and Inner(**inner), several=tuple(Inner(**each) for each in several), words=words, **row)
        == item
    )


@pytest.mark.parametrize("hint", [dict[str, int], int | str, tuple[int, str], object])
def test_what_has_no_form_is_refused(hint: object) -> None:
    with pytest.raises(TypeError, match="has no form in Arrow"):
        arrow_type(hint)
