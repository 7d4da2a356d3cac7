"""The vocabularies agree with themselves and with each other: they are data of record, so this is their schema."""

from __future__ import annotations

import calendar
import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "schemas" / "vocabularies"
FILES = sorted(path.stem for path in FOLDER.glob("*.csv"))
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
COUNTRIES = {"E": "England", "W": "Wales", "S": "Scotland", "N": "Northern Ireland"}
GSS_SHAPE = {"territorial-force": r"E23\d{6}|W15\d{6}", "fire-service": r"E31\d{6}|W25\d{6}"}
KEYS = {
    "aliases": ("body_id", "alias"),
    "area_aims": ("aim",),
    "area_manners": ("word",),
    "area_openings": ("opening",),
    "area_phrases": ("phrase",),
    "area_words": ("area", "words"),
    "areas": ("area",),
    "bodies": ("body_id",),
    "codes": ("vocabulary", "code"),
    "grades": ("grade",),
    "offices": ("title",),
    "oversight": ("body_id", "overseer_id"),
    "memberships": ("unit_id", "member_id", "valid_from"),
    "pillar_words": ("words",),
    "programmes": ("programme",),
    "questions": ("programme", "question"),
    "threat_phrases": ("phrase",),
    "threats": ("threat",),
    "titles": ("title",),
    "ungraded_reports": ("title",),
    "websites": ("domain",),
    "words": ("use", "word"),
}
OPTIONAL = {"named", "region", "parent_id", "gss_code", "valid_from", "valid_to", "checked"}
ENUMS = [
    ("bodies", "kind", "body-kind"),
    ("programmes", "body_kinds", "body-kind"),
    ("aliases", "form", "alias-form"),
    ("titles", "role_kind", "role-kind"),
]
NO_REGIONAL_UNIT = {"metropolitan-police", "city-of-london-police", "police-scotland", "psni"}
NO_OVERSEER = {"leicestershire-fire"}  # the names of its authority stand for the service
OUTSIDE_ENGLAND_AND_WALES = {"Scotland", "Northern Ireland"}
WELSH_FIRE = re.compile(r"W25\d{6}")
OTHER_SENSES = {  # acronyms that mean something else in such texts as often: read only where a text introduces them
    "CLA": "child looked after",
    "CMA": "Computer Misuse Act",
    "DoJ": "Department of Justice of the United States",
    "FSA": "Financial Services Authority",
    "GLA": "Gangmasters Licensing Authority",
    "IPO": "initial public offering",
    "MCA": "Mental Capacity Act",
    "POA": "power of attorney",
    "PPO": "prolific and priority offender",
    "PSA": "public service agreement",
    "SFRS": "Staffordshire, Suffolk or Surrey Fire and Rescue Service",
    "SIS": "Schengen Information System",
    "WMP": "West Mercia Police",
}
SHARED_NAMES = {  # ordinary words, or names that several bodies bear
    "Catch-22",
    "Financial Intelligence Unit",
    "Justice Committee",
    "Neighbourhood Watch",
    "Police Now",
    "Specialist Crime Command",
    "St Giles",
    "Titan",
    "Zephyr",
}
NAMESAKES = [  # a longer name that holds a shorter one: another body
    ("London Policing Board", "Policing Board"),
    ("US Department of Justice", "Department of Justice"),
    ("US Treasury", "Treasury"),
    ("Children's Commissioner for Wales", "Children's Commissioner"),
    ("London's Victims' Commissioner", "Victims' Commissioner"),
    ("Superintendents' Association of Northern Ireland", "Superintendents' Association"),
    ("Law Society of Scotland", "Law Society"),
    ("Parole Board for Scotland", "Parole Board"),
    ("Scottish Sentencing Council", "Sentencing Council"),
    ("Charity Commission for Northern Ireland", "Charity Commission"),
    ("Northern Ireland Environment Agency", "Environment Agency"),
    ("Health and Safety Executive for Northern Ireland", "Health and Safety Executive"),
    ("Scottish Women's Aid", "Women's Aid"),
    ("Citizens Advice Scotland", "Citizens Advice"),
    ("Scottish Police Federation", "Police Federation"),
    ("Victim Support Scotland", "Victim Support"),
    ("Trading Standards Scotland", "Trading Standards"),
    ("Northern Ireland Local Government Association", "Local Government Association"),
    ("Women's Aid Federation Northern Ireland", "Women's Aid"),
    ("Bar Council of Northern Ireland", "Bar Council"),
    ("HM Inspectorate of Prisons for Scotland", "HM Inspectorate of Prisons"),
    ("Her Majesty's Inspectorate of Prisons for Scotland", "Her Majesty's Inspectorate of Prisons"),
    ("Scottish Courts and Tribunals Service", "Courts and Tribunals Service"),
    ("Northern Ireland Courts and Tribunals Service", "Courts and Tribunals Service"),
    ("Association of Chief Police Officers in Scotland", "Association of Chief Police Officers"),
    ("Chief Fire Officers Association", "Fire Officers Association"),
    ("London Fire and Emergency Planning Authority", "London Fire"),
    ("Northern Ireland Police Fund", "Northern Ireland police"),
    ("Royal Ulster Constabulary George Cross Foundation", "Royal Ulster Constabulary"),
    ("Department of Health (Northern Ireland)", "Department of Health"),
    ("Scottish Trades Union Congress", "Trades Union Congress"),
    ("Irish Prison Service", "Prison Service"),
    ("Law Society of Ireland", "Law Society"),
    ("Australian Border Force", "Border Force"),
    ("Treasury Solicitor's Department", "Treasury"),
]

