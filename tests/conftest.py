"""What tests share: an invented article, folders to run in, and one Prefect server for all."""

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from tests.outgoing import Watch
from tests.prefect_servers import Server

# What is imported and collected stays: to look for garbage among it takes a fifth of the time.
gc.disable()

# A slow machine is no fault of the code. `make test-slow` tries every property on many more examples.
settings.register_profile("quick", deadline=None, max_examples=8)
settings.register_profile("thorough", deadline=None, max_examples=300)
settings.load_profile("quick")

ARTICLE = """\
This article is invented: real bodies, an invented person.
Published 14 March 2023
Derbyshire Constabulary was judged ‘outstanding’ at tackling serious and organised crime, HMICFRS said.
In its report published on March 2, 2023, HMICFRS said Derbyshire Constabulary led 31 disruptions in the year \
to May 31, 2022.
Chief Constable Ada Quillfeather, of Derbyshire Constabulary, said: “We welcome the report.”
"""


@dataclass(frozen=True)
class Folders:
    """Where a run reads and writes."""

    raw: Path
    output: Path

    @property
    def options(self) -> list[str]:
        return ["--raw", str(self.raw), "--output", str(self.output)]

    def add(self, name: str, content: str | bytes = ARTICLE) -> Path:
        path = self.raw / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path


# What is costly to make, by the fixture that makes it, and the tests that share it.
COSTLY = {"prefect_server": "prefect", "few": "desk", "made": "site"}
END_OF_SERVER = pytest.StashKey[Callable[[], None]]()
# The groups that take longest are begun first: one that is begun last keeps one process busy while the others have
# nothing left to do.
LONGEST = (
    *("prefect", "desk", "tests/test_promises.py", "tests/test_cli.py", "site", "tests/release/test_killed.py"),
    *("tests/consolidation/test_corrections.py", "tests/test_corrections.py", "tests/consolidation/test_removals.py"),
    *("gold", "object store", "tests/test_continuing.py", "tests/consolidation/test_disruptions.py"),
)


def pytest_configure(config: pytest.Config) -> None:
    """pytest-xdist would begin with the groups that have most tests, however quick each is."""
    if hasattr(config.option, "loadscopereorder"):
        config.option.loadscopereorder = False


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One process more than there are cores: while a test waits for a server or a browser, another has the core."""
    return len(os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)) + 1


@pytest.hookimpl(tryfirst=True)  # pytest-xdist takes the groups as they are when its turn comes
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that share what is costly to make run in one process, so that it is made once; so do those of a file."""
    for item in items:
        if item.get_closest_marker("xdist_group") is None:
            used = getattr(item, "fixturenames", ())
            file = item.path.relative_to(item.config.rootpath).as_posix()
            item.add_marker(pytest.mark.xdist_group(next((COSTLY[each] for each in COSTLY if each in used), file)))
    items.sort(key=lambda item: LONGEST.index(_group(item)) if _group(item) in LONGEST else len(LONGEST))


def _group(item: pytest.Item) -> str:
    mark = item.get_closest_marker("xdist_group")
    return str(mark.args[0]) if mark else ""


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.set_threshold(50_000)  # to look for what a small run leaves costs more than the memory
    gc.enable()


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test finds what another one, or the user, has extracted."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """A folder with one article, and one for releases that is not there yet."""
    made = Folders(tmp_path / "raw", tmp_path / "output")
    made.add("derbyshire.txt")
    return made


@pytest.fixture(scope="session")
def publish_first(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Folders], None]:
    """Publishes the first release of some documents: a run for the first test of a process, a copy of it for others."""
    from flows import stages
    from flows.plan import Plan

    made: dict[frozenset[tuple[str, bytes]], Path] = {}

    def publish(folders: Folders) -> None:
        files = [path for path in folders.raw.rglob("*") if path.is_file()]
        given = frozenset((path.relative_to(folders.raw).as_posix(), path.read_bytes()) for path in files)
        if given not in made:
            place = tmp_path_factory.mktemp("first")
            shutil.copytree(folders.raw, place / "raw")
            plan = Plan(place / "raw", place / "output", 1, store=place / "store", reports=place / "reports")
            stages.run(plan, lambda done, total: None)
            made[given] = place / "output"
        shutil.copytree(made[given], folders.output, symlinks=True)

    return publish


@pytest.fixture
def published(folders: Folders, publish_first: Callable[[Folders], None]) -> Folders:
    """A folder with one article, and one with its release."""
    publish_first(folders)
    return folders


@pytest.fixture(scope="session")
def watch(tmp_path_factory: pytest.TempPathFactory) -> Watch:
    """Sees whom the shared Prefect server, and what is started with its environment, would speak to."""
    return Watch(tmp_path_factory.mktemp("watch"))


@pytest.fixture(scope="session")
def prefect_server(
    watch: Watch, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Server]:
    """`prefect server start` in the folder of the project, with nothing set that would keep it silent.

    One for all tests: to start it takes ten seconds of a processor. Flows of this process run on it, too.
    """
    import flows.prefect_server  # noqa: F401  its settings must be there before Prefect is

    server = Server(tmp_path_factory.mktemp("home"), watch.environment)
    from prefect.context import refresh_global_settings_context

    with pytest.MonkeyPatch.context() as environment:  # temporary settings would not reach threads of Prefect's own
        environment.setenv("PREFECT_API_URL", server.environment["PREFECT_API_URL"])
        refresh_global_settings_context()

    def end() -> None:
        refresh_global_settings_context()
        server.stop()

    request.session.stash[END_OF_SERVER] = end
    yield server
    end()


@pytest.hookimpl(trylast=True)  # when nothing that is of the test itself needs it any more
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """A server that nobody asks any more would take a twentieth of a processor until all tests are done."""
    if nextitem and _group(item) == COSTLY["prefect_server"] != _group(nextitem):
        items = item.session.items  # in another order than ours, as with `--ff`, some may still ask it later
        if all(_group(item) != _group(each) for each in items[items.index(nextitem) :]):
            item.session.stash.get(END_OF_SERVER, lambda: None)()


@pytest.fixture
def quiet_environment(tmp_path: Path) -> dict[str, str]:
    """The environment of a user who has never used Prefect."""
    (tmp_path / "home").mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return {**kept, "HOME": str(tmp_path / "home"), "COLUMNS": "200"}
