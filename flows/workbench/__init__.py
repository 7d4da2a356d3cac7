"""For a person who checks a document: its text with the passages marked, the facts in it, and what was refused."""

from flows.workbench.lines import show_json
from flows.workbench.page import show_page

__all__ = ["show_json", "show_page"]