Row = dict[str, str]


def rows(name: str) -> list[Row]:
    """The rows of a vocabulary."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def codes(vocabulary: str) -> set[str]:
    """The codes of one enumeration."""
    return {row["code"] for row in rows("codes") if row["vocabulary"] == vocabulary}


def dated() -> Iterator[tuple[str, Row]]:
    """Every row that has a validity, with the name of its file."""
    for name in FILES:
        yield from ((name, row) for row in rows(name) if "valid_from" in row)


def bounds(row: Row) -> tuple[str, str]:
    """First and last day on which a row is valid."""
    begin = row["valid_from"] or "0000"
    end = row.get("valid_to") or "9999"
    return begin + "-01-01"[: 10 - len(begin)], end + {4: "-12-31", 7: "-31"}.get(len(end), "")


def overlap(one: Row, other: Row) -> bool:
    """Whether two rows are valid on one day."""
    return bounds(one)[0] <= bounds(other)[1] and bounds(other)[0] <= bounds(one)[1]


def shared_code(one: Row, other: Row) -> bool:
    """Whether two bodies bear one code on one day; a force that is renamed keeps the code of its area."""
    return one["gss_code"] == other["gss_code"] and overlap(one, other)


def forces_in_being() -> list[Row]:
    """The territorial forces of today: a predecessor keeps its row, its aliases and its memberships, with their end."""
    return [row for row in rows("bodies") if row["kind"] == "territorial-force" and not row["valid_to"]]


def forces_of_england_and_wales() -> list[Row]:
    """The territorial forces of today outside Scotland and Northern Ireland."""
    return [row for row in forces_in_being() if row["region"] not in OUTSIDE_ENGLAND_AND_WALES]


@pytest.mark.parametrize("name", FILES)
def test_every_row_is_complete(name: str) -> None:
    for row in rows(name):
        assert None not in row, f"a cell too many: {row}"
        assert None not in row.values(), f"a cell too few: {row}"
        assert all(cell == " ".join(cell.split()) for cell in row.values()), f"stray white space: {row}"
        assert not any(cell[:1] in tuple("=+-@") for cell in row.values() if cell), (
            f"a cell that runs as a formula: {row}"
        )


@pytest.mark.parametrize("name", FILES)
def test_only_optional_cells_are_empty(name: str) -> None:
    optional = OPTIONAL | ({"area"} if name == "questions" else set())
    assert [row for row in rows(name) for column, cell in row.items() if not cell and column not in optional] == []


@pytest.mark.parametrize("name", FILES)
def test_keys_are_unique(name: str) -> None:
    counted = Counter(tuple(row[column].casefold() for column in KEYS[name]) for row in rows(name))
    if name in ("aliases", "titles", "words"):  # capitals tell acronyms, and names, apart
        counted = Counter(tuple(row[column] for column in KEYS[name]) for row in rows(name))
    assert [key for key, number in counted.items() if number > 1] == []


@pytest.mark.parametrize(("name", "column", "vocabulary"), ENUMS)
def test_codes_are_of_their_vocabulary(name: str, column: str, vocabulary: str) -> None:
    used = {code for row in rows(name) for code in row[column].split(";")}
    assert used <= codes(vocabulary)


def test_references_are_kept() -> None:
    bodies = {row["body_id"]: row for row in rows("bodies")}
    areas = {row["area"] for row in rows("areas")}
    threats = {row["threat"] for row in rows("threats")}
    assert {row["parent_id"] for row in bodies.values() if row["parent_id"]} <= bodies.keys()
    assert {row["body_id"] for row in rows("aliases")} <= bodies.keys()
    assert {row["body_id"] for row in rows("offices")} <= bodies.keys()
    assert {row["title"] for row in rows("offices")} <= {row["canonical"] for row in rows("titles")}
    assert {row["unit_id"] for row in rows("memberships")} == {
        i for i, b in bodies.items() if b["kind"] == "regional-unit"
    }
    assert {bodies[row["member_id"]]["kind"] for row in rows("memberships")} == {"territorial-force"}
    assert {row["body_id"] for row in rows("oversight")} | {row["overseer_id"] for row in rows("oversight")} <= (
        bodies.keys()
    )
    assert {bodies[row["inspectorate_id"]]["kind"] for row in rows("programmes")} == {"inspectorate"}
    assert {row["area"] for row in rows("questions") if row["graded"] != "no"} <= areas
    assert {row["area"] for row in rows("questions") if row["area"]} <= areas
    assert {row["programme"] for row in rows("questions")} == {row["programme"] for row in rows("programmes")}
    assert {row["area"] for row in rows("area_phrases")} == areas
    assert {row["area"] for row in [*rows("area_words"), *rows("area_manners")]} <= areas
    assert {row["words"] for row in rows("area_words")}.isdisjoint(row["phrase"] for row in rows("area_phrases"))
    assert {row["aim"] for row in rows("area_aims")}.isdisjoint(row["phrase"] for row in rows("area_phrases"))
    assert {row["threat"] for row in rows("threat_phrases")} == threats


def test_no_body_is_part_of_itself() -> None:
    parent = {row["body_id"]: row["parent_id"] for row in rows("bodies")}
    for body in parent:
        above = [body]
        while parent[above[-1]]:
            above.append(parent[above[-1]])
            assert len(set(above)) == len(above), f"goes in a circle: {above}"


def test_lists_in_cells_hold_nothing_twice() -> None:
    cells = [row["body_kinds"].split(";") for row in rows("programmes")]
    assert [cell for cell in cells if len(set(cell)) < len(cell)] == []


def test_every_named_area_is_one_that_a_programme_inspects() -> None:
    inspected = {row["area"] for row in rows("questions")}
    assert {row["area"] for row in rows("areas")} - inspected == {"other"}


def test_only_questions_without_a_grade_may_have_no_area() -> None:
    assert {row["graded"] for row in rows("questions")} == {"yes", "no", "together"}
    assert [row for row in rows("questions") if not row["area"] and row["graded"] != "no"] == []
    assert [row for row in rows("questions") if row["area"] == "other"] == []


def test_identifiers_are_slugs() -> None:
    identifiers = [
        row[column]
        for name, column in (
            ("bodies", "body_id"),
            ("areas", "area"),
            ("threats", "threat"),
            ("programmes", "programme"),
        )
        for row in rows(name)
    ]
    assert [identifier for identifier in identifiers if not SLUG.fullmatch(identifier)] == []


def test_dates_are_iso_and_in_order() -> None:
    for name, row in dated():
        for date in filter(None, (row["valid_from"], row.get("valid_to"))):
            match = DATE.fullmatch(date)
            assert match, f"{name}: {date}"
            year, month, day = (int(part or 1) for part in match.groups())
            assert 1 <= month <= 12, f"{name}: {date}"
            assert 1 <= day <= calendar.monthrange(year, month)[1], f"{name}: {date}"
        first, last = bounds(row)
        assert first <= last, f"{name}: {row}"


def test_rows_are_checked_on_a_day() -> None:
    marked = [row for name in FILES for row in rows(name) if row.get("checked")]
    assert marked
    assert [row for row in marked if not re.fullmatch(r"\d{4}-\d\d-\d\d", row["checked"])] == []
    assert [row for row in marked if not row["source"].startswith("http")] == [], "checked against no page"


def test_codes_and_members_are_checked() -> None:
    coded = [row for row in rows("bodies") if row["gss_code"] and not WELSH_FIRE.fullmatch(row["gss_code"])]
    units = [row for row in rows("bodies") if row["kind"] == "regional-unit"]
    assert [row for row in coded + units + rows("memberships") if not row["checked"]] == []


def test_the_43_forces_of_england_and_wales() -> None:
    forces = forces_of_england_and_wales()
    assert len(forces) == 43
    assert len({row["gss_code"] for row in forces}) == 43
    assert all(re.fullmatch(GSS_SHAPE["territorial-force"], row["gss_code"]) for row in forces)


def test_the_44_fire_services_of_england() -> None:
    today = [
        row
        for row in rows("bodies")
        if row["kind"] == "fire-service" and not row["valid_to"] and row["gss_code"].startswith("E31")
    ]
    assert len(today) == 44


def test_gss_codes_fit_kind_and_country() -> None:
    coded = [row for row in rows("bodies") if row["gss_code"]]
    pairs = [(a["body_id"], b["body_id"]) for i, a in enumerate(coded) for b in coded[:i] if shared_code(a, b)]
    assert pairs == []
    for row in coded:
        assert re.fullmatch(GSS_SHAPE[row["kind"]], row["gss_code"]), row
        assert (row["region"] in COUNTRIES.values()) == (row["gss_code"][0] != "E"), row
        assert row["gss_code"][0] == "E" or COUNTRIES[row["gss_code"][0]] == row["region"], row


def is_former(row: Row) -> bool:
    """Whether a force is one that the single force of Scotland or of Northern Ireland has taken the place of."""
    return row["region"] in OUTSIDE_ENGLAND_AND_WALES and bool(row["valid_to"])


def test_every_force_is_in_one_regional_unit_at_a_time() -> None:
    of_force: dict[str, list[Row]] = defaultdict(list)
    for row in rows("memberships"):
        of_force[row["member_id"]].append(row)
    bodies = {row["body_id"]: row for row in rows("bodies")}
    forces = {row["body_id"] for row in bodies.values() if row["kind"] == "territorial-force" and not is_former(row)}
    assert forces - of_force.keys() == NO_REGIONAL_UNIT
    for force, memberships in of_force.items():
        assert bounds(bodies[force])[1] in {bounds(row)[1] for row in memberships}, "a force leaves only by ending"
        assert not any(overlap(a, b) for i, a in enumerate(memberships) for b in memberships[:i])


def test_units_serve_three_to_seven_forces_of_today() -> None:
    serving = Counter(row["unit_id"] for row in rows("memberships") if not row["valid_to"])
    assert len(serving) == 9
    assert {unit: number for unit, number in serving.items() if not 3 <= number <= 7} == {}


def test_memberships_last_no_longer_than_their_members() -> None:
    bodies = {row["body_id"]: row for row in rows("bodies")}
    for row in rows("memberships"):
        (first, last), (begin, end) = bounds(row), bounds(bodies[row["member_id"]])
        assert begin <= first <= last <= end, row


def test_every_force_and_fire_service_of_england_and_wales_has_an_overseer() -> None:
    overseen = {row["body_id"] for row in rows("oversight")}
    inspected = [row for row in rows("bodies") if row["kind"] in ("territorial-force", "fire-service")]
    here = {row["body_id"] for row in inspected if row["region"] not in OUTSIDE_ENGLAND_AND_WALES}
    assert here - overseen == NO_OVERSEER


def test_nobody_oversees_another_who_was_not_yet_there() -> None:
    bodies = {row["body_id"]: row for row in rows("bodies")}
    pairs = [(bodies[row["body_id"]], bodies[row["overseer_id"]]) for row in rows("oversight")]
    assert [pair for pair in pairs if not overlap(*pair)] == []


def test_every_force_has_an_office_that_oversees_it() -> None:
    regions = Counter(
        row["region"] for row in rows("bodies") if row["kind"] == "commissioner-office" and not row["valid_to"]
    )
    assert regions == Counter(row["region"] for row in forces_of_england_and_wales())


def test_an_office_is_named_as_its_force_is_today() -> None:
    """A force that is renamed takes the name of its commissioner's office along."""
    offices = [row for row in rows("bodies") if row["kind"] == "commissioner-office" and not row["valid_to"]]
    places = [
        match[1] for row in offices if (match := re.fullmatch(r"Office of the .*Commissioner for (.+)", row["name"]))
    ]
    forces = {re.sub(r" (?:Police|Constabulary)$", "", row["name"]) for row in forces_of_england_and_wales()}
    assert places
    assert [place for place in places if place not in forces] == []


