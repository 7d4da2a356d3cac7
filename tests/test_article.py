"""The article the project began with: what must come out of it, and every cell as it was last agreed."""

import csv
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.golden.renew import ARTICLE, HERE, RAW, TABLES, release_of

EMSOU = "East Midlands Special Operations Unit"
FORCES = {
    "Leicestershire Police": "outstanding",
    "Derbyshire Constabulary": "adequate",
    "Nottinghamshire Police": "adequate",
    "Northamptonshire Police": "adequate",
    "Lincolnshire Police": "requires improvement",
}
PARTNERS = {
    "National Crime Agency": "National Crime Agency",
    "HM Revenue and Customs": "HM Revenue and Customs",
    "Border Force": "Border Force",
    "Department for Work and Pensions": "Department of Work and Pensions",
}

pytestmark = pytest.mark.skipif(
    not (RAW / f"{ARTICLE}.txt").exists(), reason="the article is its owner's and not in this copy of the repository"
)


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return release_of(ARTICLE, RAW, tmp_path_factory.mktemp("article"))


@pytest.fixture(scope="module")
def tables(release: Path) -> dict[str, pd.DataFrame]:
    return {name: pd.read_parquet(release / f"{name}.parquet") for name in (*TABLES, "evidence", "quarantine")}


def passages(tables: dict[str, pd.DataFrame], key: str) -> list[str]:
    return list(tables["evidence"].query("row_id == @key")["quote"])


def row_of(frame: pd.DataFrame, column: str, value: str) -> dict[str, Any]:
    (row,) = frame[frame[column] == value].to_dict("records")
    return {str(name): cell for name, cell in row.items()}


@pytest.mark.parametrize("table", TABLES)
def test_every_cell_is_the_one_agreed(table: str, release: Path) -> None:
    now, agreed = release / f"{table}.csv", HERE / f"{table}.csv"
    differences = [
        f"{key}: {column}: {was!r} is now {row.get(column)!r}"
        for (key, before), row in zip(_rows(agreed).items(), _rows(now).values(), strict=False)
        for column, was in before.items()
        if row.get(column) != was
    ]
    assert _rows(now).keys() == _rows(agreed).keys()
    assert not differences, "see tests/golden/README.md"
    assert now.read_bytes() == agreed.read_bytes()


def _rows(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {next(iter(row.values())): row for row in csv.DictReader(file)}


def test_six_bodies_are_graded(tables: dict[str, pd.DataFrame]) -> None:
    ratings = tables["ratings"]
    assert dict(zip(ratings["body"], ratings["grade"], strict=True)) == {EMSOU: "inadequate", **FORCES}
    for column, value in {
        "area": "serious-and-organised-crime",
        "inspectorate": "HMICFRS",
        "report_published_on": "2023-03-02",
        "inspected_in": "2022-21",
        "historic": False,
        "current": True,
        "conflicting": False,
    }.items():
        assert set(ratings[column]) == {value}, column


def test_the_unit_s_grade_is_in_headline_lead_and_its_own_words(tables: dict[str, pd.DataFrame]) -> None:
    quotes = passages(tables, row_of(tables["ratings"], "body", EMSOU)["rating_id"])
    assert quotes[0].startswith("EMSOU ‘inadequate’ at tackling organised crime")
    assert "is “inadequate” at tackling serious and organised crime" in quotes[1]
    assert any("being found ‘inadequate’" in quote for quote in quotes[2:])


def test_three_figures_and_no_others(tables: dict[str, pd.DataFrame]) -> None:
    frame = tables["disruptions"].sort_values("count", ascending=False)
    columns = ["count", "share_percent", "implied_total_min", "implied_total_max", "lead", "threats"]
    found = frame[columns].astype(object).where(frame[columns].notna(), None).to_numpy().tolist()
    assert found == [
        [128, 24, 523, 544, "led", "drugs;firearms"],
        [14, None, None, None, "led", "child-sexual-exploitation-and-abuse;modern-slavery-and-human-trafficking"],
        [0, None, None, None, None, "organised-immigration-crime"],
    ]
    for column, value in {
        "body": EMSOU,
        "measure": "disruptions",
        "qualifier": "exact",
        "period_start": "2021-06-01",
        "period_end": "2022-05-31",
    }.items():
        assert set(frame[column]) == {value}, column


def test_the_stakeholders_are_those_named(tables: dict[str, pd.DataFrame]) -> None:
    people = tables["stakeholders"].query("kind == 'person'")
    assert set(people["name"]) == {"Nikki Mayo", "Caroline Henry"}
    organisations = tables["stakeholders"].query("kind == 'organisation'")
    inspectorate = "His Majesty's Inspectorate of Constabulary and Fire & Rescue Services"
    assert set(organisations["name"]) == {EMSOU, inspectorate, *FORCES, *PARTNERS, "HM Treasury"}


def test_a_speaker_of_the_unit(tables: dict[str, pd.DataFrame]) -> None:
    mayo = row_of(tables["stakeholders"], "name", "Nikki Mayo")
    assert (mayo["role"], mayo["organisation"]) == ("Regional Assistant Chief Constable", EMSOU)
    assert (mayo["quoted"], mayo["quotation_count"], mayo["relation"]) == (True, 2, "spokesperson")
    assert {"Nikki Mayo", "She"} < set(passages(tables, "nikki-mayo.emsou"))


def test_a_commissioner_with_an_unclosed_quotation(tables: dict[str, pd.DataFrame]) -> None:
    henry = row_of(tables["stakeholders"], "name", "Caroline Henry")
    roles = henry["role"].split(";")
    assert roles[0] == "Nottinghamshire Police and Crime Commissioner"
    assert [role.startswith("regional lead") for role in roles] == [False, True]
    assert (henry["quoted"], henry["quotation_count"], henry["relation"]) == (True, 2, "oversight")
    quotes = passages(tables, henry["stakeholder_id"])
    assert {"Caroline Henry", "She", "Ms Henry"} < set(quotes)
    blocks = [quote for quote in quotes if quote.startswith("“")]
    assert blocks[0].startswith("“Working collaboratively")
    assert blocks[0].endswith("with my regional PCC colleagues.")
    assert blocks[1].startswith("“I am encouraged")


def test_the_parts_of_the_organisations(tables: dict[str, pd.DataFrame]) -> None:
    frame = tables["stakeholders"]
    relations = dict(zip(frame["name"], frame["relation"], strict=True))
    assert relations[EMSOU] == "inspected-body"
    assert {relations[force] for force in FORCES} == {"constituent-force;inspected-body"}
    assert {relations[partner] for partner in PARTNERS} == {"partner-agency"}
    assert relations["HM Treasury"] == "government"
    assert "HMICRFS" in passages(tables, "hmicfrs")
    for name, words in PARTNERS.items():
        assert passages(tables, row_of(frame, "name", name)["stakeholder_id"]) == [words]


def test_nothing_is_in_quarantine(tables: dict[str, pd.DataFrame]) -> None:
    assert tables["quarantine"].empty
