"""A region's name before a word for a unit is the region's unit, also where a force has that name."""

from __future__ import annotations

from flows.extraction.analysis.analysis import analyse
from flows.extraction.analysis.reference.units import units_meant
from tests.cases import each_case
from tests.extraction.readings import document


@each_case(
    ("said", "bodies"),
    [
        ("The West Midlands unit was rated inadequate.", {"wmrocu"}),
        ("The West Midlands' unit was rated inadequate.", {"wmrocu"}),
        ("The north-west's unit was rated good.", {"nwrocu"}),
        ("The north-western unit was rated good.", {"nwrocu"}),
        ("The south-east's regional crime unit was rated good.", {"serocu"}),
        ("Eastern region's ROCU was rated good.", {"ersou"}),
        ("The Welsh unit was rated good.", {"tarian"}),
        ("West Midlands was rated good.", set()),
        ("South Yorkshire's unit was rated good.", set()),
        ("South Yorkshire's unit searched a house.", set()),
        ("West Midlands Police and the regional organised crime unit were rated good.", {"wmrocu"}),
        ("West Midlands Police worked with Eastern Region's Regional Organised Crime Unit.", set()),
    ],
)
def test_a_region_before_a_unit_is_the_unit(said: str, bodies: set[str]) -> None:
    analysis = analyse([document(f"Inspectors looked at regional units.\n\n{said}")])[0]
    assert {reference.body.body_id for reference in units_meant(analysis)} == bodies