def test_no_name_means_two_bodies_at_one_time() -> None:
    named: dict[str, list[Row]] = defaultdict(list)
    for row in rows("bodies"):
        named[row["name"].casefold()].append({**row, "form": "name", "valid_from": "", "valid_to": row["valid_to"]})
    for row in rows("aliases"):
        named[row["alias"].casefold()].append(row)
    clashes = [
        (a["body_id"], b["body_id"], name)
        for name, found in named.items()
        for i, a in enumerate(found)
        for b in found[:i]
        if a["body_id"] != b["body_id"] and overlap(a, b) and not (a["form"] == b["form"] == "place")
    ]
    assert clashes == []


def test_a_name_stands_once_for_a_body() -> None:
    """Names that differ in capitals alone are found as one: a second row would be dead, or hide the first."""
    named = Counter(
        (row["body_id"], row["alias"].casefold(), row["valid_from"], row["valid_to"]) for row in rows("aliases")
    )
    assert [name for name, number in named.items() if number > 1] == []
    own = {(row["body_id"], row["name"].casefold()) for row in rows("bodies")}
    assert [name for name in named if name[:2] in own] == []


def test_names_that_mean_something_else_are_left_out() -> None:
    names = {row["name"] for row in rows("bodies")} | {row["alias"] for row in rows("aliases")}
    assert names & (OTHER_SENSES.keys() | SHARED_NAMES) == set()


