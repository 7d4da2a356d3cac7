"""What pages count is what the tables have, and what the page that a number leads to shows."""

from __future__ import annotations

import lxml.html
import pandas as pd
import pytest

from flows.site.grids import Cell, Column, Grid, GridRow
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


@pytest.mark.parametrize("status", ["not-mentioned", "no-document", None])
def test_no_cell_of_a_grid_looks_empty(status: str | None) -> None:
    grid = Grid((Column("2022", ()),), (GridRow("leadership", "Leadership", (Cell(status),)),))
    html = environment().get_template("macros.html").module.grid(grid, str, "Grades")  # type: ignore[attr-defined]
    (cell,) = lxml.html.fromstring(str(html)).xpath("//td")
    assert "".join(cell.xpath(".//text()[not(parent::*[@class='unseen'])]")).strip()
