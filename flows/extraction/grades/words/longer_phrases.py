"""Words of an area inside a longer phrase for something else: "cost-effectiveness", "the public inquiry"."""

from __future__ import annotations

import re

from flows.extraction.analysis.analysis import Analysis

# All read text in lower case, and within a block: "People" may have "Plans" in the line below it.
# "the fuel |efficiency"
NARROWS = re.compile(r"\b(?:(?:cost|energy|fuel|tax|water|heating|carbon)[ -]|(?:self|time)-)$")
LONGEST_NARROWING = len(" heating ")
_MADE_OF_IT = (
    r" (?:savings?|gains?|targets?|drives?|measures?|programmes?|plans?|awards?|boards?|funds?|bonus(?:es)?)\b"
)
_OF_ITS = (
    r" of (?:its|their) (?:[\w-]+ ){0,2}?(?:schemes?|control rooms?|fleet|engines?|cadets?|volunteers?|estate|"
    r"investigators?|vehicles?|buildings?|projects?|desks?|departments?)\b"
)
# What may stand behind the last word of an area, and makes it the name of another thing.
GOES_ON = {
    "efficiency": re.compile(rf"{_MADE_OF_IT}|{_OF_ITS}"),
    "effectiveness": re.compile(rf"{_MADE_OF_IT}|{_OF_ITS}"),
    "leadership": re.compile(
        r" (?:buildings?|centres?|college|courses?|programmes?|schemes?|awards?|academy|contests?|elections?)\b|"
        rf"{_OF_ITS}"
    ),
    "public": re.compile(
        r" (?:inquir(?:y|ies)|meetings?|consultations?|galler(?:y|ies)|purse|sector|hearings?|holidays?)\b"
    ),
    "offenders": re.compile(r"['’] (?:famil(?:y|ies)|relatives|partners|children|homes|parents|employers)\b"),
    "crime": re.compile(r" (?:statistics|figures|novels?|fiction|dramas?)\b"),
    "people": re.compile(r" (?:plans?|strateg(?:y|ies)|boards?|departments?|carriers?)\b"),
    "response": re.compile(
        r" to the (?:[\w-]+ )?(?:pandemic|floods?|flooding|riots?|storms?|attacks?|bombing|shooting|crash|heatwave)\b"
    ),
}


def end_of_longer(folded: str, start: int, end: int) -> int | None:
    """Where a longer phrase ends, for something else, of which the words of an area are part; None without one."""
    last = folded[max(start, folded.rfind(" ", start, end) + 1) : end]
    goes_on = GOES_ON.get(last)
    if goes_on and (longer := goes_on.match(folded, end)):
        return longer.end()
    if not folded.startswith(("efficien", "effective", "leadership", "legitimacy"), start):
        return None
    return end if NARROWS.search(folded, max(0, start - LONGEST_NARROWING), start) else None


def names_longer(analysis: Analysis, start: int, end: int) -> bool:
    """Whether a slice holds such a longer phrase, which a grade there is for: it is none of the body as a whole."""
    folded = analysis.view.folded
    return any(end_of_longer(folded, hit.start, hit.end) is not None for hit in analysis.areas_in(start, end))