@pytest.mark.parametrize(("longer", "shorter"), NAMESAKES)
def test_a_longer_name_is_a_body_of_its_own(longer: str, shorter: str) -> None:
    named = {row["name"]: row["body_id"] for row in rows("bodies")}
    named |= {row["alias"]: row["body_id"] for row in rows("aliases")}
    assert named[longer] != named[shorter]


def test_no_abbreviation_is_a_title_and_a_body() -> None:
    bodies = {row["alias"] for row in rows("aliases") if row["form"] == "acronym"}
    assert bodies & {row["title"] for row in rows("titles")} == set()


def test_a_place_means_at_most_one_body_of_a_kind() -> None:
    kind = {row["body_id"]: row["kind"] for row in rows("bodies")}
    places: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows("aliases"):
        if row["form"] == "place":
            places[row["alias"].casefold(), kind[row["body_id"]]].append(row)
    assert {kind for _, kind in places} == {"territorial-force", "fire-service"}
    assert [
        key for key, found in places.items() if any(overlap(a, b) for i, a in enumerate(found) for b in found[:i])
    ] == []


def test_every_force_of_england_and_wales_goes_by_its_place() -> None:
    placed = {row["body_id"] for row in rows("aliases") if row["form"] == "place"}
    forces = [row for row in rows("bodies") if row["kind"] == "territorial-force" and not is_former(row)]
    assert {row["body_id"] for row in forces} <= placed


