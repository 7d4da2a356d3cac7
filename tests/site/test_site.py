"""What is written to the folder of a site: pages that lead to each other, show what rows say, and stay as they are."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree
from urllib.parse import unquote, urlsplit

import lxml.html
import pandas as pd
import pytest

from flows.arguments import USAGE
from flows.cli import DONE, main
from flows.refusals import WrongPath
from flows.site.writing import MARKER
from tests.site.conftest import Made

pytestmark = pytest.mark.xdist_group("site")

# What a page may load, by tag and attribute; everything else in it is a link that a reader may follow.
LOADED = {("link", "href"), ("script", "src"), ("img", "src")}


@dataclass(frozen=True)
class Read:
    """A page that was read."""

    path: Path
    root: lxml.html.HtmlElement

    def texts(self, name: str, below: str = "") -> list[str]:
        """The texts of all elements of a class, or of what is below them."""
        return [each.text_content() for each in self.root.xpath(of_class(name) + below)]


def of_class(name: str) -> str:
    return f"//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]"


def read(path: Path) -> Read:
    return Read(path, lxml.html.document_fromstring(path.read_bytes(), parser=lxml.html.HTMLParser(encoding="utf-8")))


@pytest.fixture(scope="module")
def pages(made: Made) -> list[Read]:
    return [read(path) for path in sorted(made.site.rglob("*.html"))]


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def links(page: Read) -> Iterator[tuple[str, str, str]]:
    for element, attribute, address, _ in page.root.iterlinks():
        yield element.tag, attribute, address


def broken(pages: list[Read], site: Path) -> Iterator[str]:
    """Links within the site that lead to no file, or to a place that is not on the page."""
    anchors = {page.path: {*page.root.xpath("//@id")} for page in pages}
    for page in pages:
        for _, _, address in links(page):
            parts = urlsplit(address)
            if parts.scheme:
                continue
            target = (page.path.parent / unquote(parts.path)).resolve() if parts.path else page.path
            if not target.is_file() or not target.is_relative_to(site.resolve()):
                yield f"{page.path.relative_to(site)}: {address}"
            elif parts.fragment and unquote(parts.fragment) not in anchors[target]:
                yield f"{page.path.relative_to(site)}: {address} is not on that page"


def test_every_link_leads_somewhere(made: Made, pages: list[Read]) -> None:
    assert [*broken(pages, made.site)] == []


def test_a_page_loads_nothing_from_elsewhere_and_has_no_script_or_style_in_it(pages: list[Read]) -> None:
    for page in pages:
        (policy,) = page.root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert not [each for each in links(page) if each[:2] in LOADED and urlsplit(each[2]).scheme]
        assert not [script for script in page.root.xpath("//script") if script.text_content()]
        assert not page.root.xpath("//style | //@style | //base | //iframe | //object | //form[@action]")
        assert not [name for element in page.root.iter("*") for name in element.attrib if name.startswith("on")]


def test_every_page_has_one_heading_a_title_and_the_notice(pages: list[Read]) -> None:
    for page in pages:
        assert len(page.root.xpath("//h1")) == 1, page.path
        assert page.root.xpath("string(//title)").strip()
        assert page.texts("notice") == ["Invented for tests"]
        assert len(page.root.xpath("//@id")) == len({*page.root.xpath("//@id")}), page.path


def test_the_page_of_a_fact_marks_every_passage_word_for_word(made: Made) -> None:
    evidence = pd.read_parquet(made.release / "evidence.parquet")
    shown = {}
    for path in (made.site / "facts").glob("*/fact.json"):
        fact = json.loads(path.read_text(encoding="utf-8"))
        shown[fact["table"], fact["id"]] = sorted(read(path.with_name("index.html")).texts("passage", "//mark"))
    stated = {key: sorted(group["quote"]) for key, group in evidence.groupby(["table", "row_id"])}
    assert shown == stated


def test_the_page_of_a_document_marks_the_same_words_and_leads_to_facts_and_back(made: Made) -> None:
    evidence = pd.read_parquet(made.release / "evidence.parquet")
    for name, group in evidence.groupby("document_id"):
        page = read(made.site / "documents" / str(name) / "index.html")
        text = page.texts("running")[0]
        assert text == (made.raw / f"{name}.txt").read_text(encoding="utf-8")
        passages = {f"p{row.start}-{row.end}" for row in group.itertuples()}
        assert passages == {*page.root.xpath("//article//@id")}
        assert passages <= {each[1:] for each in page.root.xpath("//aside//@href") if each.startswith("#p")}
        facts = {*page.root.xpath("//aside//li/@id")}
        assert {each[1:] for each in page.root.xpath("//mark//@href")} <= facts


def test_a_withdrawn_fact_says_what_stands_for_it(made: Made) -> None:
    withdrawn = pd.read_parquet(made.release / "withdrawn.parquet").set_index("row_id")
    followed = withdrawn[withdrawn["successor"].notna()].iloc[0]
    page = read(made.site / "facts" / str(followed.name) / "index.html")
    assert page.texts("note", "//a") == [followed["successor"]]
    assert read(made.site / "documents" / "gone" / "index.html").texts("kicker") == ["Withdrawn"]


def test_the_grid_tells_not_mentioned_from_no_document(made: Made) -> None:
    page = read(made.site / "bodies" / "derbyshire-constabulary" / "index.html")
    coverage = pd.read_parquet(made.release / "coverage.parquet")
    mine = coverage[coverage["body_id"] == "derbyshire-constabulary"]
    graded = {*mine[mine["status"] == "graded"]["area"]}
    assert graded == {"serious-and-organised-crime"}
    assert page.texts("grid", "//td//a") == ["Outstanding"]
    (row,) = page.root.xpath(of_class("grid") + "/tbody/tr")
    years = [each.text_content()[:4] for each in page.root.xpath(of_class("grid") + "/thead//th")[1:]]
    cells = [each.text_content().strip() for each in row.xpath("td")]
    shown = dict(zip(years, cells, strict=True))
    here = mine[mine["area"] == "serious-and-organised-crime"]
    expected = dict(zip(here["year"].astype(str), here["status"].astype(str), strict=True))
    words = {"graded": "Outstanding", "not-mentioned": "not mentioned", "no-document": "no document"}
    assert shown == {year: words[expected[year]] for year in shown}


def test_the_page_of_sources_tells_of_their_visits(made: Made) -> None:
    page = read(made.site / "publishers" / "index.html")
    (row,) = page.root.xpath("//section[@id='fetched']//tbody/tr")
    cells = [each.text_content() for each in row.xpath("td")]
    assert cells == ["daily-news", "15 March 2024", "not yet", "0", "0", "0", "0"]


def test_a_figure_that_documents_disagree_about_leads_to_the_others(made: Made) -> None:
    disruptions = pd.read_parquet(made.release / "disruptions.parquet")
    disputed = disruptions[disruptions["conflicting"]]
    assert {12, 14} <= {*disputed[disputed["body_id"] == "northumbria-police"]["count"]}
    of_what = ["body_id", "measure", "period_start", "period_end"]
    for _, group in disputed.groupby(of_what, dropna=False):
        for name in group["disruption_id"]:
            page = read(made.site / "facts" / name / "index.html")
            there = {*page.root.xpath("//section[@class='passages']/ul//a/@href")}
            assert there == {f"../../facts/{other}/index.html" for other in group["disruption_id"] if other != name}


def test_rows_of_a_body_are_there_for_spreadsheets_and_programs(made: Made) -> None:
    ratings = pd.read_parquet(made.release / "ratings.parquet")
    mine = [*ratings[ratings["body_id"] == "swrocu"]["rating_id"]]
    folder = made.site / "bodies" / "swrocu"
    assert [*pd.read_csv(folder / "ratings.csv", encoding="utf-8-sig")["rating_id"]] == mine
    assert [row["rating_id"] for row in json.loads((folder / "ratings.json").read_text(encoding="utf-8"))] == mine


def test_a_chart_has_its_data_and_its_specification_at_the_same_address(made: Made) -> None:
    places = [path.with_suffix("") for path in made.site.rglob("*.svg") if path.parent.name != "assets"]
    assert places
    for place in places:
        chart = json.loads(place.with_suffix(".json").read_text(encoding="utf-8"))
        rows = pd.read_csv(place.with_suffix(".csv"), encoding="utf-8-sig")
        assert [*rows.columns] == [*chart["columns"]]
        assert len(rows) == len(chart["rows"])
        assert chart["vega_lite"]["$schema"]


def test_hostile_text_is_shown_as_text(made: Made, pages: list[Read]) -> None:
    page = read(made.site / "documents" / "hostile" / "index.html")
    assert page.root.xpath("//h1/text()")[0].startswith("</title><script>window.hacked = 4</script>")
    assert "{{ 7 * 7 }}" in page.texts("running")[0]
    for each in pages:
        assert not each.root.xpath("//script[not(@src)] | //main//img | //b[@onmouseover] | //svg[@onload]")


def test_the_same_release_gives_the_same_bytes_with_any_number_of_processes(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.site.building._WORTH_A_PROCESS", 0)
    made.build(tmp_path / "again", workers=2, notice="Invented for tests")
    assert digests(tmp_path / "again") == digests(made.site)


def test_a_second_build_writes_only_what_is_new(made: Made, tmp_path: Path) -> None:
    copied = Made(tmp_path / "raw", tmp_path / "output", tmp_path / "site")
    for one, other in ((made.raw, copied.raw), (made.output, copied.output), (made.site, copied.site)):
        copytree(one, other)
    assert copied.build(notice="Invented for tests").written == 0
    before = digests(copied.site)
    (copied.raw / "another.txt").write_text(
        "Cumbria Constabulary was judged ‘good’ at preventing crime, HMICFRS said.\n", encoding="utf-8"
    )
    copied.run()
    built = copied.build(notice="Invented for tests")
    after = digests(copied.site)
    changed = {name for name in after if before.get(name) != after[name]}
    assert built.written == len(changed)
    assert "documents/another/index.html" in changed
    assert not {name for name in changed if name.startswith(("documents/", "facts/"))} & {
        name for name in before if not name.startswith("facts/hmicfrs/")
    }


def test_what_is_no_page_any_more_goes(made: Made, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    copytree(made.site, folder)
    (folder / "facts" / "old").mkdir()
    (folder / "facts" / "old" / "index.html").write_text("old", encoding="utf-8")
    assert made.build(folder, notice="Invented for tests").removed == 1
    assert not (folder / "facts" / "old").exists()


def test_a_folder_with_something_else_in_it_is_left_alone(made: Made, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(WrongPath, match="holds something else than a site"):
        made.build(tmp_path)
    assert [path.name for path in tmp_path.iterdir() if path.name != "cache"] == ["thesis.txt"]


def test_only_passages_are_shown_unless_the_licence_is_open(made: Made, tmp_path: Path) -> None:
    made.build(tmp_path / "site", full_text="open")
    closed = read(tmp_path / "site" / "documents" / "south-west-unit" / "index.html")
    evidence = pd.read_parquet(made.release / "evidence.parquet")
    quotes = {*evidence[evidence["document_id"] == "south-west-unit"]["quote"]}
    assert {*closed.texts("running")} == quotes
    opened = read(tmp_path / "site" / "documents" / "hostile" / "index.html")
    assert "{{ 7 * 7 }}" in opened.texts("running")[0]


def test_the_command_says_where_the_site_is(made: Made, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    to = tmp_path / "site"
    assert main(["site", str(made.release), "--to", str(to), "--raw", str(made.raw)]) == DONE
    assert capsys.readouterr().out == f"{to / 'index.html'}\n"
    assert (to / MARKER).exists()
    assert main(["site", str(tmp_path / "nothing"), "--to", str(to)]) == USAGE


def test_the_accuracy_page_shows_whether_probabilities_hold(made: Made) -> None:
    reliability = json.loads((made.release / "accuracy.json").read_text(encoding="utf-8"))["reliability"]
    page = read(made.site / "accuracy" / "index.html")
    for table in ("ratings", "disruptions"):
        place = f"reliability-{table}"
        rows = pd.read_csv(made.site / "accuracy" / f"{place}.csv", encoding="utf-8-sig")
        assert [*rows["share"].round(1)] == [round(100 * each["share"], 1) for each in reliability[table]]
        assert page.root.xpath(f"//figcaption/a[contains(@href, '{place}.csv')]")
        assert len(page.root.xpath(f"//figure[.//a[contains(@href, '{place}.csv')]]//tbody/tr")) == len(rows)


@pytest.mark.parametrize("table", ["ratings", "stakeholders"])
def test_a_fact_says_what_its_confidence_rests_on(made: Made, table: str) -> None:
    fact = pd.read_parquet(made.release / f"{table}.parquet").iloc[0]
    measured = json.loads((made.release / "accuracy.json").read_text(encoding="utf-8"))["reliability"][table]
    (bin_,) = (each for each in measured if each["from"] <= min(fact["confidence"], 0.9999) < each["to"])
    (about, *_) = read(made.site / "facts" / fact.iloc[0] / "index.html").texts("about", "/section")
    assert f"{bin_['cases']:,} cases" in about
