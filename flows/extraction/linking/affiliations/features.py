"""What describes a person with an organisation that they could be of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from flows.extraction.analysis.bodies.bodies import Mention
from flows.extraction.analysis.people.people import Person
from flows.extraction.analysis.people.roles import is_former
from flows.extraction.analysis.reference.discourse import antecedent
from flows.extraction.claims import Body
from flows.extraction.linking.affiliations.candidates import Candidate, Crowd
from flows.extraction.linking.features import Features, close, yes
from flows.extraction.linking.features.beside import between, words_in
from flows.extraction.linking.features.rows import Parts, once

# So many words between a name and an organisation are told, and so many beside a name.
MOST_BETWEEN, BESIDE = 8, 3
# So many characters on either side of a name its sentence is looked at, and between it and an organisation.
REACH = 120
# So many words of a role are looked at, and so many mentions of a person.
MOST_OF_ROLE, MOST_MENTIONS = 12, 6
# More sentences or names apart are no different.
MOST_APART = 20.0


def describe(crowd: Crowd) -> Iterator[Parts]:
    """The features of each candidate of each person of a document."""
    of_organisation, of_person = once(partial(_of_organisation, crowd)), once(partial(_of_person, crowd))
    for one in crowd.candidates:
        of_both = _of_ways(crowd, one), _of_roles(one), _of_place(crowd, one)
        yield of_person(one.person), of_organisation(one.body), *of_both


def _of_person(crowd: Crowd, person: Person) -> Features:
    """The titles and roles of a person, and the words around the place that names them first."""
    analysis, (start, end, _) = crowd.analysis, person.mentions[0]
    found = yes(*((f"person is {kind}", True) for kind in sorted(person.kinds) or ("untitled",)))
    for role in person.roles:
        found[f"title {(role.title or '').lower()}"] = 1.0
        found |= {f"role word {word}": 1.0 for word in role.text.lower().split()[:MOST_OF_ROLE]}
    found["roles"] = float(len(person.roles))
    found["bodies named by roles"] = float(len({role.organisation for role in person.roles} - {None}))
    low, high = max(0, start - REACH), end + REACH
    if sentence := analysis.sentence_at(start):
        low, high = max(low, sentence.start), min(high, sentence.end)
        found[f"named in {sentence.block.kind}"] = 1.0
        found["how far down"] = start / len(analysis.text)
    before, behind = words_in(analysis.text, low, start), words_in(analysis.text, end, high)
    found |= {f"before name {word}": 1.0 for word in before[-BESIDE:]}
    found |= {f"behind name {word}": 1.0 for word in behind[:BESIDE]}
    return found | {f"sentence {word}": 1.0 for word in (*before, *behind)}


def _of_organisation(crowd: Crowd, body: Body) -> Features:
    """What an organisation is, and how much a document is on it."""
    named = crowd.of_body.get(body, ())
    alike = [len(places) for other, places in crowd.of_body.items() if other.kind == body.kind]
    found = yes(
        (f"body is {body.kind}", True),
        ("body is named", bool(named)),
        ("only one of its kind", bool(named) and len(alike) == 1),
        ("named most of its kind", bool(named) and len(named) == max(alike)),
        *((f"named by {one.form}", True) for one in named),
        *((f"name word {word}", True) for word in body.name.lower().split()),
    )
    if named:
        found["first named"] = named[0].start / len(crowd.analysis.text)
    return found | {"times named": float(len(named))}


def _of_ways(crowd: Crowd, one: Candidate) -> Features:
    """How a candidate comes to be one, and whether it, or what it comes through, is what the text means by its kind."""
    return yes(
        *((f"is {way}", True) for way in one.ways),
        *((f"by way of {way}", True) for other in one.through for way in other.ways),
        ("is meant by its kind", _is_meant(crowd, one)),
        ("by way of what is meant", any(_is_meant(crowd, other) for other in one.through)),
    )


def _is_meant(crowd: Crowd, one: Candidate) -> bool:
    return antecedent(crowd.analysis, one.person.mentions[0][0], frozenset({one.body.kind})) == one.body


def _of_roles(one: Candidate) -> Features:
    """How the titles and roles of a person suit an organisation."""
    person, body = one.person, one.body
    found = yes(*((f"{kind} at {body.kind}", True) for kind in sorted(person.kinds) or ("untitled",)))
    for role in person.roles:
        form = "past role" if is_former(role.text) else "role"
        found |= yes(
            (f"{form} names it", role.organisation == body),
            (f"{form} names another", role.organisation not in (None, body)),
            (f"{(role.title or '').lower()} at {body.kind}", True),
            *((f"role word {word} at {body.kind}", True) for word in role.text.lower().split()[:MOST_OF_ROLE]),
        )
    return found


def _of_place(crowd: Crowd, one: Candidate) -> Features:
    """How near the places that name a person and an organisation, or whom it oversees, come to each other."""
    # By name, too, where several bodies are named by one place: what is nearest must be the same whenever it is asked.
    places = (m for body in one.bodies for m in crowd.of_body.get(body, ()))
    named = sorted(places, key=lambda m: (m.start, m.end, m.body.body_id))
    if not named:
        return {}
    index = crowd.analysis.index_at
    pairs = [(place, m) for place in one.person.mentions[:MOST_MENTIONS] for m in _beside(named, place[0])]
    together = [pair for pair in pairs if index(pair[0][0]) == index(pair[1].start)]
    (start, end, _), mention = min(together or pairs, key=lambda pair: abs(pair[0][0] - pair[1].start))
    found = _of_pair(crowd, start, mention) | _of_words_between(crowd, one, start, end, mention)
    first = one.person.mentions[0][0]
    before = [m for m in named if m.start < first]
    found["named before first"] = float(len(before))
    if before:
        since = crowd.between(before[-1].end, first)
        of_kind = [m for m in since if m.body.kind == before[-1].body.kind and m.body not in one.bodies]
        found["last of its kind before"] = -1.0 if of_kind else 1.0
        found["last before"] = -1.0 if since else 1.0
        found["sentences since"] = min(MOST_APART, index(first) - index(before[-1].start))
    return found


def _of_pair(crowd: Crowd, start: int, mention: Mention) -> Features:
    """Where the nearest naming of an organisation stands, seen from a name at a position."""
    analysis = crowd.analysis
    here, there = analysis.index_at(start), analysis.index_at(mention.start)
    sentence = analysis.sentences[there]
    return yes(
        ("in its sentence", here == there),
        ("in its block", analysis.sentences[here].block is sentence.block),
        ("opens its sentence", mention.start - sentence.start <= len("the ")),
        ("in speech", analysis.quotation_at(mention.start) is not None),
        ("in a heading", sentence.block.kind == "heading"),
        (f"named {mention.form} there", True),
    )


def _of_words_between(crowd: Crowd, one: Candidate, start: int, end: int, mention: Mention) -> Features:
    """What stands between a name and an organisation: words, and other organisations."""
    side = "before" if mention.start < start else "behind"
    low, high = (mention.end, start) if side == "before" else (end, mention.start)
    others = [m for m in crowd.between(low, high) if m.body not in one.bodies]
    found = {
        f"nearest {side}": 1.0,
        "close": close(max(0, high - low) // 5),
        "bodies between": min(MOST_APART, len(others)),
    }
    if 0 <= high - low <= REACH:
        found |= between(side, words_in(crowd.analysis.text, low, high), MOST_BETWEEN)
    return found


def _beside(named: Sequence[Mention], position: int) -> Iterable[Mention]:
    """The naming last before a position, and the next behind it."""
    at = bisect_left(named, position, key=lambda one: one.start)
    return named[max(0, at - 1) : at + 1]
