"""JSON files of a release: for people too, and long lists row by row."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.release.writing import write_json

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
CONTENTS = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("written") / "content.json"


@given(content=CONTENTS)
def test_json_is_indented_as_python_does_it(path: Path, content: object) -> None:
    write_json(path, content)
    assert path.read_text(encoding="utf-8") == json.dumps(content, ensure_ascii=False, indent=2) + "\n"


@given(content=CONTENTS, levels=st.integers(0, 3))
def test_what_is_written_is_what_is_read(path: Path, content: object, levels: int) -> None:
    write_json(path, content, levels)
    assert json.loads(path.read_text(encoding="utf-8")) == content


def test_what_is_deeper_stands_on_one_line(path: Path) -> None:
    write_json(path, {"rows": [{"key": "a", "causes": [1, 2]}, {"key": "b", "causes": []}]}, 2)
    assert path.read_text(encoding="utf-8").splitlines() == [
        "{",
        '  "rows": [',
        '    {"key": "a", "causes": [1, 2]},',
        '    {"key": "b", "causes": []}',
        "  ]",
        "}",
    ]


def test_numbers_that_json_does_not_have_are_refused(path: Path) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        write_json(path, {"share": float("nan")})
