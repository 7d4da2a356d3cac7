"""What pages count is what the tables have, and what the page that a number leads to shows."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pandas as pd
import pytest

from flows.site.facts import _read_as
from flows.site.grids import Cell, Column, Grid, GridRow
from flows.site.lines import FactLine
from flows.site.loading import Passage
from flows.site.rendering import environment
from tests.site.conftest import Made
from tests.site.test_site import of_class, read

pytestmark = pytest.mark.xdist_group("site")


def table(made: Made, name: str) -> pd.DataFrame:
    return pd.read_parquet(made.release / f"{name}.parquet")


def test_the_charts_of_all_areas_count_every_grade_of_a_dated_report(made: Made) -> None:
    ratings = table(made, "ratings").dropna(subset="report_published_on")
    ratings = ratings.assign(year=ratings["report_published_on"].str[:4].astype(int))
    charted = {path.stem: pd.read_csv(path, encoding="utf-8-sig") for path in (made.site / "grades").glob("*.csv")}
    several = {str(kind) for kind, group in ratings.groupby("body_kind") if group["year"].nunique() > 1}
    assert {*charted} == several
    assert several
    for kind, chart in charted.items():
        stated = ratings[ratings["body_kind"] == kind].groupby(["year", "grade_rank"]).size()
        assert chart.set_index(["year", "rank"])["ratings"].to_dict() == stated.to_dict()
    home = read(made.site / "index.html")
    assert home.root.xpath("//figure//a[starts-with(@href, 'grades/')]")


def test_the_list_of_bodies_counts_people_and_no_organisations(made: Made) -> None:
    stakeholders = table(made, "stakeholders")
    people = stakeholders[stakeholders["kind"] == "person"].groupby("organisation_id").size()
    shown = {}
    for row in read(made.site / "bodies" / "index.html").root.xpath("//tbody/tr"):
        body = row.xpath("td[1]/a/@href")[0].split("/")[-2]
        shown[body] = row.xpath("string(td[5])")
    assert {body: int(number) for body, number in shown.items() if number != "–"} == people.to_dict()


def test_the_number_of_bodies_is_that_of_the_page_it_leads_to(made: Made) -> None:
    home, bodies = read(made.site / "index.html"), read(made.site / "bodies" / "index.html")
    tile = home.root.xpath(of_class("numbers") + "//a[contains(., 'bod')]")[0]
    assert tile.get("href") == "bodies/index.html"
    assert int(tile.xpath("string(b)")) == len(bodies.root.xpath("//tbody/tr"))
    for link in home.root.xpath("//a[starts-with(@href, 'bodies/index.html#')]"):
        listed = bodies.root.xpath(f"//section[@id='{link.get('href').partition('#')[2]}']//tbody/tr")
        assert int(link.xpath("string(following-sibling::span)").split()[0]) == len(listed)


def test_a_citation_has_the_whole_address_of_the_row_or_none(made: Made, tmp_path: Path) -> None:
    name = table(made, "ratings")["rating_id"].iloc[0]
    page = read(made.site / "facts" / name / "index.html")
    (cited,) = page.texts("cite")
    assert name in cited
    assert "version 1." in cited
    assert "ratings.csv" in cited
    assert "facts/" not in cited
    assert "does not move" not in page.root.text_content()
    made.build(tmp_path / "site", address="https://facts.example/uk/")
    page = read(tmp_path / "site" / "facts" / name / "index.html")
    assert f"https://facts.example/uk/facts/{name}/" in page.texts("cite")[0]
    assert "does not move" in page.root.text_content()


@pytest.mark.parametrize("status", ["not-mentioned", "no-document", None])
def test_no_cell_of_a_grid_looks_empty(status: str | None) -> None:
    grid = Grid((Column("2022", ()),), (GridRow("leadership", "Leadership", (Cell(status),)),))
    html = environment().get_template("macros.html").module.grid(grid, str, "Grades")  # type: ignore[attr-defined]
    (cell,) = lxml.html.fromstring(str(html)).xpath("//td")
    assert "".join(cell.xpath(".//text()[not(parent::*[@class='unseen'])]")).strip()


def test_a_citation_names_its_source_and_carries_the_notice(made: Made) -> None:
    for name in table(made, "disruptions")["disruption_id"]:
        row = table(made, "disruptions").set_index("disruption_id").loc[name]
        (cited,) = read(made.site / "facts" / str(name) / "index.html").texts("cite")
        document = table(made, "documents").set_index("document_id").loc[row["document_id"]]
        assert f"Source: {document['title'] or row['document_id']}" in cited
        assert cited.endswith(" Invented for tests")
    assert (made.site / "data" / "NOTICE.txt").read_text(encoding="utf-8") == "Invented for tests\n"


def test_who_finds_an_error_is_told_whom_to_write_to(made: Made) -> None:
    name = table(made, "ratings")["rating_id"].iloc[0]
    page = read(made.site / "facts" / name / "index.html")
    assert page.root.xpath("//a[contains(@href, '#contact')]")


@pytest.mark.parametrize(
    ("text", "told"), [(":: Good", True), ("Leadership :: Good", True), ("It was good at it.", False)]
)
def test_words_that_mean_nothing_alone_say_what_they_were_read_as(text: str, told: bool) -> None:
    passage = Passage("a", 0, 4, "Good", "rating-table", None, True)
    line = FactLine("facts/a/", "ratings", "Kent Police", "Good: Leadership", "2023")
    assert bool(_read_as(line, passage, text)) == told


def test_a_short_passage_without_its_text_says_what_it_was_read_as(made: Made, tmp_path: Path) -> None:
    made.build(tmp_path / "site", full_text="none")
    evidence = table(made, "evidence")
    for name in sorted({*evidence[evidence["supports"]]["row_id"].astype(str)}):
        page = read(tmp_path / "site" / "facts" / name / "index.html")
        said = [each.xpath("string(*[@class='read-as quiet'])") for each in page.root.xpath(of_class("passage"))]
        assert any(said) == any(len(mark.split()) < 5 for mark in page.texts("passage", "//mark"))


def test_a_passage_leads_to_its_place_in_the_text_or_says_that_it_is_not_shown(made: Made, tmp_path: Path) -> None:
    made.build(tmp_path / "site", full_text="none")
    for name in table(made, "ratings")["rating_id"]:
        shown, hidden = (read(site / "facts" / str(name) / "index.html") for site in (made.site, tmp_path / "site"))
        links = shown.root.xpath("//figcaption//a[text()='in its text']/@href")
        assert len(links) == len(shown.root.xpath("//figure"))
        assert all("#p" in link for link in links)
        assert not hidden.root.xpath("//figcaption//a[text()='in its text']")
        for page, told in ((shown, False), (hidden, True)):
            assert bool(page.root.xpath("//section/p[contains(., 'is left out')]")) == told


def test_a_document_without_its_text_groups_mere_mentions(made: Made, tmp_path: Path) -> None:
    made.build(tmp_path / "site", full_text="none")
    evidence = table(made, "evidence")
    for name, group in evidence.groupby("document_id"):
        page = read(tmp_path / "site" / "documents" / str(name) / "index.html")
        naming = (group["table"] == "stakeholders") & ~group["rule"].str.contains("quotation")
        spans = group.assign(anchor="p" + group["start"].astype(str) + "-" + group["end"].astype(str))
        stating = {*spans[~naming]["anchor"]}
        assert {*page.root.xpath("//article/blockquote/@id")} == stating
        assert {*page.root.xpath(of_class("mentions") + "//@id")} == {*spans["anchor"]} - stating
