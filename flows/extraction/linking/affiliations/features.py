"""The features of a person with an organisation that they may belong to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial

from flows.extraction.analysis.bodies.mentions import Mention
from flows.extraction.analysis.people.people import Person
from flows.extraction.analysis.people.roles import is_former
from flows.extraction.analysis.reference.discourse import antecedent
from flows.extraction.claims import Body
from flows.extraction.linking.affiliations.candidates import AffiliationWork, Candidate
from flows.extraction.linking.features import Features, close, flags
from flows.extraction.linking.features.beside import words_in
from flows.extraction.linking.features.rows import Parts

# How many words on either side of a name are features.
BESIDE = 3
# Look at no more than this many characters of the sentence on either side of a name, and between name and organisation.
CHARACTERS_AROUND = 120
# How many words of a role, and how many mentions of a person, are looked at.
MOST_OF_ROLE, MOST_MENTIONS = 12, 6
# Larger distances in sentences or names are cut to this number.
MOST_APART = 20.0


def describe(work: AffiliationWork) -> Iterator[Parts]:
    """Yield the features of each candidate of each person of a document."""
    of_body = cache(partial(_of_organisation, work))
    of_person = cache(partial(_of_person, work))
    for one in work.candidates:
        yield of_person(one.person), of_body(one.body), _of_ways(work, one), _of_roles(one), _of_place(work, one)


def _of_person(work: AffiliationWork, person: Person) -> Features:
    """Return the features of a person alone: titles, roles, and the words around the first mention."""
    analysis, (start, end, _) = work.analysis, person.mentions[0]
    features = flags(*((f"person is {kind}", True) for kind in sorted(person.kinds) or ("untitled",)))
    for role in person.roles:
        features[f"title {(role.title or '').lower()}"] = 1.0
        features |= {f"role word {word}": 1.0 for word in role.text.lower().split()[:MOST_OF_ROLE]}
    features["bodies named by roles"] = float(len({role.organisation for role in person.roles} - {None}))
    low, high = max(0, start - CHARACTERS_AROUND), end + CHARACTERS_AROUND
    if sentence := analysis.sentence_at(start):
        low, high = max(low, sentence.start), min(high, sentence.end)
    before, behind = words_in(analysis.text, low, start), words_in(analysis.text, end, high)
    features |= {f"before name {word}": 1.0 for word in before[-BESIDE:]}
    features |= {f"behind name {word}": 1.0 for word in behind[:BESIDE]}
    return features | {f"sentence {word}": 1.0 for word in (*before, *behind)}


def _of_organisation(work: AffiliationWork, body: Body) -> Features:
    """Return the features of an organisation alone: what it is, and how much the document names it."""
    named = work.of_body.get(body, ())
    alike = [len(places) for other, places in work.of_body.items() if other.kind == body.kind]
    features = flags(
        (f"body is {body.kind}", True),
        ("body is named", bool(named)),
        ("only one of its kind", bool(named) and len(alike) == 1),
        ("named most of its kind", bool(named) and len(named) == max(alike)),
        *((f"named by {mention.form}", True) for mention in named),
        *((f"name word {word}", True) for word in body.name.lower().split()),
    )
    if named:
        features["first named"] = named[0].start / len(work.analysis.text)
    return features


def _of_ways(work: AffiliationWork, one: Candidate) -> Features:
    """Return features of why an organisation is a candidate, and of whether a reference there would mean it."""
    return flags(
        *((f"is {way}", True) for way in one.ways),
        *((f"by way of {way}", True) for other in one.through for way in other.ways),
        ("is meant by its kind", _is_meant(work, one)),
        ("by way of what is meant", any(_is_meant(work, other) for other in one.through)),
    )


def _is_meant(work: AffiliationWork, one: Candidate) -> bool:
    return antecedent(work.analysis, one.person.mentions[0][0], frozenset({one.body.kind})) == one.body


def _of_roles(one: Candidate) -> Features:
    """Return features of how the titles and roles of a person fit an organisation."""
    person, body = one.person, one.body
    features = flags(*((f"{kind} at {body.kind}", True) for kind in sorted(person.kinds) or ("untitled",)))
    for role in person.roles:
        form = "past role" if is_former(role.text) else "role"
        features |= flags(
            (f"{form} names it", role.organisation == body),
            (f"{form} names another", role.organisation not in (None, body)),
            (f"{(role.title or '').lower()} at {body.kind}", True),
            *((f"role word {word} at {body.kind}", True) for word in role.text.lower().split()[:MOST_OF_ROLE]),
        )
    return features


def _of_place(work: AffiliationWork, one: Candidate) -> Features:
    """Return features of how near a person and an organisation, or one of `through`, are named to each other."""
    # Sort by id too: one place may name several bodies, and the nearest of these must be the same on every run.
    places = (m for body in one.bodies for m in work.of_body.get(body, ()))
    named = sorted(places, key=lambda m: (m.start, m.end, m.body.body_id))
    if not named:
        return {}
    index = work.analysis.index_at
    pairs = [(place, m) for place in one.person.mentions[:MOST_MENTIONS] for m in _nearest_two(named, place[0])]
    together = [pair for pair in pairs if index(pair[0][0]) == index(pair[1].start)]
    (start, end, _), mention = min(together or pairs, key=lambda pair: abs(pair[0][0] - pair[1].start))
    features = _of_pair(work, start, mention) | _of_words_between(work, one, start, end, mention)
    first = one.person.mentions[0][0]
    before = [m for m in named if m.start < first]
    if before:
        since = work.between(before[-1].end, first)
        of_kind = [m for m in since if m.body.kind == before[-1].body.kind and m.body not in one.bodies]
        features["last of its kind before"] = -1.0 if of_kind else 1.0
        features["sentences since"] = min(MOST_APART, index(first) - index(before[-1].start))
    return features


def _of_pair(work: AffiliationWork, start: int, mention: Mention) -> Features:
    """Return features of the naming of an organisation that is nearest to a person's name at `start`."""
    analysis = work.analysis
    here, there = analysis.index_at(start), analysis.index_at(mention.start)
    sentence = analysis.sentences[there]
    return flags(
        ("in its sentence", here == there),
        ("in its block", analysis.sentences[here].block is sentence.block),
        ("opens its sentence", mention.start - sentence.start <= len("the ")),
        ("in a heading", sentence.block.kind == "heading"),
        (f"named {mention.form} there", True),
    )


def _of_words_between(work: AffiliationWork, one: Candidate, start: int, end: int, mention: Mention) -> Features:
    """Return features of the words and of the other organisations between a name and an organisation."""
    side = "before" if mention.start < start else "behind"
    low, high = (mention.end, start) if side == "before" else (end, mention.start)
    others = [m for m in work.between(low, high) if m.body not in one.bodies]
    features = {
        f"nearest {side}": 1.0,
        "close": close(max(0, high - low) // 5),
        "bodies between": min(MOST_APART, len(others)),
    }
    if 0 <= high - low <= CHARACTERS_AROUND:
        features |= {f"{side} between {word}": 1.0 for word in words_in(work.analysis.text, low, high)}
    return features


def _nearest_two(named: Sequence[Mention], position: int) -> Iterable[Mention]:
    """Return the last naming before a position and the first behind it."""
    at = bisect_left(named, position, key=lambda naming: naming.start)
    return named[max(0, at - 1) : at + 1]
