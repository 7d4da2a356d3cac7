"""The same bytes whatever a run has: threads, memory, who extracts, where its releases go, rows at a time."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import duckdb
import pytest

from flows import consolidation, stages
from flows.plan import Plan
from flows.storing import engine
from flows.storing.objects import opened as object_store
from schemas import columns, stored, validation
from tests.conftest import Folders
from tests.consolidation.invented import in_file
from tests.consolidation.test_steps import many
from tests.frames import publish, split
from tests.object_stores import BUCKET, CREDENTIALS, Server
from tests.release.invented import CREATED
from tests.test_cluster import gold as gold

database_opened = engine.opened
THREADS, MEMORY, PLACES = (1, 2), ("96MB", "1GB"), ("local", "dask", "moto")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with Server().running() as running:
        for name, value in {**CREDENTIALS, "AWS_ENDPOINT_URL": running.url}.items():
            monkeypatch.setenv(name, value)
        yield running


@pytest.mark.slow
@pytest.mark.usefixtures("server")
def test_a_release_is_the_same_whatever_there_is_to_make_it(
    gold: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sums: dict[str, str] = {}
    for threads, memory, place in product(THREADS, MEMORY, PLACES):

        def opened(_: float = 0, threads: int = threads) -> duckdb.DuckDBPyConnection:
            connection = database_opened()
            connection.execute(f"SET threads = {threads}")
            return connection

        monkeypatch.setattr(engine, "opened", opened)
        monkeypatch.setattr(consolidation, "opened", opened)
        monkeypatch.setenv(engine.MEMORY_LIMIT, memory)
        name = f"{threads}-{memory}-{place}"
        address = f"s3://{BUCKET}/{name}" if place == "moto" else None
        who = "dask" if place == "dask" else "local"
        plan = Plan(gold.raw, tmp_path / name, 2, store=tmp_path / f"store-{name}", engine=who, address=address)
        stages.run(plan, lambda done, total: None)
        one_more = gold.add("one-more.txt")
        stages.run(plan, lambda done, total: None)
        one_more.unlink()
        for version in ("v1.0.0", "v1.1.0"):
            if address:
                seen = object_store(address).read(f"{version}/SHA256SUMS")
                sums[name] = sums.get(name, "") + (seen.content.decode() if seen else "")
            else:
                sums[name] = sums.get(name, "") + (plan.output / version / "SHA256SUMS").read_text()
    assert len(sums) == 12
    assert len({*sums.values()}) == 1, sums.keys()
    assert "evidence.parquet" in sums["1-96MB-local"]


def test_it_does_not_matter_how_many_rows_are_in_memory_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents, entries = many()
    documents = [replace(each, published_on_basis="sidecar") for each in documents[:12]]

    def sums(output: Path) -> list[str]:
        """The checksums of a release of some documents, and of the next, with all of them."""
        for some in (documents[:8], documents):
            found = consolidation.consolidate(some, in_file(entries), [])
            tables = split(dict(found), {each.document_id: each.text for each in some})
            assert min(len(tables[name]) for name in ("documents", "ratings", "stakeholders")) > 1
            publish(tables, output, created=CREATED)
        return [(folder / "SHA256SUMS").read_text() for folder in sorted(output.glob("v*"))]

    expected = sums(tmp_path / "expected")
    for module in (stored, validation, columns):
        monkeypatch.setattr(module, "BATCH", 29)
    assert len(expected) == 2
    assert sums(tmp_path / "again") == expected
