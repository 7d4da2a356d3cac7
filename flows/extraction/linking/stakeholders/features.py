"""The features of a person or organisation that could have a part in a document, one function per point of view."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from flows.extraction.analysis.bodies.mentions import INSPECTED_KINDS
from flows.extraction.analysis.bodies.namesakes import is_on_fire
from flows.extraction.analysis.people.people import Person
from flows.extraction.claims import Body
from flows.extraction.linking.features import Features, close, flags
from flows.extraction.linking.features.beside import words_beside
from flows.extraction.linking.features.rows import Parts
from flows.extraction.linking.stakeholders.candidates import Candidate, Page
from flows.extraction.linking.stakeholders.people import of_person
from schemas import vocabularies

# The kinds of trigger words that are counted in the sentence of the first naming.
TRIGGERS = ("grade", "disrupting", "crime", "inspecting")
MARKS = ".,;:!?()[]“”‘’\"'"
# How many words on either side of a naming are features, for how many namings, and how far away in characters.
BESIDE, PLACES, REACH = 3, 4, 40
# How many words of the sentence on either side of a naming are features.
MOST_WORDS = 12
# A sentence that names at least this many bodies is a list.
LIST = 3
# How many sentences are the opening of a document.
OPENING = 4


def describe(page: Page) -> Iterator[Parts]:
    """Yield the features of each candidate of a document."""
    kinds = Counter(one.who.kind for one in page.candidates if isinstance(one.who, Body) and not one.unknown)
    document = of_document(page, kinds.total())
    spoken_for = Counter(one.body for one in page.candidates if isinstance(one.who, Person) and one.body)
    for one in page.candidates:
        who = of_person(page, one.who) if isinstance(one.who, Person) else of_organisation(page, one.who, kinds)
        yield (
            document,
            who,
            of_naming(one),
            of_places(page, one),
            of_words(page, one),
            of_sentences(page, one),
            of_body(page, one.body, spoken_for),
            of_namesakes(page, one),
        )


def of_document(page: Page, organisations: int) -> Features:
    """Return features of the document: what it is about, and how much it names."""
    analysis = page.analysis
    opening = max((sentence.end for sentence in analysis.sentences[:OPENING]), default=0)  # its end
    found = {
        "document sentences": float(len(analysis.sentences)),
        "document blocks": float(len(analysis.blocks)),
        "document organisations": float(organisations),
        "document people": float(len(analysis.people)),
        "document rated bodies": float(len(page.rated)),
        "document counted bodies": float(len(page.counted)),
        "document quotations": float(sum(item.speaker is not None for item in page.found.spoken)),
        "document ratings": float(len(page.found.ratings)),
        "document figures": float(len(page.found.disruptions)),
        "opening inspecting": float(len(analysis.triggers.within("inspecting", 0, opening))),
        "document inspecting": float(len(analysis.triggers.starts["inspecting"])),
        "document on fire": float(is_on_fire(analysis.view.folded)),
        "document places": float(len(analysis.places)),
    }
    for kind, count in Counter(mention.body.kind for mention in analysis.mentions).items():
        found[f"document names {kind}"] = float(count)
    return found


def of_organisation(page: Page, body: Body, kinds: Counter[str]) -> Features:
    """Return features of an organisation's name and kind. `kinds`: how many organisations there are of each kind."""
    words = body.name.split()
    known = body.body_id in vocabularies.bodies()
    found = flags(
        (f"organisation {body.kind}", True),
        ("organisation known", known),
        (f"organisation id {body.body_id}", known),
        (f"name opens {words[0]}", True),
        (f"name closes {words[-1]}", True),
        ("organisation inspected kind", body.kind in INSPECTED_KINDS),
        ("organisation may be a person", body.name in page.names_of_people),
        ("organisation opens with a small word", words[0].lower() in page.small_words),
        ("organisation closes with a small word", words[-1].lower() in page.small_words),
    )
    found |= {f"name has {word}": 1.0 for word in words[1:-1]}
    found["name words"] = float(len(words))
    found["others of its kind"] = float(kinds[body.kind] - 1)
    return found


def of_naming(one: Candidate) -> Features:
    """Return features of the forms in which a candidate is named or implied, and of whether it is quoted."""
    kind = "person" if isinstance(one.who, Person) else "organisation"
    forms = [form for _, _, form in one.namings]
    found = {f"{kind} named by {form}": 1.0 for form in forms}
    return found | flags((f"{kind} first named by {forms[0]}", True), ("quoted", bool(one.quotations)))


