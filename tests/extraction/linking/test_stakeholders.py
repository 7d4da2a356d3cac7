"""Who could be a stakeholder, what describes them, and what the judge makes of it. People are invented."""

from flows.extraction import extract, extract_all
from flows.extraction.analysis.people.people import Person
from flows.extraction.claims import LIKELIER_THAN_NOT, StakeholderClaim
from flows.extraction.extracting import facts_of
from flows.extraction.linking.features import Features
from flows.extraction.linking.features.rows import Names, described
from flows.extraction.linking.stakeholders.candidates import Page
from flows.extraction.linking.stakeholders.features import describe
from flows.extraction.linking.stakeholders.judging import (
    JUDGE,
    PARTS,
    THRESHOLD,
    decided,
    judged,
    learned,
)
from schemas import vocabularies
from tests.cases import each_case
from tests.extraction.readings import document

INSPECTED = (
    "Inspectors find Kent Police good\n\nKent Police was rated good at preventing crime, HMICFRS said today.\n\n"
    "Chief Constable Ana Larch said: “We will do more for every victim.”\n\n"
    "Ofsted had rated a school nearby. By Cal Thornton\n"
)


def page(text: str) -> Page:
    ((found, _),) = facts_of([document(text)])
    return Page(found)


def forms(text: str) -> dict[str, set[str]]:
    """In which ways each organisation of a text is named or meant."""
    return {
        one.who.body_id: {form for _, _, form in one.namings}
        for one in page(text).candidates
        if not isinstance(one.who, Person)
    }


def features_of(text: str, name: str) -> Features:
    """The features of somebody."""
    of = page(text)
    ((_, parts),) = [pair for pair in zip(of.candidates, describe(of), strict=True) if pair[0].who.name == name]
    return {feature: value for part in parts for feature, value in part.items()}


def published(text: str) -> set[str]:
    """The names of the stakeholders of a text."""
    return {claim.name for claim in extract(document(text)).claims if isinstance(claim, StakeholderClaim)}


def test_everybody_named_is_a_candidate() -> None:
    found = {one.who.name for one in page(INSPECTED).candidates}
    assert {"Kent Police", "Ofsted", "Ana Larch"} <= found


def test_a_place_alone_is_a_candidate_and_beside_the_name_of_its_force_none() -> None:
    assert forms("A shop in Kent was shut. Essex Police said so. Essex is flat.") == {
        "kent-police": {"place-alone"},
        "essex-police": {"name"},
    }


def test_capitalised_words_may_be_an_organisation_that_no_vocabulary_has() -> None:
    found = forms("Railway Children and Missing People met Kent Police. Chief Constable Ana Larch of Kent spoke.")
    assert {body for body, ways in found.items() if ways == {"unknown"}} == {
        "railway-children",
        "missing-people",
        "railway-children-and-missing-people",
    }


def test_a_fire_authority_that_stands_for_its_service_is_a_candidate_itself() -> None:
    assert {"avon-fire", "avon-fire-authority"} <= forms(
        "Avon Fire Authority was rated good at preventing fires."
    ).keys()


def test_a_commissioner_means_their_office_and_inspectors_mean_theirs_without_a_grade() -> None:
    found = forms("The Police and Crime Commissioner wrote to Kent Police. Inspectors came in May.")
    assert found["kent-pcc"] == {"oversight"}
    assert found["hmicfrs"] == {"inspection"}


def test_who_inspects_and_whom_somebody_speaks_for_are_meant() -> None:
    found = forms("Inspectors rated Kent Police good at preventing crime. Its commissioner, Ola Birch, was glad.")
    assert found == {"kent-police": {"name"}, "hmicfrs": {"inspection"}, "kent-pcc": {"oversight", "person"}}


@each_case(
    ("text", "overseers"),
    [
        ("The Panel met on Kent Police.", {"kent-police-and-crime-panel": {"oversight"}}),
        (
            "Kent Police wrote to Norfolk Constabulary. Its panel met.",
            {"norfolk-police-and-crime-panel": {"oversight"}},
        ),
        ("Avon Fire and Rescue Service is good. The Authority knew.", {"avon-fire-authority": {"oversight"}}),
        ("Norfolk Fire and Rescue Service is a county council's.", {"norfolk-county-council": {"oversight"}}),
        ("Kent Police works with the regional unit.", {"ersou": {"oversight"}}),
        ("Kent Police works with Surrey Police.", {}),
    ],
)
def test_a_word_for_who_oversees_a_body_means_them(text: str, overseers: dict[str, set[str]]) -> None:
    found = forms(text)
    assert {one: found[one] for one in found if one in overseers} == overseers
    assert not any("oversight" in each for one, each in found.items() if one not in overseers)


def test_what_means_somebody_is_the_passage_of_their_claim() -> None:
    text = "Inspectors rated Kent Police good at preventing crime. It was fair."
    inspects = next(one for one in page(text).candidates if "hmicfrs" in str(one.who))
    assert [text[start:end] for start, end, _ in inspects.namings] == ["Inspectors"]


