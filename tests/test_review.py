"""What to look at, from the command: counted by kind, chosen, limited, and as data; and what of it a run brought."""

import csv
import io
import json
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from flows.cli import DONE, main
from flows.consolidation.review import KINDS, Item, counted, counts, review
from flows.options import USAGE
from schemas.stored import Stored
from schemas.tables import TABLES
from tests.conftest import Folders

Output = pytest.CaptureFixture[str]

AGAINST = """\
This article is invented.
Published 15 March 2023
In its report published on March 2, 2023, HMICFRS judged Derbyshire Constabulary ‘good’ at tackling serious and
organised crime.
"""
SUMS = """\
This article is invented.
Dorset Police made 100 disruptions in the year to May 31, 2022. It made 140 disruptions of drugs groups in the year to
May 31, 2022.
"""


def run(folders: Folders) -> None:
    assert main(["run", "--direct", *folders.options]) == DONE


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two releases: the second brings a contradiction and a file more that is empty."""
    place = tmp_path_factory.mktemp("review")
    folders = Folders(place / "raw", place / "output")
    folders.add("derbyshire.txt")
    folders.add("dorset.txt", SUMS)
    for number in range(30):
        folders.add(f"empty-{number:02}.txt", "")
    run(folders)
    folders.add("against.txt", AGAINST)
    folders.add("=late.txt", "")
    run(folders)
    return folders.output / "v1.1.0"


def shown(capsys: Output, release: Path, *options: str) -> tuple[str, str]:
    capsys.readouterr()
    assert main(["review", str(release), *options]) == DONE
    printed = capsys.readouterr()
    return printed.out, printed.err


def items(capsys: Output, release: Path, *options: str) -> list[dict[str, str]]:
    out, _ = shown(capsys, release, "--format", "json", *options)
    return [json.loads(line) for line in out.splitlines()]


def test_it_opens_with_counts_and_shows_twenty(release: Path, capsys: Output) -> None:
    out, err = shown(capsys, release)
    head, *rest = out.split("\n\n")
    every = review(release)
    assert head.splitlines()[0] == f"{release}: {len(every)} items to review"
    kinds = [line.split(":")[0].split() for line in head.splitlines()[1:]]
    assert kinds == [[str(count), kind] for kind, count in counts(every).items()]
    assert "31  quarantine: files and rows that were not published (" in head
    assert len(rest) == 20
    assert f"{len(every) - 20} more are not shown" in err


def test_the_most_consequential_comes_first(release: Path) -> None:
    kinds = [item.kind for item in review(release)]
    assert kinds == sorted(kinds, key=[*KINDS].index)
    assert {"conflict", "quarantine", "sum"} <= {*kinds}


@pytest.mark.parametrize("limit", ["0", "all"])
def test_all_can_be_seen(release: Path, capsys: Output, limit: str) -> None:
    assert len(items(capsys, release)) == 20
    assert len(items(capsys, release, "--limit", "3")) == 3
    assert len(items(capsys, release, "--limit", limit)) == len(review(release)) > 30


def test_kinds_and_bodies_can_be_chosen(release: Path, capsys: Output) -> None:
    found = items(capsys, release, "--kind", "conflict", "--kind", "sum", "--limit", "all")
    assert {each["kind"] for each in found} == {"conflict", "sum"}
    found = items(capsys, release, "--body", "dorset-police", "--limit", "all")
    assert {each["body_id"] for each in found} == {"dorset-police"}
    both = items(capsys, release, "--body", "dorset-police", "--body", "derbyshire-constabulary", "--kind", "conflict")
    assert [each["body_id"] for each in both] == ["derbyshire-constabulary"]


def test_what_is_not_there_is_told_with_the_nearest(release: Path, capsys: Output) -> None:
    assert main(["review", str(release), "--body", "dorset-polise"]) == USAGE
    assert "there are dorset-police" in capsys.readouterr().err
    with pytest.raises(SystemExit) as end:
        main(["review", str(release), "--kind", "conflicts"])
    assert end.value.code == USAGE
    assert "kinds are not-in-force, low-confidence, conflict" in capsys.readouterr().err


def test_csv_has_what_json_has_and_no_formula(release: Path, capsys: Output) -> None:
    out, _ = shown(capsys, release, "--format", "csv", "--limit", "all")
    rows = list(csv.DictReader(io.StringIO(out)))
    as_json = items(capsys, release, "--limit", "all")
    assert len(rows) == len(as_json)
    for row, item in zip(rows, as_json, strict=True):
        assert {name: cell for name, cell in row.items() if cell[:1] != '"'} == {
            name: cell or "" for name, cell in item.items() if row[name][:1] != '"'
        }
    cells = [cell for row in rows for cell in row.values()]
    assert '"=late.txt"' in cells
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


def test_a_run_says_what_it_has_for_review_and_what_is_new(tmp_path: Path, release: Path, capsys: Output) -> None:
    folders = Folders(tmp_path / "raw", tmp_path / "output")
    shutil.copytree(release.parent.parent / "raw", folders.raw)
    for name in ("against.txt", "=late.txt"):
        (folders.raw / name).rename(tmp_path / name)
    run(folders)
    first = capsys.readouterr().out
    assert "quarantine 30 of 30" in first
    for name in ("against.txt", "=late.txt"):
        (tmp_path / name).rename(folders.raw / name)
    run(folders)
    (line,) = (line for line in capsys.readouterr().out.splitlines() if "to review" in line)
    every = review(folders.output / "v1.1.0")
    assert line.startswith(f"  to review: {new_in(every, folders)} new of {len(every)} (")
    assert "conflict 1 of 1, sum 0 of 1, quarantine 1 of 31" in line
    assert line.endswith(f"inspection-facts review {folders.output / 'v1.1.0'}")
    run(folders)
    out = capsys.readouterr().out
    assert "is up to date" in out
    assert f"to review: 0 new of {len(every)} (" in out
    assert "conflict 0 of 1, sum 0 of 1, quarantine 0 of 31" in out


def new_in(every: list[Item], folders: Folders) -> int:
    before = {item.identity for item in review(folders.output / "v1.0.0")}
    return sum(item.identity not in before for item in every)


def test_counts_are_those_of_what_is_listed(release: Path) -> None:
    before = release.with_name("v1.0.0")
    for folder in (release, before):
        listed = counts(review(folder))
        assert counted(folder, None) == {kind: (count, count) for kind, count in listed.items()}
        assert counted(folder, folder) == {kind: (count, 0) for kind, count in listed.items()}
    assert counted(release, before)["quarantine"] == (31, 1)


def test_a_part_is_held_against_the_largest_total_however_sure_that_is(tmp_path: Path, release: Path) -> None:
    folder = tmp_path / "v1.2.0"
    shutil.copytree(release, folder)
    table = Stored(release / "disruptions.parquet").table()
    (total,) = (row for row in table.to_pylist() if row["threats"] == "all" and row["count"] == 100)
    larger = {**total, "disruption_id": "larger", "count": 200, "conflicting": False, "confidence": 1.0}
    pq.write_table(
        pa.concat_tables([table, pa.Table.from_pylist([larger], table.schema)]), folder / "disruptions.parquet"
    )
    assert "sum" in counts(review(release))
    assert "sum" not in counts(review(folder))
    assert "sum" not in counted(folder, None)


def test_counts_know_every_kind_and_what_people_have_settled(tmp_path: Path, release: Path) -> None:
    folder = tmp_path / "v1.2.0"
    shutil.copytree(release, folder)
    tables = {name: Stored(release / f"{name}.parquet").table() for name in TABLES}
    refused = [
        quarantined("disruptions", "below-threshold", "0.6", body="Dorset Police", measure="arrests", count=3),
        quarantined("disruptions", "below-threshold", "0.7", body="Dorset Police", measure="arrests", count=4),
        quarantined("corrections", "correction-stale", '"x"', row_id="gone"),
        quarantined("ratings", "rejected", '"x"', rating_id="wrong"),
    ]
    ratings = [{**row, "conflicting": True} for row in tables["ratings"].to_pylist()]
    unsure = {**ratings[0], "rating_id": "alone", "confidence": 0.5, "conflicting": False}
    settled = {**ratings[0], "rating_id": "settled", "confidence": 0.5, "corrected": "confirmed"}
    for name, rows in {
        "quarantine": refused,
        "ratings": [*ratings, unsure, settled],
        "disruptions": [{**row, "corrected": "confirmed"} for row in tables["disruptions"].to_pylist()],
    }.items():
        pq.write_table(pa.Table.from_pylist(rows, tables[name].schema), folder / f"{name}.parquet")
    listed = counts(review(folder))
    assert {*listed} == {*KINDS} - {"sum", "two-figures", "quarantine"}
    assert counted(folder, None) == {kind: (count, count) for kind, count in listed.items()}
    likelier = [{**row, "value": "0.8"} for row in refused[:2]]
    before = tmp_path / "v1.1.0"
    shutil.copytree(folder, before)
    pq.write_table(
        pa.Table.from_pylist([likelier[0]], tables["quarantine"].schema), before / "quarantine.parquet"
    )  # however likely it was then
    new = {kind: count for kind, (_, count) in counted(folder, before).items() if count}
    assert new == {"below-threshold": 1, "not-in-force": 1}


def quarantined(table: str, reason: str, value: str, **row: object) -> dict[str, object]:
    return {"table": table, "reason": reason, "value": value, "row": json.dumps(row), "first_release": "1.1.0"}
