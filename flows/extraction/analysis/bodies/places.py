"""When a place means its force: "Kent police", "Kent was graded good", a list of places beside a force.

And which body the places of a text stand for where it names none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import zip_longest

from flows.extraction.analysis.bodies.mentions import COORDINATION, Mention, bodies_of_place
from flows.extraction.analysis.bodies.namesakes import is_on_fire
from flows.extraction.analysis.bodies.watchdogs import PIECES, PROGRAMMES
from flows.extraction.analysis.text.view import View
from flows.extraction.claims import Body
from schemas import vocabularies

# Words of which a text that judges forces or fire services has one; railways and schools are judged without.
OF_FORCES = ("police", "policing", "constabular", "force", "fire", "inspector", *PIECES, *PROGRAMMES)
FORCE = frozenset({"territorial-force"})
# No words that join two places are longer.
LONGEST_JOINT = 60
# "Kent| police forces", "the X, Y and Z| forces"
FORCES_AFTER = re.compile(
    r"(?i)(?:['’]s?)?\s*(?:(?:police|regional|fire and rescue|fire)\s+)?"
    r"(?:forces?|constabular(?:y|ies)|services|police officers)\b(?!\s+areas?\b)"
)
# "the forces of |X, Y and Z", "five forces: |X", "the chief constables of |X"
FORCES_BEFORE = re.compile(
    r"(?i)\b(?:(?:forces|constabularies|force areas|services)\b\W{0,4}"
    r"(?:(?:are|were|in|of|from|including|include[sd]?|namely|such as|among them|covering|covers|for|involved|across)"
    r"\W{0,3})?(?:the\s+|both\s+)?|(?:forces|services)\b[^.;\n]{0,70}(?:\s?[:–—(]\s?|,\s(?:including|among them)\s)|"
    r"chief constables?\s+(?:of|for|in|from)\s+(?:the\s+)?|"
    r"(?:police in|(?:officers|detectives|colleagues|counterparts) from)\s+)$"
)
# "Kent| was graded", "A, B and C| were each told": places that are judged are forces.
JUDGED_AFTER = re.compile(
    r"(?:\s[–—-]|,\s(?:which|who)(?:\s[^.;\n]{3,90}?,)?)?\s(?:was|were|is|are|has been|have been)\s"
    r"(?:(?:all|both|each|also|now|found to be)\s)?"
    r"(?:graded|rated|judged|assessed|deemed|classed|ranked|branded|put (?:at|in)|found (?:to|in)|told|"
    r"(?:given|awarded|handed)\s[^.;\n]{0,40}?\b(?:grad(?:e|ing)s?|ratings?)\b)\b"
)
# "good news for |Kent, which was graded"
FOR = re.compile(r"(?i)\b(?:for|to) $")
# "inspectors graded |Kent in 2022"
JUDGED_BEFORE = re.compile(r"\b(?:graded|rated|judged|assessed|inspected)\s+(?:the\s+|both\s+)?$")
_GRADES = rf"['‘“\"]?(?:{'|'.join(vocabularies.grade_ranks())})['’”\"]?"
# "Kent and Surrey| were adequate"
GRADED_AFTER = re.compile(
    r"(?:,\swhich)?\s(?:was|were|is|are)\s(?:(?:all|both|each|also|now|"
    rf"still)\s)?{_GRADES}(?=[.,;]|\s(?:and|but|while|for|at|in|across|overall)\b)"
)
# "Kent|, adequate.", "Kent| – good at", "Kent|: 2014 good", "Kent| a ‘good’", "and Kent| adequate;": the verb left out.
BARE_AFTER = re.compile(
    rf"(?i)(?: ?[,:–—-] (?:(?:19|20)\d\d |an? |now |still |only |again )?{_GRADES}|"
    rf" (?:an?|the) (?=['‘“\"]){_GRADES}| {_GRADES})"
    r"(?=$|[.,;:)\n]|\s(?:and|but|at|for|in|on|by|again|overall|twice|this|last|when)\b)"
)
# "Kent|, up from good", "Kent| climbs to outstanding"
MOVED_AFTER = re.compile(
    r"(?i)(?:,\s(?:now\s)?(?:up|down|lifted|raised)|\s(?:(?:all|both|each)\s)?(?:goes|went|moves?|moved|rises?|rose|climbs?|climbed|slips?|slipped|drops?|"
    rf"dropped|falls?|fell|improves?|improved)(?:\s(?:up|down|back))?)\s(?:from|to)\s(?:an?\s)?{_GRADES}"
)
# "Kent| is England's best police force", "Kent|, the only force to …"
IS_A_FORCE = re.compile(
    r"(?:,|\s(?:is|was|remains|became))\s(?:the|an?|one\sof\sthe|[A-Z]\w+['’]s)\s(?:[\w’'-]+\s){0,3}"
    r"(?:police\sforces?|forces?|fire\s(?:and\srescue\s)?services?)\b"
)
# "A, B and C| – we found inadequate"
FOUND_AFTER = re.compile(r"\s?[,–—-]?\swe\s(?:found|judged|graded|rated)\b")
# "Kent| keeps its outstanding for values", "Kent| got a good grade"
KEEPS_AFTER = re.compile(
    r"\s(?:(?:also|still|again|now|alone)\s)?(?:keeps?|kept|retain(?:s|ed)|holds?|held|gets?|got|has|earned|receive[sd]?|"
    r"achieve[sd]?|won|gained)\s(?:an?|its|the|another|one)\s(?:[\w-]+\s)?"
    rf"{_GRADES}(?=[.,;]|\s(?:grad(?:e|ing)s?|ratings?|marks?|for|at|in|across)\b)"
)
# What is said behind places only of forces.
SAID_AFTER = (JUDGED_AFTER, GRADED_AFTER, KEEPS_AFTER, BARE_AFTER, MOVED_AFTER, IS_A_FORCE, FOUND_AFTER)
# "a school in |Kent was graded": the place is where it happens.
PLACED = re.compile(
    r"(?i)\b(?:in|from|near|of|across|at|around|for|to|outside)\s+(?:(?:the|north|south|east|west|mid|"
    r"central)\w*\s+)?$"
)
# "Good: |A, B and C"
GRADE_BEFORE = re.compile(
    rf"(?i)(?:^|\n|\s){_GRADES}(?:\s\(\d\d?\))?(?:,?\samong\s(?:them|which))?(?:\s?[:–—-]\s?|\sat\s)$"
)


def promoted(view: View, items: list[Mention]) -> tuple[list[Mention], list[Mention]]:
    """(mentions, places): a list of places is one of forces where the text says so, or where a force stands in it."""
    mentions: list[Mention] = []
    places: list[Mention] = []
    units = {item.body.body_id for item in items if item.body.kind == "regional-unit"}
    members = [set(vocabularies.members().get(unit, ())) for unit in sorted(units)]
    run: list[Mention] = []
    for item, following in zip_longest(items, items[1:]):
        run.append(item)
        if following and _joined(view, item.end, following.start):
            continue
        forces = any(one.form == "place" for one in run) and _is_list_of_forces(view, run, members)
        for one in run:
            (mentions if one.form != "place" or forces else places).append(one)
        run = []
    return mentions, places


def _is_list_of_forces(view: View, run: list[Mention], members: list[set[str]]) -> bool:
    """Whether places named side by side are forces; `members` are those of each unit the text names."""
    text, start, end = view.text, run[0].start, run[-1].end
    if any(m.form != "place" and m.body.kind == run[0].body.kind for m in run):
        return True
    if len(run) > 2 and any({m.body.body_id for m in run} <= forces for forces in members):
        return True
    before = text[max(0, start - 90) : start]
    after = next((found for words in SAID_AFTER if (found := words.match(text, end))), None)
    placed = PLACED.search(before) and not (after and ", which" in after.group() and FOR.search(before))
    judged = bool((after and not placed) or JUDGED_BEFORE.search(before))
    if after and after.re is not JUDGED_AFTER:
        judged = judged and any(word in view.folded for word in OF_FORCES)
    return bool(judged or FORCES_AFTER.match(text, end) or FORCES_BEFORE.search(before) or GRADE_BEFORE.search(before))


def _joined(view: View, start: int, end: int) -> bool:
    match = COORDINATION.match(view.text, start) if end - start < LONGEST_JOINT else None
    return bool(match and match.end() == end)


def apart(view: View, items: list[Mention]) -> list[Mention]:
    """The mentions; two places that together name a fire service are two forces in a text that is not on services."""
    if any(item.body.kind == "fire-service" and item.form != "place" for item in items) or is_on_fire(view.folded):
        return items
    found = []
    for item in items:
        first, joint, last = view.text[item.start : item.end].partition(" and ")
        forces = [body_of_places([place], view.folded, FORCE) for place in (first, last)]
        if item.form == "place" and item.body.kind == "fire-service" and forces[0] and forces[1]:
            end = item.start + len(first)
            found.append(Mention(item.start, end, forces[0], "place"))
            item = Mention(end + len(joint), item.end, forces[1], "place")
        found.append(item)
    return found


def body_of_places(places: Iterable[str], folded: str, kinds: frozenset[str]) -> Body | None:
    """The one body of certain kinds that the places of a text can stand for; `folded` is the text in lower case.

    Of a force and a fire service of one place it is the one that the text speaks of.
    """
    named = {body for place in places for body in bodies_of_place(place) if body.kind in kinds}
    found = {body for body in named if vocabularies.bodies()[body.body_id].valid_to is None}
    if len(found) > 1:
        on_fire = is_on_fire(folded)
        found = {body for body in found if (body.kind == "fire-service") == on_fire}
    return found.pop() if len(found) == 1 else None
