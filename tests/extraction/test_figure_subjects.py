"""Labels that are the subject of their clause, numbers in dozens, and what only looks like them. Invented sentences."""

from __future__ import annotations

from flows.extraction import extract
from flows.extraction.claims import DisruptionClaim
from tests.cases import each_case
from tests.extraction.readings import document

Part = tuple[float, str]


def figures(text: str) -> list[DisruptionClaim]:
    return [claim for claim in extract(document(text)).claims if isinstance(claim, DisruptionClaim)]


def parts(text: str) -> set[Part]:
    """(count or share, threats) of every figure but those of all threats."""
    found = [c for c in figures(text) if c.threats != ("all",)]
    return {(c.count if c.count is not None else c.share_percent or 0.0, "+".join(c.threats)) for c in found}


WHOLE = "In 2023/24 Humberside Police recorded 310 disruptions of organised crime. "
SUBJECTS: list[tuple[str, set[Part]]] = [
    ("Modern slavery was the target of only six.", {(6, "modern-slavery-and-human-trafficking")}),
    ("People smuggling was the target in nine of them.", {(9, "organised-immigration-crime")}),
    ("Drugs were the main focus of 120 (39 per cent).", {(120, "drugs")}),
    ("Cyber crime was the subject of 31 of them, firearms of 18 and county lines of 60.",
     {(31, "cyber-crime"), (18, "firearms"), (60, "county-lines")}),
    ("Fraud, which the force calls its second priority, was the target in just 17.", {(17, "fraud")}),
    ("Cyber crime took 93 disruptions, fraud and money laundering 121 between them, and firearms just seven.",
     {(93, "cyber-crime"), (121, "fraud+money-laundering"), (7, "firearms")}),
    ("Firearms featured in a further 22.", {(22, "firearms")}),
]  # fmt: skip


@each_case(("sentence", "expected"), SUBJECTS)
def test_the_subject_of_a_clause_is_what_a_part_is_about(sentence: str, expected: set[Part]) -> None:
    assert parts(WHOLE + sentence) == expected


NOT_PARTS = [
    "Fraud was the target of 12 warrants.",
    "Drugs took 14 hours to find.",
    "It also ran 44 operations. Drugs were the focus of 22.",
    "Fraud was the subject of 31 calls from the public, firearms of 18.",
    "Drug dealers were behind bars for 12 years.",
]


@each_case("sentence", NOT_PARTS)
def test_what_the_subject_of_a_clause_has_may_be_something_else(sentence: str) -> None:
    assert parts(WHOLE + sentence) == set()


DOZENS: list[tuple[str, int]] = [
    ("Humberside Police dismantled half a dozen organised crime groups in 2023.", 6),
    ("Humberside Police dismantled a dozen organised crime groups in 2023.", 12),
    ("Humberside Police dismantled three dozen organised crime groups in 2023.", 36),
    ("Organised crime groups dismantled by Humberside Police during 2023: two dozen.", 24),
    ("Measure 2C.1 – Organised crime groups disrupted. Humberside Police disrupted 14 groups in 2023.", 14),
]


@each_case(("text", "count"), DOZENS)
def test_dozens_are_counted_and_numbers_of_measures_are_not(text: str, count: int) -> None:
    assert [claim.count for claim in figures(text)] == [count]
