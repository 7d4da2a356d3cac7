"""The department of a minister, by the portfolio their title names: "Justice Minister", "of Justice"."""

from __future__ import annotations

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.bodies import POLICE_KINDS, body_of
from flows.extraction.analysis.people.people import Person
from flows.extraction.claims import Body
from schemas import vocabularies

# Words of ministers' titles that departments share.
NO_PORTFOLIO = frozenset(
    {"Minister", "Secretary", "Cabinet", "Deputy", "First", "of", "for", "and", "the", "Northern", "State"}
)
# The portfolios of ministers that each country of the kingdom has a department of its own for, or its government.
DEVOLVED = frozenset({"Justice"})


def of_portfolio(analysis: Analysis, person: Person) -> Body | None:
    """The department a text names that has a minister's portfolio in its name: "Justice Minister", "of Justice"."""
    if "minister" not in person.kinds or any("shadow" in role.text.lower() for role in person.roles):
        return None
    words = {word for role in person.roles for word in role.text.split()}
    named = dict.fromkeys(m.body for m in analysis.mentions if m.body.kind == "government-department")
    found = [body for body in named if words & set(body.name.split()) - NO_PORTFOLIO]
    if not found and words & DEVOLVED:
        return _devolved(analysis)
    return found[0] if len(found) == 1 else None


def _devolved(analysis: Analysis) -> Body | None:
    """The department for a devolved portfolio, or the government, of the country that all police of a text are of."""
    entries = vocabularies.bodies()
    known = [m.body for m in analysis.mentions if m.body.body_id in entries]
    regions = {entries[body.body_id].region for body in known if body.kind in POLICE_KINDS}
    regions = regions or {region for body in known if (region := entries[body.body_id].region)}
    country = regions.pop() if len(regions) == 1 else None
    departments = (e for e in entries.values() if e.kind == "government-department")
    theirs = [e for e in departments if country and e.region == country]
    found = [e for e in theirs if DEVOLVED & set(e.name.split())] or [
        e for e in theirs if e.name.endswith("Government")
    ]
    return body_of(found[0].body_id) if len(found) == 1 else None
