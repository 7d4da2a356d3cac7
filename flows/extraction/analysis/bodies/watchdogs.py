"""What texts call the inspectorates of police forces and fire services, and others who watch them: parts of patterns.

All in lower case, from the vocabularies: whoever writes a pattern needs to know no inspectorate.
"""

from __future__ import annotations

import re

from schemas import vocabularies


def _acronyms(*words: str) -> tuple[str, ...]:
    """The acronyms, misspelt ones too, of bodies with one of these words in their name; none before one it begins."""
    bodies = {
        body_id for body_id, entry in vocabularies.bodies().items() if any(w in entry.name.lower() for w in words)
    }
    called = (each.alias for each in vocabularies.aliases() if each.body_id in bodies)
    found = {name.lower() for name in called if name.isupper()}
    return tuple(sorted(found, key=lambda acronym: (-len(acronym), acronym)))


ACRONYMS = _acronyms("inspectorate of constabulary")
WATCHDOG = rf"(?:{'|'.join(map(re.escape, ACRONYMS))})"
# A text that has any of the acronyms has one of these pieces.
PIECES = tuple(a for a in ACRONYMS if not any(other != a and other in a for other in ACRONYMS))
PROGRAMMES = tuple(name.lower() for name in vocabularies.programme_names())
PROGRAMME = rf"(?:{'|'.join(map(re.escape, PROGRAMMES))})"
