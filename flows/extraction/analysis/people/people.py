"""Find the people that a text names, each with every slice that names them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from flows.extraction.analysis.bodies.mentions import Mention
from flows.extraction.analysis.people.candidates import Bodies, Name, names_in
from flows.extraction.analysis.people.names import HONORIFIC, NOT_NAMES, SURNAME_HERE
from flows.extraction.analysis.people.roles import Role, Titles, is_former
from flows.extraction.analysis.text.layout import Spans
from flows.extraction.analysis.text.lexicon import Hit
from flows.extraction.analysis.text.view import View
from flows.extraction.claims import Body

# "G SURNAME", "G. SURNAME"
INITIAL = re.compile(r"[A-Z]\.? \S+$")


@dataclass(eq=False)
class Person:
    """A person of the document: `name` in full, and `mentions` as (start, end, form), in order. Judges fill in `roles`,
    in the document's words, and `organisation` later. `likely_role`: the highest probability that words beside the name
    are a role."""

    name: str
    roles: list[Role] = field(default_factory=list)
    mentions: list[tuple[int, int, str]] = field(default_factory=list)
    organisation: Body | None = None
    likely_role: float = 0.0

    @property
    def surname(self) -> str:
        """The last word of the name."""
        return self.name.split()[-1]

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of the titles held, or once held if none is current; cached, so ask when all roles are known."""
        titled = [role for role in self.roles if role.kind]
        if len(titled) > 1:
            titled = [role for role in titled if not is_former(role.text)] or titled
        return frozenset([role.kind for role in titled])

    def give(self, role: Role) -> None:
        """Add a role, unless one with the same words is known and the new role adds no organisation."""
        if all(known.text != role.text or (role.organisation and not known.organisation) for known in self.roles):
            self.roles.append(role)


def find_people(
    view: View, spans: list[tuple[int, int]], titles: list[Hit], mentions: list[Mention], places: list[Mention]
) -> list[Person]:
    """Return the people of a view, in order of first mention. `spans`: the slices that are not furniture. Everything
    that looks like a name is included; judges decide later whether it is a person with a part in the text."""
    bodies = Bodies(mentions, places)
    names = [*names_in(view, spans, Titles(view, titles), bodies)]
    found: dict[str, Person] = {}
    for name in [*names, *_surnames(view, spans, titles, names, bodies)]:
        person = found.setdefault(name.text, Person(name.text))
        person.mentions.append((name.start, name.end, "name-again" if person.mentions else "name"))
    people = list(_merged(found))
    for person in people:
        person.mentions.sort()
    return sorted(people, key=lambda person: person.mentions[0])


def _surnames(
    view: View, spans: Iterable[tuple[int, int]], titles: Iterable[Hit], names: Iterable[Name], bodies: Bodies
) -> Iterator[Name]:
    """Yield surnames alone behind a title or "Mr" that are in no full name: "Chief Fire Officer SURNAME"."""
    name_words = {word for name in names for word in name.text.split()}
    kept = Spans([*spans])
    titled = [SURNAME_HERE.match(view.text, hit.end + 1) for hit in titles if view.text[hit.end : hit.end + 1] == " "]
    called = [match for match in (*titled, *HONORIFIC.finditer(view.text)) if match and kept.contains(match.start())]
    for start, match in {match.start(1): match for match in called}.items():
        alone = " " not in match[1] and match[1] not in NOT_NAMES and match[1] not in name_words
        if alone and not bodies.overlap(*match.span(1)) and start not in bodies.by_start:
            yield Name(*match.span(1), match[1])


def _merged(found: dict[str, Person]) -> Iterator[Person]:
    """Yield the people, with "G SURNAME" merged into the only "Gillian SURNAME" of the text."""
    fuller: dict[tuple[str, str], list[Person]] = defaultdict(list)
    for person in found.values():
        if len(person.name.split()[0].rstrip(".")) > 1:
            fuller[person.name[0], person.surname].append(person)
    for person in found.values():
        namesakes = fuller[person.name[0], person.surname] if INITIAL.match(person.name) else []
        if len(namesakes) == 1:
            namesakes[0].mentions += person.mentions
        else:
            yield person
