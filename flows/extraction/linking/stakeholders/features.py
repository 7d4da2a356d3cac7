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
TRIGGERS = ("grade", "disrupting", "crime", "inspecting", "digit")
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
    document = of_document(page)
    kinds = Counter(one.who.kind for one in page.candidates if isinstance(one.who, Body) and not one.unknown)
    spoken_for = Counter(one.body for one in page.candidates if isinstance(one.who, Person) and one.body)
    for one in page.candidates:
        who = of_person(page, one.who) if isinstance(one.who, Person) else of_organisation(page, one.who, kinds)
        yield (
            document,
            who,
            of_naming(one),
            of_places(page, one),
            of_words(page, one),
            of_speech(one),
            of_sentences(page, one),
            of_body(page, one.body, spoken_for),
            of_units(page, one.body),
            of_namesakes(page, one),
        )


def of_document(page: Page) -> Features:
    """Return features of the document: what it is about, and how much it names."""
    analysis = page.analysis
    organisations = [one for one in page.candidates if isinstance(one.who, Body) and not one.unknown]
    opening = max((sentence.end for sentence in analysis.sentences[:OPENING]), default=0)  # its end
    found = {
        "document sentences": float(len(analysis.sentences)),
        "document blocks": float(len(analysis.blocks)),
        "document organisations": float(len(organisations)),
        "document people": float(len(analysis.people)),
        "document rated bodies": float(len(page.rated)),
        "document counted bodies": float(len(page.figure_counts)),
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
    """Return features of how often, and in which forms, a candidate is named or implied."""
    kind = "person" if isinstance(one.who, Person) else "organisation"
    forms = [form for _, _, form in one.namings]
    found = {f"{kind} named by {form}": 1.0 for form in forms}
    found[f"{kind} first named by {forms[0]}"] = 1.0
    found["namings"] = float(len(one.namings))
    return found


def of_places(page: Page, one: Candidate) -> Features:
    """Return features of where a candidate is named: blocks, sentences, lists, speech, and the first naming."""
    analysis = page.analysis
    blocks, sentences, lists, quoted = Counter[str](), set[int](), 0, 0
    for start, _, _ in one.namings:
        sentence = analysis.sentence_at(start)
        quoted += analysis.quotation_at(start) is not None
        if sentence is not None:
            sentences.add(sentence.index)
            blocks[sentence.block.kind] += 1
            lists += len({m.body for m in analysis.mentions_in(sentence.start, sentence.end)}) >= LIST
    count = len(one.namings)
    found = {f"named in {kind}": number / count for kind, number in blocks.items()}
    found |= {"named in lists": lists / count, "named in speech": quoted / count}
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
    near = analysis.mentions_in(sentence.start, sentence.end)
    for kind in TRIGGERS:
        found[f"{kind} words beside first"] = float(len(analysis.triggers.within(kind, sentence.start, sentence.end)))
    found["rated beside first"] = float(len({mention.body for mention in near if mention.body.body_id in page.rated}))
    found["places beside first"] = float(len(analysis.places_in(sentence.start, sentence.end)))
    found["first close to top"] = close(sentence.index)
    found["first close to end"] = close(len(analysis.sentences) - 1 - sentence.index)
    found["first block"] = float(block.index)
    found["first words before"] = float(analysis.text.count(" ", sentence.start, start))
    found["first words behind"] = float(analysis.text.count(" ", end, sentence.end))
    found["bodies beside first"] = float(len({mention.body for mention in near}))
    for kind in {mention.body.kind for mention in near if not start <= mention.start < end}:
        found[f"beside first {kind}"] = 1.0
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
    words = Counter[str]()
    for start, end, _ in one.namings[:PLACES]:
        if sentence := analysis.sentence_at(start):
            before = analysis.view.folded[sentence.start : start].split()[-MOST_WORDS:]
            behind = analysis.view.folded[end : sentence.end].split()[:MOST_WORDS]
            found |= {f"sentence before {word.strip(MARKS)}": 1.0 for word in before}
            found |= {f"sentence behind {word.strip(MARKS)}": 1.0 for word in behind}
            others = {m.body for m in analysis.mentions_in(sentence.start, sentence.end)} - {one.who}
            found |= {f"beside {body.kind}": 1.0 for body in others}
            found |= flags(("beside rated", any(body.body_id in page.rated for body in others)))
            for kind in ("grade", "inspecting"):
                words[kind] += len(analysis.triggers.within(kind, sentence.start, sentence.end))
    return found | {f"{kind} words beside": float(count) for kind, count in words.items()}


def of_speech(one: Candidate) -> Features:
    """Return features of how often a candidate is quoted."""
    return flags(("quoted", bool(one.quotations))) | {"quotations": float(len(one.quotations))}


def of_body(page: Page, body: Body | None, spoken_for: Counter[Body]) -> Features:
    """Return features of what else the document says of an organisation, or of a person's organisation."""
    if body is None:
        return {}
    analysis = page.analysis
    named = len(analysis.mentions_of.get(body, ()))
    figures = page.figure_counts.get(body.body_id, 0)
    found = flags(
        (f"its body is {body.kind}", True),
        ("its body is rated", body.body_id in page.rated),
        ("its body has figures", figures > 0),
        ("its body published", analysis.publisher == body),
        ("its body is named most", named == page.most_mentions > 0),
        ("its body grades", body.body_id in vocabularies.graders()),
        ("its body may be rated", body.body_id in page.doubtful_bodies),
        ("its body is of a unit named", _units_of(body) & page.named != set()),
    )
    found["its body named"], found["its body figures"] = float(named), float(figures)
    found["people of its body"] = float(spoken_for[body])
    found["ratings of its body"] = float(page.ratings_of[body])
    return found


def of_units(page: Page, body: Body | None) -> Features:
    """Return features of what the document says of the regional units of a force, and of their forces."""
    if body is None:
        return {}
    members, rated, named = vocabularies.members(), page.rated, page.named
    units = _units_of(body)
    together = {force for unit in units for force in members[unit]}
    most = max(page.figure_counts.values(), default=0)
    found = flags(
        ("nothing is rated", not rated),
        ("its unit is rated", bool(units & rated)),
        ("its unit may be rated", bool(units & page.doubtful_bodies)),
        ("a force of its unit is rated", bool(together & rated)),
        ("its unit and a force of it are rated", any(unit in rated and rated & set(members[unit]) for unit in units)),
        ("its body has most figures", page.figure_counts.get(body.body_id, 0) == most > 0),
    )
    if units & named:
        often = {other.body_id: len(places) for other, places in page.analysis.mentions_of.items()}
        found["forces of its unit named"] = float(len(together & named - {body.body_id}))
        found["share of its unit named"] = max(
            len(named.intersection(members[unit])) / len(members[unit]) for unit in units & named
        )
        found["its unit named"] = float(max(often[unit] for unit in units & named))
        found["its unit named oftener"] = found["its unit named"] - max(often.get(force, 0) for force in together)
    return found


def of_namesakes(page: Page, one: Candidate) -> Features:
    """Return features of other organisations of the same place, and of the name of a person's organisation."""
    if one.body is None:
        return {}
    words = one.body.name.split()
    others = (other for other in page.by_first_word.get(words[0], ()) if other != one.body)
    found = {f"of its place {other.kind}": 1.0 for other in others}
    return found | {f"its body name {word}": 1.0 for word in words if isinstance(one.who, Person)}


def _units_of(body: Body) -> set[str]:
    """Return the ids of the regional units that a force belongs to."""
    return {unit for unit, forces in vocabularies.members().items() if body.body_id in forces}
