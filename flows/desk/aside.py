"""What a person looked at and found nothing to do about: files of the desk that no run reads.

They tell the desk, today's and tomorrow's, not to ask again until what was seen is another.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import yaml

from flows.consolidation.review import Item
from flows.desk.snapshot import Snapshot, snapshot_of

# Below the folder of decisions, and hidden: no run takes what is in it for decisions. To be kept with them.
FOLDER = ".set-aside"
_KEYS = ("case", "seen", "who", "when", "why", "about")


@dataclass(frozen=True, slots=True)
class Aside:
    """A case that was set aside; `seen` is a checksum of what it was then, `about` what it was called."""

    case: str
    seen: str
    who: str
    when: str
    why: str
    about: str
    file: str = ""


def as_yaml(aside: Aside) -> bytes:
    """The content of its file."""
    record = {name: getattr(aside, name) for name in _KEYS}
    return yaml.safe_dump(record, allow_unicode=True, sort_keys=False, width=110).encode("utf-8", "replace")


def read_all(corrections: Path) -> Mapping[str, Aside]:
    """What was set aside, by case, the last word about each; a file that is none is passed over."""
    found = {}
    for path in sorted((corrections / FOLDER).glob("*.yaml")):
        with suppress(OSError, ValueError, yaml.YAMLError):
            record = yaml.safe_load(path.read_text(encoding="utf-8"))
            if isinstance(record, dict) and {*_KEYS} <= record.keys():
                aside = Aside(**{name: str(record[name]) for name in _KEYS}, file=path.name)
                found[aside.case] = aside
    return found


def still_aside(corrections: Path, snapshot: Snapshot) -> Mapping[str, Aside]:
    """The cases that were set aside and are as they were then."""
    return {
        name: each
        for name, each in read_all(corrections).items()
        if (case := snapshot.by_id.get(name)) and not case.fact and each.seen == snapshot.stands(case)
    }


def items_aside(
    release: Path, raw: Path, corrections: Path, kinds: Collection[str] = (), bodies: Collection[str] = ()
) -> set[Item]:
    """What of a release is to be looked at and was set aside. Raises ValueError as `review` does."""
    if not read_all(corrections):
        return set()
    snapshot = snapshot_of(release, raw, kinds, bodies)
    return {item for name in still_aside(corrections, snapshot) for item in snapshot.by_id[name].items}
