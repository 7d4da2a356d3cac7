"""Cases that a person set aside in the desk because there is nothing to do about them.

Each is a YAML file that only the desk reads, never a run. A case that was set aside is not shown as open again until
its content changes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import yaml

from flows.consolidation.review import Item
from flows.desk.entries import as_yaml
from flows.desk.snapshot import Snapshot, snapshot_of

# Below the corrections folder, so that the records are kept with the decisions; hidden, so that no run reads them.
FOLDER = ".set-aside"
_KEYS = ("case", "seen", "who", "when", "why", "about")


@dataclass(frozen=True, slots=True)
class Aside:
    """A case that was set aside: by whom, when and why.

    - `case`: the id of the case.
    - `seen`: the checksum of the case at that time (`Snapshot.case_checksum`); a case with another one is open again.
    - `about`: the name of the case, for people who read the file.
    - `file`: the name of the YAML file that the record was read from; empty before it is written.
    """

    case: str
    seen: str
    who: str
    when: str
    why: str
    about: str
    file: str = ""


def content_of(aside: Aside) -> bytes:
    """Return the content of the file of a case that was set aside."""
    return as_yaml({name: getattr(aside, name) for name in _KEYS})


def read_all(corrections: Path) -> Mapping[str, Aside]:
    """Return all records by case id, the newest if a case has several; files without a valid record are ignored."""
    by_case = {}
    for path in sorted((corrections / FOLDER).glob("*.yaml")):
        with suppress(OSError, ValueError, yaml.YAMLError):
            content = yaml.safe_load(path.read_text(encoding="utf-8"))
            if isinstance(content, dict) and {*_KEYS} <= content.keys():
                aside = Aside(**{name: str(content[name]) for name in _KEYS}, file=path.name)
                by_case[aside.case] = aside
    return by_case


def still_aside(corrections: Path, snapshot: Snapshot) -> Mapping[str, Aside]:
    """Return the records, by case id, of cases that have no row and have not changed since they were set aside."""
    return {
        name: record
        for name, record in read_all(corrections).items()
        if (case := snapshot.by_id.get(name)) and not case.fact and record.seen == snapshot.case_checksum(case)
    }


def items_aside(
    release: Path, raw: Path, corrections: Path, kinds: Collection[str] = (), bodies: Collection[str] = ()
) -> set[Item]:
    """Return the review items of a release that belong to cases set aside. Raises ValueError as `review` does."""
    if not read_all(corrections):
        return set()
    snapshot = snapshot_of(release, raw, kinds, bodies)
    return {item for name in still_aside(corrections, snapshot) for item in snapshot.by_id[name].items}
