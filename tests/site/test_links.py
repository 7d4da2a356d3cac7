from itertools import combinations

import pytest

from flows.site.links import root_of, slug, to_page, web_address

NAMES = [
    "emsou.serious-and-organised-crime.2023-03",
    "a+b.2020--2021",
    "..",
    ".",
    "a/../b",
    "a\\b",
    "<script>alert(1)</script>",
    "é",
    "É",
    "e",
    "E",
    "con\u202ename",
    "x" * 500,
    "x" * 501,
    "a ",
    "a",
    "",
]


def test_identifiers_as_the_project_makes_them_are_addresses_as_they_are() -> None:
    assert slug(NAMES[0]) == NAMES[0]
    assert slug(NAMES[1]) == NAMES[1]


@pytest.mark.parametrize("name", NAMES)
def test_a_folder_name_leads_nowhere_else_and_fits_any_file_system(name: str) -> None:
    made = slug(name)
    assert 0 < len(made) <= 160
    assert made not in (".", "..")
    assert made == made.lower()
    assert not set(made) - set("abcdefghijklmnopqrstuvwxyz0123456789.+-_~")


def test_no_two_identifiers_have_the_same_folder() -> None:
    assert all(slug(one) != slug(other) for one, other in combinations(NAMES, 2))


def test_a_link_names_a_file_and_escapes_what_servers_read_otherwise() -> None:
    assert to_page(root_of("facts/a+b/"), "facts/a+b/") == "../../facts/a%2Bb/index.html"
    assert to_page(root_of(""), "") == "index.html"
    assert to_page("../", "data/ratings.csv") == "../data/ratings.csv"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//example.org", "x", "", None, "http://["]
)
def test_only_addresses_of_web_pages_are_linked_to(address: str | None) -> None:
    assert web_address(address) is None


def test_an_address_of_a_web_page_is_linked_to_as_it_is() -> None:
    assert web_address("HTTPS://example.org/a?b#c") == "HTTPS://example.org/a?b#c"
