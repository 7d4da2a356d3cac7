"""A run that goes on from the last gives the release that one gives which makes everything anew, to the byte."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows import continuing, stages
from flows.consolidation import flat
from flows.extraction.claims import Body, Claim, Extraction, Passage
from flows.found import ExtractedDocuments
from flows.reading import Document
from flows.reading.document import Correction
from flows.refusals import ReleaseRefused
from flows.storing.entries import Extracted, table_of
from flows.storing.store import Store
from schemas.evidence import JUDGED
from schemas.renewed import Renewed
from schemas.shared import OF_RELEASES
from schemas.tables import TABLES
from tests.cases import costly
from tests.consolidation.invented import FIGURE, FORCE, PERSON, RATING, UNIT, document

# One that no vocabulary has: each document calls it as it likes.
CALLED = tuple(Body("friends-of-dorset", name, "other") for name in ("Friends of Dorset", "FRIENDS OF DORSET"))
ABOUT = ("confirm", "amend", "reject")
NAMES = [f"d{number}" for number in range(8)]
Claims = tuple[tuple[Claim, ...], tuple[Claim, ...]]
Stated = Mapping[str, tuple[Document, Claims]]


def claims(chance: random.Random) -> Claims:
    """What a document says, and what of it is doubtful: agreeing with others, or not, or refused at the gate."""
    passages = [Passage(start, start + chance.choice((4, 9))) for start in (0, 5, 42, 47)]
    kinds: Sequence[Callable[[], Claim]] = (
        lambda: replace(
            RATING,
            body=chance.choice((UNIT, FORCE)),
            area=chance.choice(("leadership", "legitimacy", "no-area")),
            grade=chance.choice(("good", "adequate", "inadequate")),
            report_published_on=chance.choice(("2022-03-02", "2023-03", None)),
        ),
        lambda: replace(
            FIGURE,
            body=chance.choice((UNIT, FORCE)),
            count=chance.choice((90, 100, 110)),
            share_percent=chance.choice((None, 24.0, 101.0)),
            level=chance.choice((None, "major")),
        ),
        lambda: replace(
            PERSON,
            name=chance.choice(("Ada Quillfeather", "Bo Marchbanks")),
            organisation=chance.choice((UNIT, None, *CALLED)),
            role=chance.choice(("Chief Constable", "Officer")),
            quotation=chance.random() < 0.4,
        ),
    )
    made = [
        replace(chance.choice(kinds)(), passage=passage, probability=round(chance.uniform(0.5, 1), 2), rule=rule)
        for passage in passages
        for rule in chance.sample((JUDGED, "table"), chance.choice((0, 1, 2)))
    ]
    middle = chance.randint(0, len(made))
    return tuple(made[:middle]), tuple(made[middle:]) if chance.random() < 0.5 else ()


def decisions(chance: random.Random, project: Project) -> tuple[Correction, ...]:
    """What people decide about rows of the last release, and what they add to it."""
    found = []
    for number in range(chance.choice((0, 1, 2, 3))):
        table = chance.choice(("ratings", "disruptions", "stakeholders"))
        made = Correction(f"fix.{number}", "confirm", "A. Editor", "2026-11-24", "It says so", table)
        rows = project.column(table, str(TABLES[table].key))
        if rows and (action := chance.choice((*ABOUT, "add"))) != "add":
            cells = {
                "ratings": ("grade", "good"),
                "disruptions": ("qualifier", "about"),
                "stakeholders": ("role", "Head"),
            }
            new = (cells[table],) if action == "amend" else ()
            found.append(replace(made, action=action, row_id=chance.choice(rows), set=new))
        else:
            row = (("body_id", FORCE.body_id), ("area", chance.choice(("leadership", "people"))), ("grade", "good"))
            made = replace(made, action="add", table="ratings", row=row)
            found.append(replace(made, document_id=chance.choice(NAMES), quote="stands for any"))
    if chance.random() < 0.2:
        gone = chance.choice(NAMES)
        found.append(Correction("gone", "remove-document", "A. Editor", "2026-11-24", "Asked", document_id=gone))
    return tuple(found)


class Project:
    """A store and releases, of documents that are in the store by what they say."""

    def __init__(self, folder: Path) -> None:
        self.output, self.store = folder / "output", folder / "store"

    def run(
        self,
        stated: Stated,
        corrections: tuple[Correction, ...] = (),
        seen_as: Stated | None = None,
    ) -> str:
        """The checksums of the newest release once a run has seen these documents, perhaps when they were others."""
        store = Store(self.store)
        before = seen_as or stated
        keys = {name: hashlib.sha256(repr(each).encode()).hexdigest() for name, each in before.items()}
        for name, (read, (likely, doubtful)) in stated.items():
            if keys[name] not in store.file_of or before[name] != stated[name]:
                extracted = Extracted(read, Extraction(name, likely, (), doubtful))
                store.put(table_of([(keys[name], extracted)]), {keys[name]} if before[name] == stated[name] else ())
        store.flush()
        entries = store.entries(keys.values())
        documents = sorted((each for each, _ in entries.documents()), key=lambda each: each.document_id)
        lasting = store.keys_of(documents)
        found = ExtractedDocuments(
            tuple(documents), entries, (), corrections, store=store.path, output=self.output, keys=lasting
        )
        rows = stages.consolidate(found)
        self.made = {name: len([*each.rows]) for name, each in rows.items() if isinstance(each, Renewed)}
        tables = stages.validate(rows, found)
        self.tables, outcome = tables, stages.release(tables, found.without_documents(), self.output, True)
        return f"{outcome.version}\n{(outcome.folder / 'SHA256SUMS').read_text()}"

    def column(self, table: str, name: str) -> list[str]:
        """The cells of a column of the newest release."""
        cells: list[str] = self.tables[table].table([name])[name].to_pylist()
        return cells


@costly(2)  # each is six runs; the first example draws nothing but zeros, and is of no documents
@given(st.randoms(use_true_random=False))
def test_whatever_comes_goes_and_is_decided_the_release_is_the_same(
    tmp_path_factory: pytest.TempPathFactory, chance: random.Random
) -> None:
    folder = tmp_path_factory.mktemp("project")
    project, other = Project(folder / "on"), Project(folder / "anew")
    stated: dict[str, tuple[Document, Claims]] = {}
    corrections: tuple[Correction, ...] = ()
    for step in range(3):
        for name in chance.sample(NAMES, 1 if step else 7):
            if chance.random() < 0.25:
                stated.pop(name, None)
            else:
                day, publisher = chance.choice(("2023-01-01", "2023-02-01", None)), chance.choice((None, "HMICFRS"))
                # A day that nobody knows the basis of is refused, and the document with it.
                known = day and chance.choice(("sidecar", "sidecar", "sidecar", None))
                read = document(name, published_on=day, published_on_basis=known, publisher=publisher)
                stated[name] = read, claims(chance)
        if step and chance.random() < 0.4:
            corrections = decisions(chance, project)
        other.store = folder / f"empty-{step}"
        expected = other.run(stated, corrections)
        assert project.run(stated, corrections) == expected


SAID = {
    "d0": (document("d0"), ((RATING, FIGURE, PERSON), ())),
    "d1": (document("d1"), ((replace(RATING, body=FORCE), replace(PERSON, name="Bo Marchbanks")), ())),
}
MORE = {**SAID, "d2": (document("d2"), ((replace(RATING, body=FORCE, passage=Passage(42, 46)),), ()))}


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a project whose first documents are released, to be copied."""
    folder = tmp_path_factory.mktemp("begun")
    made = Project(folder)
    made.run(SAID)
    assert not made.made
    return folder


