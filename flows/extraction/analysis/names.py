"""The shape of people's names and of the verbs and joints that stand beside them."""

from __future__ import annotations

import re

PARTICLE = r"(?:van der|van den|van de|van|von|de la|de|del|della|da|di|du|bin|ibn|al|el|le|la|ap|ab)"
NAME_WORD = (
    r"(?:[OD]['’])?(?:Mc|Mac|Al-|El-|Fitz|Ó )?[A-ZÀ-ÖØ-Þ][a-zß-ÿĀ-ſ]+(?:[-'’][A-ZÀ-ÖØ-Þ][a-zß-ÿĀ-ſ]+)*"
)
NAME = rf"{NAME_WORD}(?: (?:{PARTICLE} {NAME_WORD}|(?:[A-Z]\.? )?{NAME_WORD})){{1,3}}"
SURNAME = rf"(?:{PARTICLE} )?{NAME_WORD}"
POLITE = r"(?:Sir|Dame|Lord|Lady|Baroness|Dr|Prof|Professor|Mr|Mrs|Ms|Miss|Rev)"

NAME_HERE = re.compile(rf"(?:{POLITE}\.? )?({NAME})(?!\w)")
SURNAME_HERE = re.compile(rf"({SURNAME})(?!\w)")
CANDIDATE = re.compile(rf"(?<![\w’'-]){NAME}(?!\w)")
HONORIFIC = re.compile(rf"\b{POLITE}\.? ((?:{NAME_WORD} )?{SURNAME})(?!\w)")

SPEECH = (
    r"(?:said|says|say|added|adds|told|tells|commented|comments|explained|explains|continued|stated|states|wrote|writes|"
    r"concluded|concludes|warned|warns|insisted|insists|responded|replied|admitted|admits|acknowledged|acknowledges|"
    r"noted|notes|stressed|confirmed|claimed|argued|remarked|welcomed|accepted|described|promised|praised|"
    r"urged|pointed|revealed|announced|declared|thanked|hailed|reflected|observed|agreed|pledged|vowed|believes|"
    r"emphasised|highlighted|conceded|paid tribute)"
)
SPEAKS_AFTER = re.compile(
    rf",?\s+(?:who\s+[^,.]{{1,80}},\s+)?(?:(?:has|have|had|also|then|later|today|further|since|who|yesterday)\s+){{0,2}}{SPEECH}\b"
)
SAYS = r"(?:said|says|added|adds|explained|explains|commented|continued|concluded|insisted|stated|wrote|warned|admitted|stressed)"
SPEAKS_BEFORE = re.compile(rf"(?:\b{SAYS}|\baccording to|\b[Cc]ommenting,?|\bspeaking,?)\s+(?:the\s+)?$")

# A word that is no part of a person's name though it is written with a capital where titles and headlines stand.
NOT_NAMES = frozenset(
    ["The", "A", "An", "This", "That", "These", "Those", "He", "She", "It", "We", "They", "Our", "His", "Her", "Its", "Their", "In", "On", "At", "For", "From", "With", "By", "As", "But", "And", "Or", "If", "When", "While", "Police", "Force", "Forces", "Constabulary", "Service", "Services", "Crime", "Unit", "Inspector", "Inspectors", "Inspectorate", "Chief", "Constable", "Commissioner", "Commissioners", "Commander", "Officer", "Officers", "Sir", "Dame", "Mr", "Mrs", "Ms", "Miss", "Dr", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December", "North", "South", "East", "West", "Road", "Street", "Lane", "Avenue", "Park", "House", "Court", "Hall", "City", "County", "Council", "Fire", "Rescue", "Home", "Office", "Operation", "Project", "Report", "Regional", "National", "Royal", "United", "Kingdom", "England", "Wales", "Scotland", "Ireland", "Britain", "British", "Great", "Northern", "Southern", "Eastern", "Western", "Midlands", "Organised", "Organized", "Serious", "School", "Primary", "Academy", "Hospital", "University", "College", "Church", "Centre", "Station", "Square", "Bridge", "Magistrates", "Crown", "High", "Class", "Category", "Photo", "Image", "Picture", "Following", "Speaking", "Responding", "Commenting", "Last", "Next", "New", "Since", "After", "Before", "During", "Under", "Over", "Between", "Through", "However", "Meanwhile", "Also", "Both", "All", "Each", "Every", "Some", "Many", "Most", "More", "Phase", "Area", "Areas", "Read", "Detective", "Superintendent", "Sergeant", "Department", "Ministry", "Committee", "Board", "Authority", "Agency", "Association", "Federation", "Team", "Group", "Network", "Head", "Headteacher", "Director", "Deputy", "Assistant", "Temporary", "Acting", "Minister", "Secretary", "Mayor", "Councillor", "Cllr", "Chair", "Chairman", "Lead", "Mum", "Dad", "Mother", "Father", "Professor", "Lord", "Lady", "Temporary", "Former", "Interim", "General", "Union", "Task", "Taskforce", "Command", "Border", "Security", "Justice", "Parliament", "Government", "Majesty", "Treasury", "Revenue", "Customs", "Force’s", "Lower", "Upper", "Old", "Saint", "Republic", "Islands", "Isle", "River", "Airport", "Port", "Pier", "Valley", "Forest", "Green", "District", "Borough", "Strategic", "Strategy", "Plan", "Policing", "Violence", "Reduction", "Partnership", "Modern", "Slavery", "County", "Lines", "Drugs", "Drug", "Firearms", "Fraud", "Organisation", "Programme", "Uplift", "Press", "Association", "Telegraph", "Post", "Times", "Mail", "Mercury", "Echo", "News", "Gazette", "Herald", "Express", "Star", "Guardian", "Independent", "Standard", "Observer", "Chronicle", "Journal", "Today", "Live", "Radio", "Welcome", "Details", "Summary", "Background", "Findings", "Results", "Grade", "Grades", "Outstanding", "Good", "Adequate", "Requires", "Inadequate", "Improvement", "Overall", "Effectiveness", "Efficiency", "Legitimacy", "Leadership", "Preventing", "Investigating", "Protecting", "Managing", "Responding", "Supporting", "Tackling", "Building", "Developing", "Recording", "Treatment", "Disrupting", "Vulnerable", "People", "Public", "Resources", "Workforce", "Well", "Very", "What", "Why", "How", "Who", "Where"]
)


def person_name(text: str) -> str | None:
    """The name in a run of capitalised words, without words before it that are no names; None when no name is left.

    A name has two to five words, none of them a word that only titles, places and organisations have.
    """
    words = text.split()
    while words and words[0] in NOT_NAMES:
        words.pop(0)
    if len(words) < 2 or any(word in NOT_NAMES for word in words):
        return None
    return " ".join(words)
