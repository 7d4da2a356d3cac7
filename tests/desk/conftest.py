"""A release with much to decide, the desk on it, and somebody who asks it for pages and sends forms."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from flows import desk, stages
from flows.plan import Plan
from tests.desk.visiting import Place, Visitor
from tests.site.conftest import HOSTILE, HOSTILE_SIDECAR

# Two documents disagree about each of them.
FORCES = (
    *("Derbyshire Constabulary", "Durham Constabulary", "Kent Police", "Essex Police", "Dorset Police"),
    *("Norfolk Constabulary", "Suffolk Constabulary", "Sussex Police", "Surrey Police", "Cumbria Constabulary"),
    *(
        "Cleveland Police",
        "Humberside Police",
        "Lancashire Constabulary",
        "Merseyside Police",
        "Northamptonshire Police",
    ),
    *("Cheshire Constabulary", "Hertfordshire Constabulary", "Lincolnshire Police", "Nottinghamshire Police"),
    *("Staffordshire Police", "Warwickshire Police", "West Mercia Police", "Wiltshire Police", "Gwent Police"),
)
ONE = """\
This article is invented.
Published 14 March 2023
In its report published on March 2, 2023, HMICFRS judged {} ‘outstanding’ at tackling serious and organised crime.
The force has a museum, and it is worth a visit.
"""
OTHER = """\
This article is invented.
Published 15 March 2023
In its report published on March 2, 2023, HMICFRS judged {} ‘good’ at tackling serious and organised crime.
"""


def made_of(folder: Path, forces: tuple[str, ...]) -> Place:
    """A release of two documents for each force, and of one that is hostile."""
    place = Place(folder)
    place.raw.mkdir(parents=True)
    for number, force in enumerate(forces):
        (place.raw / f"one-{number:02}.txt").write_text(ONE.format(force), encoding="utf-8")
        (place.raw / f"other-{number:02}.txt").write_text(OTHER.format(force), encoding="utf-8")
    (place.raw / "hostile.txt").write_text(HOSTILE, encoding="utf-8")
    (place.raw / "hostile.yaml").write_text(HOSTILE_SIDECAR, encoding="utf-8")
    (place.raw / "empty.txt").write_text("", encoding="utf-8")
    run(place)
    return place


def run(place: Place) -> None:
    """What `run --direct` does."""
    plan = Plan(place.raw, place.output, 1, store=place.store, reports=place.folder / "reports")
    stages.run(plan, lambda done, total: None)


@pytest.fixture(scope="session")
def few(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A release that is never changed."""
    return made_of(tmp_path_factory.mktemp("few"), FORCES[:3])


@pytest.fixture
def place(few: Place, tmp_path: Path) -> Place:
    """A copy of it to decide about."""
    return copy_of(few, tmp_path / "place")


def copy_of(place: Place, to: Path) -> Place:
    """The same in another folder."""
    shutil.copytree(place.folder, to, symlinks=True)
    return Place(to)


@pytest.fixture
def opened() -> Iterator[Callable[[Place], Visitor]]:
    """Opens desks, each with a visitor, and closes them all in the end."""
    with opening() as open_desk:
        yield open_desk


@contextmanager
def opening() -> Iterator[Callable[[Place], Visitor]]:
    """Opens desks, each with a visitor, and closes them all in the end."""
    servers = []

    def open_desk(place: Place) -> Visitor:
        made = desk.Desk(place.release, place.raw)
        server, address = desk.serve(desk.Handling(made, desk.Preview(place.raw, place.output, place.store)))
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return Visitor(address)

    yield open_desk
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def visitor(place: Place, opened: Callable[[Place], Visitor]) -> Visitor:
    """Somebody at the desk."""
    return opened(place)