@pytest.fixture
def project(begun: Path, tmp_path: Path) -> Project:
    """One whose first documents are released."""
    return Project(Path(shutil.copytree(begun, tmp_path / "project", symlinks=True)))


@pytest.fixture(scope="module")
def expected(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The release with one more document, where all is made anew."""
    return anew(begun, tmp_path_factory.mktemp("expected"), MORE)


def anew(begun: Path, folder: Path, stated: Stated, corrections: tuple[Correction, ...] = ()) -> str:
    """The release after the first where all is made anew."""
    made = Project(Path(shutil.copytree(begun, folder / "anew", symlinks=True)))
    for left in made.store.glob("*/released.json"):
        left.unlink()
    return made.run(stated, corrections)


def test_only_what_a_new_document_speaks_of_is_made_anew(project: Project, expected: str) -> None:
    assert project.run(MORE, ()) == expected
    assert project.made == {
        "ratings": 1,
        "disruptions": 0,
        "stakeholders": 0,
        "evidence": 1,
        "documents": 1,
        "coverage": 0,
    }
    project.run(MORE)
    assert set(project.made.values()) == {0}


def test_what_a_document_calls_a_body_is_told_of_all_facts(project: Project) -> None:
    stranger = replace(PERSON, organisation=CALLED[0])
    project.run({**SAID, "d2": (document("d2"), ((stranger,), ()))}, ())
    project.run(
        {
            **SAID,
            "d2": (document("d2"), ((stranger,), ())),
            "b": (document("b"), ((replace(stranger, name="Cy", organisation=CALLED[1]),), ())),
        },
        (),
    )
    assert project.made["stakeholders"] == 2
    assert {*project.column("stakeholders", "organisation")} == {"Dorset Police", CALLED[1].name}


DECIDED = Correction(
    "fix.1", "confirm", "A. Editor", "2026-11-24", "It says so", "ratings", "emsou.serious-and-organised-crime.2023-03"
)
ADDED = replace(DECIDED, action="add", row_id=None, document_id="d0", quote="stands for any")
RATED = (("body_id", "dorset-police"), ("area", "serious-and-organised-crime"), ("grade", "good"))


@pytest.mark.parametrize(
    "decision",
    [
        pytest.param(DECIDED, marks=pytest.mark.slow),
        replace(DECIDED, action="amend", set=(("inspectorate", None),)),
        pytest.param(replace(DECIDED, action="reject"), marks=pytest.mark.slow),
        # Is there already.
        pytest.param(replace(ADDED, row=(*RATED, ("report_published_on", "2023-03-02"))), marks=pytest.mark.slow),
        replace(ADDED, row=(*RATED, ("report_published_on", "2024-03-02"))),  # is current in place of another
    ],
    ids=("confirm", "amend", "reject", "add again", "add"),
)
def test_a_decision_is_followed_and_of_one_that_is_taken_back_nothing_is_left(
    project: Project, begun: Path, tmp_path: Path, decision: Correction
) -> None:
    def rows() -> list[object]:
        tables = (
            table.table().to_pandas().drop(columns=[*OF_RELEASES], errors="ignore") for table in project.tables.values()
        )
        return [frame.to_dict("records") for frame in tables]

    project.run(SAID)
    before = rows()
    assert project.run(SAID, (decision,)) == anew(begun, tmp_path, SAID, (decision,))
    assert rows() != before
    project.run(SAID)
    assert project.made
    assert rows() == before


def test_all_documents_can_go(project: Project) -> None:
    for _ in range(2):  # the second run begins with a release that has no document
        project.run({})
    assert [len(project.tables[name]) for name in ("documents", "evidence", "bodies")] == [0, 0, 0]


def test_what_changed_while_it_was_read_is_made_anew(project: Project) -> None:
    now = {**SAID, "d0": (document("d0"), ((replace(RATING, grade="inadequate"),), ()))}
    project.run(now, seen_as=SAID)
    assert project.column("ratings", "grade") == ["good", "inadequate"]


def damaged(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("harm", [damaged, Path.unlink])
@pytest.mark.parametrize("pattern", ["*/released.json", "*/claims-*/*"])
def test_what_is_damaged_or_missing_is_made_again(
    project: Project, expected: str, harm: Callable[[Path], None], pattern: str
) -> None:
    files = [*project.store.glob(pattern)]
    for path in files:
        harm(path)
    assert files
    assert project.run(MORE, ()) == expected
    assert bool(project.made) == ("claims" in pattern)


def test_other_code_takes_nothing_on(project: Project, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {*project.store.glob("*/claims-*")}
    for module in (continuing, flat):
        monkeypatch.setattr(module, "release_version", lambda: "another")
    assert project.run(MORE, ()) == expected
    assert not project.made
    for folder in before:
        assert folder.is_dir()  # another run may need it
        os.utime(folder, (0, 0))
    project.run(MORE)
    assert len([*project.store.glob("*/claims-*")]) == 1


def test_claims_that_cannot_be_kept_are_found_all_the_same(
    project: Project, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flat, "_folder", lambda store: store / "nowhere" / "claims")
    assert project.run(MORE) == expected


def test_a_release_that_was_tampered_with_is_not_gone_on_from(project: Project) -> None:
    damaged(project.output / "v1.0.0" / "ratings.parquet")
    with pytest.raises(ReleaseRefused, match="was changed after it was published"):
        project.run(MORE)
    assert not project.made