def test_names_with_and_are_also_written_with_an_ampersand() -> None:
    aliases = {(row["body_id"], row["alias"]) for row in rows("aliases")}
    inspected = [row for row in rows("bodies") if row["kind"] in ("territorial-force", "fire-service")]
    joined = [(row["body_id"], row["name"].replace(" and ", " & ")) for row in inspected if " and " in row["name"]]
    assert [pair for pair in joined if pair not in aliases] == []


def test_grades_are_ranked_one_to_five() -> None:
    assert [(row["grade"], row["rank"]) for row in rows("grades")] == [
        ("outstanding", "1"),
        ("good", "2"),
        ("adequate", "3"),
        ("requires improvement", "4"),
        ("inadequate", "5"),
    ]


def test_no_phrase_is_a_grade() -> None:
    grades = {row["grade"] for row in rows("grades")}
    assert not grades & {row["phrase"].casefold() for name in ("area_phrases", "threat_phrases") for row in rows(name)}


def test_no_abbreviation_tells_whose_majesty() -> None:
    titles = [
        row["title"]
        for row in rows("titles")
        if " Majesty's " in row["canonical"] and " Majesty's " not in row["title"]
    ]
    assert titles == []


def test_offices_are_of_one_government_alone() -> None:
    """Other countries of the kingdom have these, too: the name of their office does not tell whose they are."""
    shared = {"Justice Secretary", "Health Secretary", "Education Secretary", "First Minister", "Attorney General"}
    assert shared & {row["title"] for row in rows("offices")} == set()


def test_abbreviations_of_titles_have_their_full_spelling() -> None:
    titles = rows("titles")
    full = {row["title"]: row for row in titles if row["form"] == "full"}
    assert {row["form"] for row in titles} == {"full", "abbreviation"}
    assert all(row["title"] == row["canonical"] for row in full.values())
    short = [row for row in titles if row["form"] == "abbreviation"]
    assert [row["title"] for row in short if row["canonical"] not in full] == []
    assert [row["title"] for row in short if row["role_kind"] != full[row["canonical"]]["role_kind"]] == []
