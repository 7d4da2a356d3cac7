"""The bodies that a text names side by side as equals, which may hold a grade together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.bodies import COORDINATION, INSPECTED_KINDS
from flows.extraction.analysis.bodies.places import AS_POLICE, fire_service_of
from flows.extraction.analysis.reference.references import references_in
from flows.extraction.claims import Body
from flows.extraction.grades.frames.body_words import (
    AFTER_BODY,
    EXCEPTED,
    IN_PLACE,
    LABEL_OF,
    LABEL_OPENS,
    TO_FORCE,
    WHICH_WAS,
)
from flows.extraction.grades.groups.peers import parts_of_peers

# "Kent and |its neighbour Surrey", "and its sister force, Surrey"
NEIGHBOUR = re.compile(
    r"(?:(?:its|their)\s+)?(?:near\s+|close\s+|\w+ern\s+|next-door\s+|smaller\s+|larger\s+)?"
    r"(?:neighbours?|partners?|counterparts?|(?:sister|partner|neighbouring)\s+(?:forces?|services?|brigades?)),?\s+(?=[A-Z])"
)
FIRE_SERVICES = re.compile(r"\s+(?:and\s+(?:[A-Z][\w’'-]+\s+){1,3})?fire\s+(?:and\s+rescue\s+)?(?:services|brigades)\b")
PREPOSITION = re.compile(r"(?<!\w)(?P<said>(?:for|to|by)\s(?:the\s)?)$")
# "Grades at a glance (the last ones in brackets)", "with those of the 2022 report in brackets", "brackets show the old"
_EARLIER = r"(?:previous|last|earlier|former|old|prior|(?:19|20)\d\d(?:\s?[/–-]\s?\d\d)?(?![\d/–-]))"
EARLIER_IN_BRACKETS = re.compile(
    rf"\b{_EARLIER}\b[^.;\n]{{0,40}}?\bin brackets\b|\bbrackets\s(?:(?!{_EARLIER})[\w’'-]+\s){{0,6}}{_EARLIER}\b"
)
YEAR = re.compile(r"\b(?:19|20)\d\d\b(?!\s?[/–-]\s?\d\d\b)")
WITH = re.compile(r"\b(?:with|alongside)\s$")
OF_POLICE = ("police", "policing", "force", "constabular")
RATED_BODIES = frozenset(INSPECTED_KINDS)
# Forms in which a body is not named: it may be another one than the nearest that was.
REFERRING = ("pronoun", "context", "noun")


@dataclass(slots=True)
class Group:
    """Bodies named side by side as equals, at a slice of the view."""

    start: int
    end: int
    bodies: tuple[Body, ...]
    form: str


@dataclass
class Context:
    """What linking needs of a document, and what it has learnt so far: the bodies rated in each area."""

    analysis: Analysis
    speakers: dict[int, Body | None]
    rated: dict[str, set[str]] = field(default_factory=dict)
    groups: dict[tuple[int, int], list[Group]] = field(default_factory=dict)
    first_lines: dict[int, int] = field(default_factory=dict)
    first_items: dict[int, int] = field(default_factory=dict)
    # Short forms of grades that a key explains: their slices and the grades.
    shorts: list[tuple[int, int, str]] = field(default_factory=list)

    @cached_property
    def earlier_in_brackets(self) -> str | None:
        """What a text says of the time of grades in brackets, where these are earlier ones: their year, or nothing."""
        folded = self.analysis.view.folded
        said = EARLIER_IN_BRACKETS.search(folded) if "brackets" in folded else None
        years = YEAR.findall(said.group()) if said else []
        return (years[-1] if years else "") if said else None

    @cached_property
    def of_peers(self) -> list[tuple[int, int]]:
        """The parts of a page that give the grades of others, or none in particular."""
        return parts_of_peers(self.analysis)

    @cached_property
    def of_services(self) -> bool:
        """Whether a text speaks of services and not of the police, so that places are fire services."""
        folded = self.analysis.view.folded
        return "services" in folded and not any(word in folded for word in OF_POLICE)


def groups_in(context: Context, start: int, end: int) -> list[Group]:
    """The groups of bodies that can hold a grade in a slice, in order. Place names count beside a force."""
    if (start, end) not in context.groups:
        context.groups[start, end] = _groups(context, start, end)
    return context.groups[start, end]


def _is_excepted(text: str, start: int, item: Group) -> bool:
    """Whether a body is named as another than is meant: "unlike BODY", but not "unlike BODY, which was rated G"."""
    low = max(start, item.start - 24)
    if text.startswith(",", item.end) and AFTER_BODY.search(text, low, item.start):
        return True
    excepted = EXCEPTED.search(text, low, item.start)
    return excepted is not None and WHICH_WAS.match(text, item.end) is None


def _groups(context: Context, start: int, end: int) -> list[Group]:
    analysis = context.analysis
    references = [r for r in references_in(analysis, start, end, context.speakers) if r.bodies[0].kind in RATED_BODIES]
    # A place among the references is one that the text makes a force.
    items = [Group(r.start, r.end, r.bodies, "name" if r.form == "place" else r.form) for r in references]
    items += [Group(p.start, p.end, (p.body,), "place") for p in analysis.places_in(start, end)]
    if context.of_services:
        items = [fire_services_of(item, analysis.text) or item for item in items]
    items = [item for item in items if not _is_excepted(analysis.text, start, item)]
    items = [i for i in items if i.form != "pronoun" or not NEIGHBOUR.match(analysis.text, i.end + 1)]
    items.sort(key=lambda group: group.start)
    items = [
        item for at, item in enumerate(items) if item.form != "noun" or not _helps(analysis.text, items[:at], item)
    ]
    groups: list[Group] = []
    for item in items:
        last = groups[-1] if groups else None
        if last and last.form == "place" and item.form == "noun" and _is_of_place(analysis.text, last, item):
            groups[-1] = Group(last.start, item.end, last.bodies, "name")
            continue
        if last and "pronoun" not in (last.form, item.form):
            joint = COORDINATION.match(analysis.text, last.end + _owning(analysis.text, last, item))
            beside = NEIGHBOUR.match(analysis.text, joint.end()) if joint else None
            again = _said_again(analysis.text, last, joint.end()) if joint else -1
            other = joint.end() if joint and item.form == "noun" and _kind(last) != _kind(item) else -1
            if joint and (
                item.start in (joint.end(), beside.end() if beside else -1, again) or item.start < other < item.end
            ):
                form = "name" if "place" in (last.form, item.form) and last.form != item.form else last.form
                groups[-1] = Group(last.start, item.end, tuple(dict.fromkeys((*last.bodies, *item.bodies))), form)
                continue
        groups.append(item)
    return [_with_services(analysis.text, group) for group in groups]


def _kind(item: Group) -> bool:
    """Whether an item is a fire service, and no force."""
    return item.bodies[0].kind == "fire-service"


def _helps(text: str, before: list[Group], item: Group) -> bool:
    """Whether a noun for the other service is who a body works with: "Its work with |the fire service |was rated G"."""
    others = any(_kind(one) != _kind(item) for one in before)
    return others and WITH.search(text, max(0, item.start - len(" alongside ")), item.start) is not None


def _with_services(text: str, group: Group) -> Group:
    """The fire services of places that stand before these words: "Kent and Surrey fire services"."""
    fire = group.form == "place" and FIRE_SERVICES.match(text, group.end)
    return (fire_services_of(group, text) if fire else None) or group


def _is_of_place(text: str, place: Group, noun: Group) -> bool:
    """Whether "the force" is the one of the place that its clause opens with: "In neighbouring Surrey the force …"."""
    fronts = IN_PLACE.search(text, max(0, place.start - len(", whereas in neighbouring  ")), place.start)
    return fronts is not None and TO_FORCE.fullmatch(text, place.end, noun.start) is not None


def _said_again(text: str, one: Group, at: int) -> int:
    """Where a name begins that has before it the very word that the name before has: "for Kent and |for Surrey"."""
    word = PREPOSITION.search(text, max(0, one.start - len(" to the ")), one.start)
    return at + len(word["said"]) if word and text.startswith(word["said"], at) else -1


def _owning(text: str, one: Group, other: Group) -> int:
    """How long the ending is of the first of two names that own something: "Kent’s and Surrey’s"."""
    ends = text[one.end : one.end + 2], text[other.end : other.end + 2]
    return 2 if all(end in ("'s", "’s") for end in ends) else 0


def labelled(text: str, start: int, at: int, groups: list[Group]) -> Group | None:
    """The body of a label, which the line from a position to a grade is on: "On Surrey: “The force is G at Y”".

    Or which the part of a line behind a semicolon or slash is on: "Kent Police: G at Y; Surrey Police: G at Z".
    """
    apart = max(text.rfind("; ", start, at) + len("; "), text.rfind(" / ", start, at) + len(" / "))
    part = next((g for g in groups if apart > start + len(" / ") and g.start == apart), None)
    if part and part.form in ("name", "place") and text.startswith(":", part.end) and part.end < at:
        return part
    first = groups[0] if groups else None
    if first is None or first.form not in ("name", "place") or not LABEL_OF.match(text, first.end, at):
        return None
    other = any(group.form in ("name", "place") for group in groups[1:] if group.start < at)
    return first if LABEL_OPENS.fullmatch(text, start, first.start) and not other else None


def fire_services_of(group: Group, text: str) -> Group | None:
    """The fire services of the places that a group of forces is named by; None where it is named as forces."""
    if group.form not in ("name", "place") or all(body.kind == "fire-service" for body in group.bodies):
        return None
    if AS_POLICE.search(text, group.start, group.end):
        return None
    found = tuple(one for body in group.bodies if (one := fire_service_of(body)))
    return replace(group, bodies=found) if len(found) == len(group.bodies) else None
