"""The output of `inspection-facts extract`: one document with its passages marked, its facts and its refusals."""

from flows.workbench.lines import show_json
from flows.workbench.page import show_page

__all__ = ["show_json", "show_page"]
