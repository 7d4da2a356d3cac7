"""Plain text (stop-gap)."""
from flows.reading.laying_out import Piece
import re
_PARTS = re.compile(r"\n(?:[ \t]*\n)+|\n(?=[ \t]*[-•*] )")
def pieces_of_plain(text: str) -> list[Piece]:
    return [Piece("item" if p.lstrip()[:2] in ("- ","• ","* ") else "paragraph", p) for p in _PARTS.split(text)]
