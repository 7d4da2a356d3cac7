"""Pieces of words without which rules for figures have nothing to look for in a sentence, all found in one pass."""

from __future__ import annotations

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.hints import Pieces
from flows.extraction.analysis.layout import Sentence

# Each match of the pattern that a rule is named after holds one of its pieces, in lower case.
_RULES = {
    # `figures.statements`
    "hedged": (
        "to reach|to  reach|to achieve|to  achieve|to make|to  make|to deliver|to  deliver|to hit|to  hit|target|aim|"
        "goal|objective|will|out to|out  to|seek|tasked|vow|would|could|should|must|plan|expect|might|may|capacity|"
        "ability|need|'d |forecast|hop|want|pledge|promise|at risk|at  risk|potential|ambition|if|ask|stop|floor|"
        "ceiling|threshold|minimum|set itself|sets itself|ourselves|themselves|whether"
    ),
    "meant": (
        "should|must|ought|will|would|shall|is to|is  to|are to|are  to|expected|planned|due|forecast|wanted|needed|"
        "required|hoped|the aim|the  aim|the target|the  target|the goal|the  goal|can|could|may|might|count|appear|"
        "worth|shown|given|written|treated"
    ),
    "not-done": "fail|unable|refus|not|never|n't",
    # `figures.denials`
    "doubt": (
        "deny|denie|disput|refut|reject|dismiss|rubbish|contest|challeng|rumour|nonsense|confirm|verif|substantiat|"
        "corroborat|true|correct|right|the case|accurate|false|wrong|mislead| lie|myth|evidence|record that|record of|"
        "proof|mistak|exaggerat|erroneous|amend|clarifi|not |n't|never|hardly|claim|alleg|reckon|insinuat|suspect|"
        "guess|believ|unfounded|made up|error|duplicat|disallow|withdrawn|removed|struck|miscount|misrec|misclass|"
        "misrep|double|discount|deleted|twice|inflated|invalid|cancel|void|overturn|revers|reclassif|ineligib|revis|"
        "adjust|restat|found to|shown to|proved to|established to|should have"
    ),
    # `figures.excepted`
    "excepted": (
        "non-|non–|non‑|non |unrelated|unconnected|exclud|except|other than|other  than|not |n't|n’t|none|nothing|"
        "apart|aside|leaving| but | bar | save "
    ),
    # `figures.differences`
    "lacked": "need|requir|lack|lost|lose|losing|shed|missing|owed|exclud|counting|including",
    "sampled": (
        "sampl|examin|audit|analys|look|inspect|check|scrutin|stud|read|review|test|went through|gone through|"
        "went  through|gone  through|assured|chose|picked|select|drew|taken"
    ),
}
_PIECES = Pieces(_RULES)


def hints_of(analysis: Analysis, sentence: Sentence) -> frozenset[str]:
    """The rules that may find something in a sentence."""
    return _PIECES.within(analysis.view.folded[sentence.start : sentence.end])
