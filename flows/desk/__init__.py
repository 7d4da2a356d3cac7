"""The review desk: a local web server with pages on which a person decides about the rows of a release.

Decisions are written to the corrections folder, where the next run reads them. `export` turns decisions into lessons.
"""

from __future__ import annotations

from flows.desk.aside import items_aside
from flows.desk.deciding import Desk
from flows.desk.handling import Handling
from flows.desk.labels import Exported, export
from flows.desk.preview import Preview
from flows.desk.web import serve

__all__ = ["Desk", "Exported", "Handling", "Preview", "export", "items_aside", "serve"]
