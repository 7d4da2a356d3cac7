"""What is told behind a list of bodies and their grades is not of the body that its last line is on."""

from __future__ import annotations

from flows.extraction import extract
from flows.extraction.claims import DisruptionClaim
from tests.extraction.readings import document, read

HEADED = "\n\nTarian: Good\nGwent Police: Adequate\nDyfed-Powys Police: Outstanding\n\n"
TABLE = "\n\nForce | Managing offenders\nSussex Police | Good\nSurrey Police | Adequate\n\n"
BULLETS = "\n\nThe grades:\n- Sussex Police: good for leadership\n- Surrey Police: adequate for leadership\n\n"


def owners(text: str) -> set[tuple[str, int | None]]:
    claims = extract(document(text)).claims
    return {(claim.body.body_id, claim.count) for claim in claims if isinstance(claim, DisruptionClaim)}


def test_a_list_is_skipped_by_what_follows_it() -> None:
    lead = "HMICFRS has looked at how Tarian and the forces of southern Wales tackle serious and organised crime."
    assert owners(f"{lead}{HEADED}It dismantled 34 gangs in 2021.") <= {("tarian", 34)}
    said = "“The unit has made progress. In 2021, it dismantled 34 gangs,” inspectors said."
    assert owners(f"{lead}{HEADED}{said}") <= {("tarian", 34)}
    lead = "HMICFRS has looked at how the forces of Wales tackle serious and organised crime."
    assert owners(f"{lead}{HEADED}At the coast, 34 gangs were dismantled in 2021.") == set()


def test_the_force_behind_a_list_is_the_one_the_text_is_on() -> None:
    for rows in (TABLE, BULLETS):
        text = f"Hampshire and Isle of Wight Constabulary was inspected last year.{rows}The force made 71 disruptions."
        assert owners(text) <= {("hampshire-and-isle-of-wight-constabulary", 71)}
        text = f"Kent Police was inspected last year.{rows}The force was graded good for preventing crime."
        assert ("kent-police", "preventing-crime", "good") in read(text)
        assert ("surrey-police", "preventing-crime", "good") not in read(text)


def test_a_heading_on_a_body_is_no_list() -> None:
    text = (
        "Sussex Police: Good\n\nThe force dismantled 14 gangs in 2021.\n\nSurrey Police: Adequate\n\nThe force "
        "dismantled 12 gangs in 2021."
    )
    assert owners(text) == {("sussex-police", 14), ("surrey-police", 12)}


def test_prose_on_a_body_behind_a_list_is_taken_up() -> None:
    text = f"Kent Police was inspected last year.{TABLE}Surrey Police was praised. The force made 71 disruptions."
    assert owners(text) == {("surrey-police", 71)}


def test_the_lines_of_one_body_are_no_list_of_others() -> None:
    text = (
        "HMICFRS has published new reports.\n\nSurrey Police: good for leadership\nSurrey Police: adequate for "
        "preventing crime\n\nThe force made 71 disruptions in 2021."
    )
    assert owners(text) == {("surrey-police", 71)}


def test_a_list_of_counts_is_skipped_too() -> None:
    text = (
        "Tarian and its forces made these disruptions in 2021:\n\n- Gwent Police: 48\n- Dyfed-Powys Police: 36\n\n"
        "It dismantled 22 gangs in 2021."
    )
    assert owners(text) - {("tarian", 22)} == {("gwent-police", 48), ("dyfed-powys-police", 36)}
