"""Parts of regular expressions for the inspectorates and their programmes, in lower case, from the vocabularies.

With these parts no pattern needs to spell out an inspectorate.
"""

from __future__ import annotations

import re

from schemas import vocabularies

_BODIES = {
    code for code, entry in vocabularies.bodies().items() if "inspectorate of constabulary" in entry.name.lower()
}
_ALIASES = (alias.alias for alias in vocabularies.aliases() if alias.body_id in _BODIES)
# Longest first.
_ACRONYMS = sorted({name.lower() for name in _ALIASES if name.isupper()}, key=lambda name: (-len(name), name))
WATCHDOG = rf"(?:{'|'.join(map(re.escape, _ACRONYMS))})"
# The acronyms that contain no other acronym: a text with any acronym contains at least one of these.
PIECES = tuple(a for a in _ACRONYMS if not any(other != a and other in a for other in _ACRONYMS))
PROGRAMME = rf"(?:{'|'.join(re.escape(name.lower()) for name in vocabularies.programme_names())})"
