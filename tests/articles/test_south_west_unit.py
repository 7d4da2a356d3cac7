"""An invented article about other bodies, its sentences in another order: the same rules must read it."""

from pathlib import Path

import pandas as pd
import pytest

from tests.golden.renew import release_of

UNIT = "swrocu"
GRADES = {
    UNIT: "requires improvement",
    "devon-and-cornwall-police": "inadequate",
    "wiltshire-police": "adequate",
    "gloucestershire-constabulary": "adequate",
    "dorset-police": "good",
    "avon-and-somerset-police": "outstanding",
}


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pd.DataFrame]:
    release = release_of("south-west-unit", Path(__file__).parent, tmp_path_factory.mktemp("invented"))
    return {path.stem: pd.read_parquet(path) for path in release.glob("*.parquet")}


def test_it_says_that_it_is_invented() -> None:
    for article in Path(__file__).parent.glob("*.txt"):
        assert "invented" in article.read_text(encoding="utf-8").split("\n")[0]


def test_ratings(tables: dict[str, pd.DataFrame]) -> None:
    ratings = tables["ratings"]
    assert dict(zip(ratings["body_id"], ratings["grade"], strict=True)) == GRADES
    assert set(ratings["report_published_on"]) == {"2023-06-13"}
    assert set(ratings["inspected_in"]) == {"2022-23"}
    assert set(ratings["area"]) == {"serious-and-organised-crime"}
    assert ratings["current"].all()
    assert not ratings["historic"].any()


def test_disruptions(tables: dict[str, pd.DataFrame]) -> None:
    frame = tables["disruptions"].sort_values("count", ascending=False)
    columns = ["count", "share_percent", "implied_total_min", "implied_total_max", "lead", "threats"]
    assert frame[columns].astype(object).where(frame[columns].notna(), None).to_numpy().tolist() == [
        [210, 35, 592, 608, "led", "county-lines"],
        [36, None, None, None, "led", "modern-slavery-and-human-trafficking"],
        [0, None, None, None, None, "fraud"],
    ]
    assert set(frame["body_id"]) == {UNIT}
    assert set(frame["period_start"] + "/" + frame["period_end"]) == {"2022-04-01/2023-03-31"}


def test_people(tables: dict[str, pd.DataFrame]) -> None:
    people = tables["stakeholders"].query("kind == 'person'")
    columns = ["stakeholder_id", "role", "relation", "quotation_count", "mention_count"]
    assert people[columns].to_numpy().tolist() == [
        [
            "orla-penhaligon.swrocu",
            "Detective Chief Superintendent;head of the South West Regional Organised Crime Unit",
            "spokesperson",
            1,
            1,
        ],
        ["tobias-wrenfield.dorset-pcc", "Dorset Police and Crime Commissioner", "oversight", 2, 2],
    ]


def test_organisations(tables: dict[str, pd.DataFrame]) -> None:
    found = tables["stakeholders"].query("kind == 'organisation'")
    assert dict(zip(found["stakeholder_id"], found["relation"], strict=True)) == {
        UNIT: "inspected-body",
        **{force: "constituent-force;inspected-body" for force in GRADES if force != UNIT},
        "hmicfrs": "inspector",
        "nca": "partner-agency",
        "border-force": "partner-agency",
        "home-office": "government",
    }


def test_an_interrupted_quotation_is_one_block_of_several_passages(tables: dict[str, pd.DataFrame]) -> None:
    rules = tables["evidence"].query("row_id == 'hmicfrs' and rule.str.contains('quotation')")["rule"]
    assert list(rules) == ["organisation-quotation", "organisation-quotation-goes-on"]
    assert tables["stakeholders"].set_index("stakeholder_id").at["hmicfrs", "quotation_count"] == 1
