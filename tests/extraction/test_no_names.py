"""Which bodies and programmes there are, the vocabularies say: no pattern of the extraction names one."""

import ast
import re
from pathlib import Path

from flows import extraction
from schemas import vocabularies
from tests.cases import each_case

MODULES = sorted(Path(extraction.__file__).parent.rglob("*.py"))
# Of two letters and three, many are words and ranks too.
SHORTEST = 4
# Words of which the names of many bodies are made, one beside the other.
SHAPES = {"Home Office", "Probation Service", "NHS"}


def named() -> re.Pattern[str]:
    acronyms = {each.alias for each in vocabularies.aliases() if each.alias.isupper() and len(each.alias) >= SHORTEST}
    names = {entry.name for entry in vocabularies.bodies().values()}
    every = sorted({*acronyms, *names, *vocabularies.programme_names()} - SHAPES)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, every))})(?!\w)", re.IGNORECASE)


NAMED = named()


@each_case("module", MODULES, ids=[path.stem for path in MODULES])
def test_no_pattern_names_a_body_or_a_programme(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and id(n) not in said]
    assert [found.group() for text in texts if isinstance(text, str) if (found := NAMED.search(text))] == []
