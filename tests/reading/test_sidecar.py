"""A sidecar is checked key by key; a bad one names the key."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.reading.names import tidy
from flows.reading.sidecar import Metadata, Problem, load_sidecar


@pytest.fixture
def sidecar(tmp_path: Path) -> Path:
    return tmp_path / "article.yaml"


def test_every_key_is_read_as_text(sidecar: Path) -> None:
    sidecar.write_text(
        "title: 2023\npublisher: No\nsource_url: https://example.org/a\npublished_on: 2023-03-02\nlicence: OGL 3.0\n"
    )
    assert load_sidecar(sidecar) == (Metadata("2023", "No", "https://example.org/a", "2023-03-02", "OGL 3.0"), ())


def test_a_month_is_a_date_and_an_empty_value_is_none(sidecar: Path) -> None:
    sidecar.write_text("published_on: 2022-12\ntitle:\npublisher: null\n")
    assert load_sidecar(sidecar) == (Metadata(published_on="2022-12"), ())


@pytest.mark.parametrize("content", ["", "\n", "# Nothing is known yet.\n", "title:\n"])
def test_a_sidecar_that_says_nothing_is_one(sidecar: Path, content: str) -> None:
    sidecar.write_text(content)
    assert load_sidecar(sidecar) == (Metadata(), ())


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("published_on: yesterday", "published_on"),
        ("published_on: 2023-02-30", "published_on"),
        ("published_on: 0001-01-01", "published_on"),
        ("published_on: 9999-12-31", "published_on"),
        ("published_on: 3 May 2024", "must be a date as YYYY-MM-DD"),
        ("published_on: 12 September 2024", "must be a date as YYYY-MM-DD"),
        ("source_url: ftp://example.org/a", "source_url"),
        ("source_url: https://exa mple.org", "source_url"),
        ("source_url: https://somebody:secret@example.org/a", "source_url"),
        ("source_url: 'https://[::1'", "source_url"),
        ("title: [a, b]", "title"),
        (f"title: {'x' * 501}", "title"),
        ("author: A. Person", "author"),
        ("? [a]\n: b", "YAML"),
        ("title: 'open", "YAML at line"),
        ("title: a\n\ttab: b", "YAML at line"),
        ("just words", "key: value"),
        ("- a list", "key: value"),
        ("a: &a [x]\nb: &b [*a,*a,*a]\nc: [*b,*b,*b]", "`b`"),
        ("title: !!python/object/apply:os.getcwd []", "title"),
        ("[" * 1000, "YAML"),
        ("title: x\n" * 10_000, "65,536 bytes"),
        ("title: a\npublisher: b\ntitle: c", "gives a key twice at line 3"),
        ("title: {a: b, a: c}", "gives a key twice at line 1"),
    ],
)
def test_a_bad_sidecar_says_what_is_wrong(sidecar: Path, content: str, named: str) -> None:
    sidecar.write_text(content)
    problem = load_sidecar(sidecar)[1][0]
    assert problem.what.startswith("article.yaml ")
    assert named in problem.what


def test_a_wrong_key_costs_that_key_and_all_are_told_at_once(sidecar: Path) -> None:
    lines = ("Title: Known", "publisher: The Example", "license: OGL", "url: https://example.org/", "licence: [OGL]")
    sidecar.write_text("\n".join([*lines, "author: Nobody"]))
    metadata, problems = load_sidecar(sidecar)
    assert metadata == Metadata(publisher="The Example")
    assert problems == (
        Problem("article.yaml has the unknown key `Title`: `title` is meant?", "Title"),
        Problem("article.yaml has the unknown key `license`: `licence` is meant?", "license"),
        Problem("article.yaml has the unknown key `url`: `source_url` is meant?", "url"),
        Problem("article.yaml `licence` must be one text, not a list or mapping", "licence"),
        Problem(
            "article.yaml has the unknown key `author`; known are title, publisher, source_url, published_on, licence",
            "author",
        ),
    )


@pytest.mark.parametrize(
    ("wrong", "says", "key"),
    [
        ("title: Item 7: regional crime", "is not YAML at line 2: put the value of `title` in quotes", "title"),
        ("title: 'Force's best'", "is not YAML at line 2: put the value of `title` in quotes", "title"),
        ("title: [unclosed", "is not YAML at line 2: put the value of `title` in quotes", "title"),
        ("title: @home", "is not YAML at line 2: put the value of `title` in quotes", "title"),
        (
            "title: *none",
            "refers to another value with an asterisk at line 2: put the value of `title` in quotes",
            "title",
        ),
        ("title:Force", "is not `key: value` at line 2, with a space behind the colon", None),
        ("title: a\ntitle: b\ntitle: c", "gives a key twice at line 3", "title"),
        ("title: {a: b, a: c}", "gives a key twice at line 2: put the value of `title` in quotes", "title"),
        ("title:\n  Item 7: regional\n  crime", "is not YAML at line 4: put the value of `title` in quotes", "title"),
    ],
)
def test_a_line_that_cannot_be_read_costs_that_line(sidecar: Path, wrong: str, says: str, key: str | None) -> None:
    sidecar.write_text(f"publisher: The Example\n{wrong}\npublished_on: 2024-09-12\nfetch:\n  content: main\n")
    metadata, problems = load_sidecar(sidecar)
    assert metadata == Metadata(publisher="The Example", published_on="2024-09-12", selection=("main", ()))
    assert problems[0] == Problem(f"article.yaml {says}", key)


def test_lines_that_can_be_read_beside_one_that_cannot_are_checked_as_ever(sidecar: Path) -> None:
    sidecar.write_text("# Known so far.\n---\ntitle: a: b\nautor: Nobody\npublished_on: today\nlicence: OGL # 3.0\n")
    metadata, problems = load_sidecar(sidecar)
    assert metadata == Metadata(licence="OGL")
    assert [problem.key for problem in problems] == ["title", "autor", "published_on"]


def test_no_more_lines_are_read_one_by_one_than_a_sidecar_may_have(sidecar: Path) -> None:
    sidecar.write_text("a\n" * 30_000 + "title: x: y\n")
    assert [problem.what for problem in load_sidecar(sidecar)[1]] == ["article.yaml is not YAML at line 30001"]


def test_what_a_fetch_knows_is_no_problem_and_when_it_was_is_known(sidecar: Path) -> None:
    sidecar.write_text("title: Known\nfetch:\n  at: '2026-11-29T17:52:01+00:00'\n  etag: '\"x\"'\n  status: '200'\n")
    assert load_sidecar(sidecar) == (Metadata(title="Known", fetched_at="2026-11-29T17:52:01+00:00"), ())
    sidecar.write_text("fetch:\n  at: yesterday\n")
    assert load_sidecar(sidecar) == (Metadata(), ())
    sidecar.write_text("fetch: yesterday\n")
    assert [problem.key for problem in load_sidecar(sidecar)[1]] == ["fetch"]


def test_no_key_is_a_cell_that_a_spreadsheet_runs(sidecar: Path) -> None:
    sidecar.write_text('"=1+1\\n": x\n"@": y\n')
    assert [problem.key for problem in load_sidecar(sidecar)[1]] == ["1+1", None]


def test_a_sidecar_that_is_not_utf8_is_bad(sidecar: Path) -> None:
    sidecar.write_bytes("title: Café".encode("latin-1"))
    assert load_sidecar(sidecar) == (Metadata(), (Problem("article.yaml is not UTF-8"),))


def test_a_pipe_is_not_opened(sidecar: Path) -> None:
    os.mkfifo(sidecar)
    assert load_sidecar(sidecar) == (Metadata(), (Problem("article.yaml is not a regular file"),))


@given(st.text())
def test_a_tidied_name_is_one_line_that_no_spreadsheet_runs(name: str) -> None:
    tidied = tidy(name)
    if tidied is not None:
        assert tidied[0] not in "=+-@ \t"
        assert tidied.isprintable()
        assert tidy(tidied) == tidied


def test_a_name_loses_what_starts_a_formula_and_nothing_else() -> None:
    assert (
        tidy(" =+@-- Chief\u00a0Constable\tA.\u00ad O’Neill-Jones (QPM)\n") == "Chief Constable A. O’Neill-Jones (QPM)"
    )
    assert tidy(" =+ ") is None
