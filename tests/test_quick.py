"""`make test` begins soon: nothing is imported before a test needs it that takes long."""

import ast
import re
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests import conftest

ROOT = Path(__file__).parents[1]
FILES = [path for path in (ROOT / "tests").rglob("*.py") if "benchmarks" not in path.parts]
# Each takes a second or more to import, in every process that collects tests.
SLOW_TO_IMPORT = {"lightgbm", "sklearn", "scipy", "prefect", "mlcroissant", "csvw", "moto", "boto3"}
# So do these of ours, which import Prefect.
SLOW_TO_IMPORT |= {"flows.publish", "flows.collect", "flows.serve", "flows.prefect_server"}
# It is 8 s on two quiet cores; beside other work a processor takes longer for the same.
LONGEST = 10.0


def imported_at_once(path: Path) -> set[str]:
    """The packages and modules that a module imports at its top."""
    found: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            found |= {part for name in node.names for part in (name.name, name.name.split(".")[0])}
        elif isinstance(node, ast.ImportFrom):
            found |= {str(node.module).split(".")[0], str(node.module)}
            found |= {f"{node.module}.{name.name}" for name in node.names}
    return found


def test_what_takes_long_to_import_is_imported_where_it_is_used() -> None:
    found = {path.relative_to(ROOT).as_posix(): imported_at_once(path) & SLOW_TO_IMPORT for path in FILES}
    assert {path: names for path, names in found.items() if names} == {}


def test_make_lets_python_keep_what_it_compiles() -> None:
    assert re.search(r"^unexport PYTHONDONTWRITEBYTECODE$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)


def test_the_groups_that_are_begun_first_are_there() -> None:
    """Else one that was named anew is begun in its turn, and nothing tells of it."""
    groups = {group for file in FILES for group in re.findall(r'xdist_group\("(.+?)"\)', file.read_text("utf-8"))}
    groups |= {*conftest.COSTLY.values()}
    assert [each for each in conftest.LONGEST if each not in groups and not (ROOT / each).is_file()] == []


@pytest.mark.slow
def test_the_tests_are_collected_in_seconds() -> None:
    """In time of the processor, which other work on the machine does not change much; the second time counts."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q"]
    spent = []
    for _ in range(2):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert spent[-1] <= LONGEST


def test_every_group_is_known_to_be(request: pytest.FixtureRequest) -> None:
    """Else each process starts servers and makes releases of its own, and nothing tells of it."""
    if not request.config.getoption("loadgroup", default=False):
        pytest.skip("tests run in one process, or in groups of another kind")
    assert [item.nodeid for item in request.session.items if "@" not in item.nodeid] == []
    served = [item for item in request.session.items if "prefect_server" in getattr(item, "fixturenames", ())]
    assert {item.nodeid.rpartition("@")[2] for item in served} <= {"prefect"}
