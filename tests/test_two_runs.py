"""What arrives in two runs, in any order, gives the rows that one run gives; what is unrelated moves none of them."""

import random
import shutil
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pytest

from flows import stages
from flows.plan import Plan
from schemas.tables import FACTS
from tests.cases import mostly_slow

GOLD = Path(__file__).parent / "gold" / "articles"
TABLES = [*(table.name for table in FACTS), "evidence"]
# What tells of releases, and so of when something arrived.
TELLS = ["first_release", "changed_release"]


def articles(prefix: str) -> list[Path]:
    return sorted(path for path in GOLD.iterdir() if path.name.startswith(prefix) and path.suffix != ".yaml")


def arrive(paths: Sequence[Path], raw: Path) -> None:
    raw.mkdir(parents=True, exist_ok=True)
    for path in paths:
        for each in (path, path.with_suffix(".yaml")):
            if each.exists():
                shutil.copy(each, raw / each.name)


def run(folder: Path) -> None:
    plan = Plan(folder / "raw", folder / "output", 1, store=folder / "store", reports=folder)
    stages.run(plan, lambda done, total: None)


def facts(folder: Path) -> dict[str, pd.DataFrame]:
    tables = {name: pd.read_parquet(folder / "output" / "latest" / f"{name}.parquet") for name in TABLES}
    return {name: table.drop(columns=TELLS, errors="ignore") for name, table in tables.items()}


@pytest.mark.parametrize("seed", mostly_slow([1, 2], quick=[1]))
def test_two_runs_give_what_one_gives(tmp_path: Path, seed: int) -> None:
    paths = random.Random(seed).sample(articles("h"), 14)
    arrive(paths, tmp_path / "one" / "raw")
    run(tmp_path / "one")
    for part in (paths[:5], paths[5:]):
        arrive(part, tmp_path / "two" / "raw")
        run(tmp_path / "two")
    one, two = facts(tmp_path / "one"), facts(tmp_path / "two")
    for name in TABLES:
        pd.testing.assert_frame_equal(one[name], two[name])


def test_an_unrelated_document_moves_nothing(tmp_path: Path) -> None:
    paths = articles("h1")
    arrive(paths, tmp_path / "raw")
    run(tmp_path)
    before = facts(tmp_path)
    (tmp_path / "raw" / "unrelated.txt").write_text(
        "Isle of Man Steam Packet said ferries would sail. Tynwald Day was sunny, Juan Quilliam-Corlett said.\n",
        encoding="utf-8",
    )
    run(tmp_path)
    after = facts(tmp_path)
    for name in TABLES:
        column = "document_id"
        kept = after[name][after[name][column] != "unrelated"].reset_index(drop=True)
        pd.testing.assert_frame_equal(before[name], kept)
