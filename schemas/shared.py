"""Columns that mean the same in several tables, described once."""

from __future__ import annotations

from typing import Any

from schemas import fields

# Columns of facts about releases, not about what documents state. They are filled in when a release is made.
OF_RELEASES = ("first_release", "changed_release")
# Columns of facts that depend on all passages of a fact and on other facts, not on one document alone.
OF_ALL = frozenset(
    (
        *("current", "conflicting", "confidence", "document_count", "passage_count", "mention_count"),
        *("quotation_count", "quoted", "document_id", "source_url", "quote"),
    )
)
# Three numbers without leading zeros, such as 1.2.0.
_VERSION = r"(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)"


def body_id() -> Any:
    """The column for the body that a row is about."""
    return fields.text("Body", "Identifier of the body the row is about; a row of `bodies`.", pattern=fields.NAME)


def confidence() -> Any:
    """The column for the probability that a row is right."""
    return fields.number(
        "Confidence",
        "How likely it is right, 0 to 1. Of stakeholders, and where `rule` is `linked`, the probability that a judge "
        "gives, calibrated on documents that it did not learn from; else the precision of the rule as measured on the "
        "project's own gold articles, empty where that was not measured. For a fact the highest among its passages.",
        maximum=1,
    )


def conflicting() -> Any:
    """The column that tells whether documents contradict a fact."""
    return fields.flag(
        "Conflicting",
        "Whether documents contradict this row. A passage with another grade stays in `evidence`, with `supports` "
        "false; another figure is a row of its own.",
    )


def corrected() -> Any:
    """The column that tells what a person did to a fact."""
    return fields.code(
        "Corrected",
        "What a person did to this row, as `corrections` tells with who and why: confirmed, amended or added it; empty "
        "where it is as it was extracted.",
        "corrected",
        nullable=True,
    )


def document_count() -> Any:
    """The column for the number of documents that support a fact."""
    return fields.whole("Documents", "Number of documents with a passage that supports this row.", minimum=1)


def passage_count() -> Any:
    """The column for the number of passages that support a fact."""
    return fields.whole(
        "Passages", "Number of different passages, over all documents, that support this row.", minimum=1
    )


def document_id() -> Any:
    """The column for the document of a fact's best passage."""
    return fields.text(
        "Document", "Identifier of the document that holds the best passage; a row of `documents`.", pattern=fields.NAME
    )


def source_url() -> Any:
    """The column for the web address of that document."""
    return fields.text(
        "Source address",
        "Web address of that document where it was published; empty where none is known.",
        nullable=True,
        pattern=fields.WEB,
    )


def quote() -> Any:
    """The column for the best passage of a fact."""
    return fields.text(
        "Passage",
        "The best passage for this row, word for word as in the document: primary source before secondary, then the "
        "earliest. May run over several lines.",
    )


def release(title: str, description: str, *, nullable: bool = False) -> Any:
    """A column for the version of a release, such as "1.2.0"."""
    return fields.text(title, description, nullable=nullable, pattern=_VERSION)


def first_release() -> Any:
    """The column for the release in which a row first appeared."""
    says = "The release in which this row first appeared; empty only in tables that are not published."
    return release("First release", says, nullable=True)


def changed_release() -> Any:
    """The column for the release in which a row last changed."""
    says = "The release in which this row appeared or any other cell of it last changed; empty as `first_release` is."
    return release("Last changed", says, nullable=True)
