"""Parts of regular expressions for the inspectorates and their programmes, in lower case, from the vocabularies.

With these parts no pattern needs to spell out an inspectorate.
"""

from __future__ import annotations

import re

from schemas import vocabularies


def _acronyms(*words: str) -> tuple[str, ...]:
    """Return the acronyms of bodies with one of `words` in their name, in lower case, longest first."""
    bodies = {
        body_id for body_id, entry in vocabularies.bodies().items() if any(w in entry.name.lower() for w in words)
    }
    aliases = (alias.alias for alias in vocabularies.aliases() if alias.body_id in bodies)
    found = {name.lower() for name in aliases if name.isupper()}
    return tuple(sorted(found, key=lambda acronym: (-len(acronym), acronym)))


ACRONYMS = _acronyms("inspectorate of constabulary")
WATCHDOG = rf"(?:{'|'.join(map(re.escape, ACRONYMS))})"
# The acronyms that contain no other acronym: a text with any acronym contains at least one of these.
PIECES = tuple(a for a in ACRONYMS if not any(other != a and other in a for other in ACRONYMS))
PROGRAMMES = tuple(name.lower() for name in vocabularies.programme_names())
PROGRAMME = rf"(?:{'|'.join(map(re.escape, PROGRAMMES))})"
