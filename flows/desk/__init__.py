"""The review desk: pages on this machine on which a person decides about what a release says, and what came of it."""

from __future__ import annotations

from flows.desk.aside import items_aside
from flows.desk.deciding import Desk
from flows.desk.handling import Handling
from flows.desk.labels import Exported, export
from flows.desk.preview import Preview
from flows.desk.web import serve

__all__ = ["Desk", "Exported", "Handling", "Preview", "export", "items_aside", "serve"]
