"""Of identical texts one document stands, of the versions of a web page the newest."""

from dataclasses import replace
from itertools import permutations

from flows.reading import Document, Reject, select_current


def version(
    document_id: str, source_url: str | None, published_on: str | None = None, text: str | None = None
) -> Document:
    text = document_id if text is None else text
    return Document(
        document_id, text, text, f"{document_id}.txt", "0", "text/plain", None, None, source_url, published_on
    )


def test_only_the_newest_version_of_a_page_is_kept() -> None:
    old = version("z-old", "http://Example.org/page/", "2023-03")
    new = version("a-new", "https://example.org/page#top", "2023-04-01")
    undated = version("zz-undated", "https://example.org/page")
    other = version("other", "https://example.org/other")
    nowhere = version("nowhere", None)
    kept, older = select_current([old, new, undated, other, nowhere])
    assert kept == [new, nowhere, other]
    assert [(reject.document_id, reject.reason) for reject in older] == [
        ("z-old", "superseded"),
        ("zz-undated", "superseded"),
    ]
    assert select_current([nowhere, other, undated, new, old]) == (kept, older)


def test_of_fetched_versions_the_last_fetched_is_the_newest_whatever_date_it_gives_itself() -> None:
    page = "https://example.org/page"
    first, second = (version(name, page, day) for name, day in (("z-first", "2023-05-02"), ("a-second", None)))
    first, second = (
        replace(each, fetched_at=f"2026-11-{day}T06:00:00+00:00") for each, day in ((first, "01"), (second, "02"))
    )
    assert select_current([first, second])[0] == [second]
    by_hand = version("by-hand", page, "2023-06-01")
    assert select_current([first, second, by_hand])[0] == [by_hand]


def test_only_the_host_of_an_address_has_no_capitals() -> None:
    one, other = version("one", "https://Example.org/s/AbC"), version("another", "https://example.org/s/aBc")
    again = version("z-again", "HTTP://EXAMPLE.org/s/AbC/")
    assert select_current([one, other, again])[0] == [other, again]


def test_the_address_of_a_site_is_that_of_no_page() -> None:
    fronts = [
        version(f"page-{url[-1]}", url)
        for url in ("https://example.org", "http://example.org/", "https://example.org/#a")
    ]
    assert select_current(fronts) == (sorted(fronts, key=lambda document: document.document_id), [])
    asked = [version(f"asked-{number}", f"https://example.org/?p={number}") for number in (1, 2, 2)]
    assert [document.document_id for document in select_current(asked)[0]] == ["asked-1", "asked-2"]


def test_without_dates_the_last_by_id_is_the_newest() -> None:
    first, second = version("page-1", "https://example.org/p"), version("page-2", "https://example.org/p")
    assert select_current([second, first])[0] == [second]


PAGE = "https://example.org/page"


def reasons(rejects: list[Reject]) -> dict[str | None, tuple[str, str]]:
    return {reject.document_id: (reject.reason, reject.value.split()[0]) for reject in rejects}


def test_of_identical_texts_the_first_by_name_stands() -> None:
    copies = [version(name, None, text="one text") for name in ("c", "a", "b")]
    for order in permutations(copies):
        kept, rejects = select_current(order)
        assert [document.document_id for document in kept] == ["a"]
        assert reasons(rejects) == {"b": ("duplicate", "a"), "c": ("duplicate", "a")}


def test_of_identical_texts_the_one_known_before_stands() -> None:
    copies = [version(name, None, text="one text") for name in ("a", "b", "c")]
    kept, rejects = select_current(copies, lambda: [{"elsewhere"}, {"c", "b"}])
    assert [document.document_id for document in kept] == ["b"]
    assert reasons(rejects) == {"a": ("duplicate", "b"), "c": ("duplicate", "b")}


def test_what_is_to_go_stands_before_what_is_known() -> None:
    copies = [version(name, None, text="one text") for name in ("a", "b")]
    assert select_current(copies, lambda: [{"b"}, {"a"}])[0] == [copies[1]]


def test_nobody_is_asked_where_no_text_is_there_twice() -> None:
    def never() -> list[set[str]]:
        raise AssertionError

    assert len(select_current([version("a", None), version("b", None)], never)[0]) == 2


def test_a_page_that_was_saved_twice_is_one_document() -> None:
    again = [version(name, PAGE, "2023-04", text="one text") for name in ("a", "b")]
    kept, rejects = select_current(again, lambda: [{"b"}])
    assert kept == [again[1]]
    assert reasons(rejects) == {"a": ("duplicate", "b")}


def test_a_copy_of_an_older_version_is_one_too_whatever_was_known() -> None:
    old, copy = (version(name, url, "2023-03", text="old") for name, url in (("old", PAGE), ("a-copy", None)))
    new = version("new", PAGE, "2023-04")
    for known in ({"old"}, {"a-copy"}, {"new"}):
        kept, rejects = select_current([old, copy, new], lambda known=known: [known])  # type: ignore[misc]
        assert kept == [new]
        assert reasons(rejects) == {"a-copy": ("superseded", "new"), "old": ("superseded", "new")}


def test_a_text_that_is_still_the_newest_of_another_page_stands_for_that() -> None:
    here, there = version("a", PAGE, "2023-03", "one"), version("b", f"{PAGE}-two", "2023-03", "one")
    newer = version("c", PAGE, "2023-04")
    kept, rejects = select_current([here, there, newer], lambda: [{"a"}])
    assert kept == [there, newer]
    assert reasons(rejects) == {"a": ("superseded", "c")}