def of_places(page: Page, one: Candidate) -> Features:
    """Return features of where a candidate is named: blocks, sentences, lists, and the first naming."""
    analysis = page.analysis
    blocks, sentences, lists = Counter[str](), set[int](), 0
    for start, _, _ in one.namings:
        if sentence := analysis.sentence_at(start):
            sentences.add(sentence.index)
            blocks[sentence.block.kind] += 1
            lists += len({m.body for m in analysis.mentions_in(sentence.start, sentence.end)}) >= LIST
    count = len(one.namings)
    found = {f"named in {kind}": number / count for kind, number in blocks.items()}
    found["named in lists"] = lists / count
    found["share of sentences"] = len(sentences) / max(1, len(analysis.sentences))
    found["share of page spanned"] = (one.namings[-1][0] - one.namings[0][0]) / max(1, len(analysis.text))
    return found | _first_place(page, *one.namings[0][:2])


def _first_place(page: Page, start: int, end: int) -> Features:
    """Return features of the place where a candidate is named first."""
    analysis = page.analysis
    sentence = analysis.sentence_at(start)
    found = {"how far down": start / max(1, len(analysis.text))}
    if sentence is None:
        return found
    block = sentence.block
    found |= flags(
        (f"first in {block.kind}", True),
        ("first in title", block.index == 0),
        ("first is its block", start - block.start < LIST and block.end - end < LIST),
        ("first in speech", analysis.quotation_at(start) is not None),
    )
    for kind in TRIGGERS:
        found[f"{kind} words beside first"] = float(len(analysis.triggers.within(kind, sentence.start, sentence.end)))
    found["first close to top"] = close(sentence.index)
    found["first close to end"] = close(len(analysis.sentences) - 1 - sentence.index)
    found["first block"] = float(block.index)
    found["first words before"] = float(analysis.text.count(" ", sentence.start, start))
    found["first words behind"] = float(analysis.text.count(" ", end, sentence.end))
    return found


def of_words(page: Page, one: Candidate) -> Features:
    """Return features of the words beside the first namings of a candidate."""
    text, found = page.analysis.text, Features()
    for number, (start, end, _) in enumerate(one.namings[:PLACES]):
        for side, words in zip(("before", "behind"), words_beside(text, start, end, BESIDE, REACH), strict=True):
            for at, word in enumerate(words, 1):
                found[f"{side} {word}"] = 1.0
                if not number:
                    found[f"first {side} {at} {word}"] = 1.0
    return found


def of_sentences(page: Page, one: Candidate) -> Features:
    """Return features of the words and bodies in the sentences that name a candidate."""
    analysis, found = page.analysis, Features()
    for start, end, _ in one.namings[:PLACES]:
        if sentence := analysis.sentence_at(start):
            before = analysis.view.folded[sentence.start : start].split()[-MOST_WORDS:]
            behind = analysis.view.folded[end : sentence.end].split()[:MOST_WORDS]
            found |= {f"sentence before {word.strip(MARKS)}": 1.0 for word in before}
            found |= {f"sentence behind {word.strip(MARKS)}": 1.0 for word in behind}
            others = {m.body for m in analysis.mentions_in(sentence.start, sentence.end)} - {one.who}
            found |= {f"beside {body.kind}": 1.0 for body in others}
            found |= flags(("beside rated", any(body.body_id in page.rated for body in others)))
    return found


def of_body(page: Page, body: Body | None, spoken_for: Counter[Body]) -> Features:
    """Return features of what else is said of a candidate's organisation, and of its regional units."""
    if body is None:
        return {}
    analysis = page.analysis
    named = len(analysis.mentions_of.get(body, ()))
    rated, members = page.rated, vocabularies.members()
    units = {unit for unit, forces in members.items() if body.body_id in forces}
    found = flags(
        (f"its body is {body.kind}", True),
        ("its body is rated", body.body_id in rated),
        ("its body has figures", body.body_id in page.counted),
        ("its body published", analysis.publisher == body),
        ("its body is named most", named == page.most_mentions > 0),
        ("its body grades", body.body_id in vocabularies.graders()),
        ("its body may be rated", body.body_id in page.doubtful_bodies),
        ("its body is of a unit named", bool(units & page.named)),
        ("nothing is rated", not rated),
        ("its unit is rated", bool(units & rated)),
        ("a force of its unit is rated", any(rated.intersection(members[unit]) for unit in units)),
        ("its unit and a force of it are rated", any(rated.intersection(members[u]) for u in units & rated)),
    )
    return found | {"its body named": float(named), "people of its body": float(spoken_for[body])}


def of_namesakes(page: Page, one: Candidate) -> Features:
    """Return features of other organisations of the same place, and of the name of a person's organisation."""
    if one.body is None:
        return {}
    words = one.body.name.split()
    others = (other for other in page.by_first_word.get(words[0], ()) if other != one.body)
    found = {f"of its place {other.kind}": 1.0 for other in others}
    return found | {f"its body name {word}": 1.0 for word in words if isinstance(one.who, Person)}