@each_case(
    ("feature", "value"),
    [
        ("first in title", 1.0),
        ("its body is rated", 1.0),
        ("organisation named by name", 1.0),
        ("organisation territorial-force", 1.0),
        ("beside inspectorate", 1.0),
        ("sentence behind rated", 1.0),
        ("first close to top", 1.0),
    ],
)
def test_features_of_an_organisation(feature: str, value: float) -> None:
    assert features_of(INSPECTED, "Kent Police")[feature] == value


@each_case(
    "feature",
    [
        "person",
        "quoted",
        "person kind police-rank",
        "person named by name",
        "behind said",
    ],
)
def test_features_of_a_person(feature: str) -> None:
    assert features_of(INSPECTED, "Ana Larch")[feature] == 1.0


def test_features_have_no_name_in_common() -> None:
    of = page(INSPECTED)
    for parts in describe(of):
        assert sum(map(len, parts)) == len({name for part in parts for name in part})


def test_who_is_likely_is_published_with_the_probability() -> None:
    claims = [claim for claim in extract(document(INSPECTED)).claims if isinstance(claim, StakeholderClaim)]
    assert {claim.name for claim in claims} >= {"Kent Police", "Ana Larch"}
    assert all(claim.probability is not None and claim.probability >= THRESHOLD for claim in claims)


def test_who_is_likelier_one_than_not_is_doubtful() -> None:
    for text in (INSPECTED, "Kent Police met Essex Police at the Home Office. A shop in Surrey was shut."):
        ((found, _),) = facts_of([document(text)])
        (likely,) = judged([Page(found)])
        doubtful = {one.candidate.who.name for one in likely if LIKELIER_THAN_NOT <= one.probability < THRESHOLD}
        sure = {one.candidate.who.name for one in likely if one.probability >= THRESHOLD}
        extraction = extract(document(text))
        named = {claim.name for claim in extraction.doubtful if isinstance(claim, StakeholderClaim)}
        assert (named, published(text)) == (doubtful, sure)


def test_places_by_the_way_and_people_of_crimes_are_none() -> None:
    text = (
        "Kent Police said Joe Elmwood, 34, was jailed for nine years after shops in Surrey and Essex were robbed. "
        "Detective Inspector Ana Larch said: “He will be an old man when he is out.”"
    )
    assert published(text) == {"Kent Police", "Ana Larch"}


def test_documents_are_judged_alike_alone_and_together_and_time_and_again() -> None:
    texts = [INSPECTED, "Kent Police met Essex Police at the Home Office.", "", INSPECTED.replace("Kent", "Essex")]
    read = [document(text, name=f"invented-{number}") for number, text in enumerate(texts)]
    together = [*extract_all(read)]
    assert together == [extract(one) for one in read] == [*extract_all(read)]


def test_features_of_two_builds_are_the_same() -> None:
    judges, names = learned()
    one, other = (described(names, JUDGE, [page(INSPECTED)], describe) for _ in range(2))
    assert (one.columns == other.columns).all()
    assert one.values.tobytes() == other.values.tobytes()
    again = Names(tuple(names.number), fixed=True)
    assert all(judge.probabilities(one, names) == judge.probabilities(other, again) for judge in judges.values())


EMSOU = (
    "EMSOU ‘inadequate’ at tackling organised crime\n\nHMICFRS rated East Midlands Special Operations Unit (EMSOU) "
    "inadequate at tackling serious and organised crime. Leicestershire Police was rated good, Derbyshire Constabulary "
    "adequate.\n\n“We will act on it,” said Assistant Chief Constable Ana Larch of EMSOU.\n\n"
    "Police and Crime Commissioner Ola Birch said: “I will hold the chief constable of Leicestershire to account.”\n"
)


@each_case(
    ("name", "relations"),
    [
        ("East Midlands Special Operations Unit", ("inspected-body",)),
        ("Leicestershire Police", ("constituent-force", "inspected-body")),
        ("Ana Larch", ("spokesperson",)),
        ("Ola Birch", ("oversight",)),
    ],
)
def test_stakeholders_have_their_part(name: str, relations: tuple[str, ...]) -> None:
    claims = [claim for claim in extract(document(EMSOU)).claims if isinstance(claim, StakeholderClaim)]
    assert {claim.relations for claim in claims if claim.name == name} == {relations}


@each_case(
    ("likely", "parts"),
    [
        ({"constituent-force": 0.6, "inspected-body": 0.9, "other": 0.1}, ("constituent-force", "inspected-body")),
        ({"constituent-force": 0.4, "inspected-body": 0.9, "other": 0.8}, ("inspected-body",)),
        ({"constituent-force": 0.1, "inspected-body": 0.2, "other": 0.3}, ("other",)),
    ],
)
def test_only_a_force_inspected_with_its_unit_has_two_parts(likely: dict[str, float], parts: tuple[str, ...]) -> None:
    assert decided(likely) == parts


def test_each_part_is_one_of_the_vocabulary() -> None:
    assert set(PARTS) == set(vocabularies.codes("relation"))
