"""Pieces of words without which rules for figures have nothing to look for in a sentence, all found in one pass."""

from __future__ import annotations

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.text.hints import Pieces
from flows.extraction.analysis.text.layout import Sentence

Hints = frozenset[str]
# Each match of the patterns that a rule is named after holds one of its pieces, in lower case.
_RULES = {
    # `figures.threads`
    "in-so-many": "disruption in |disruptions in ",
    # `figures.not_counted`
    "averaged": "average|mean |median",
    "compared": "compar|against|than |above|below|ahead|behind|double|twice|treble|half",
    # `figures.figures`
    "ordinal": "0th |1st |2nd |3rd |4th |5th |6th |7th |8th |9th ",
    "disruption": "disrupti",
    "of-the-counted": "of the|of these|of those|of its|of our",
    "classed": " as ",
    "disrupted": "disrupt|dismantl|frustrat",
    "groups": " group| gang| network| enterprise| syndicate| organisation| ring| outfit| cartel|ocg| ocn| line",
    "labelled": ":|-|=|\t",
    "occasions": "occasions|times",
    "cases": "cases|instances",
    "numbered": "figure|number|total|count|tally|rise|increase|growth|jump|fall|drop|decrease",
    "risen": "rose|rise|fell|fall|grew|growth|creas|reduction|dropp|climb|jump|doubled|halved|went",
    "proportion": "proportion of|percentage of|share of",
    "superlative": "most|fewest|highest|lowest|largest|smallest|biggest|greatest",
    "rate": (
        "000|a day|a week|a month|per day|per week|per month|each day|each week|each month|every day|every week|"
        "every month|daily|weekly|monthly"
    ),
    # `figures.part_words`
    "graded": "major|moderate|minor|pursue|prevent|protect|prepare",
    # `figures.statements`
    "strand": "pursue |prevent |protect |prepare ",
    "hedged": (
        "to reach|to achieve|to make|to deliver|to hit|target|aim|goal|objective|will|out to|seek|tasked|vow|would|"
        "could|should|must|plan|expect|might|may|capacity|ability|need|'d |forecast|hop|want|pledge|promise|at risk|"
        "potential|ambition|if|ask|stop|floor|ceiling|threshold|minimum|set itself|sets itself|ourselves|themselves|"
        "whether"
    ),
    "meant": (
        "should|must|ought|will|would|shall|is to|are to|expected|planned|due|forecast|wanted|needed|required|hoped|"
        "the aim|the target|the goal|can|could|may|might|count|appear|worth|shown|given|written|treated"
    ),
    "not-done": "fail|unable|refus|not|never|n't",
    # `figures.aims`
    "to-make": (
        "make |achieve |deliver |record |lead |carry out |secure |reach |hit |complete |conduct |manage |support |"
        "produce |bring about |claim |log "
    ),
    # `figures.namesakes`
    "named": (
        "gang of|group of|network of|ring of|team of|crew of|family of|syndicate of|cell of|band |tier |page |table |"
        "appendix |annex |section |paragraph |para |objective |category |phase |chapter |form |figure |(goal)|(target)|"
        "(aim)|(forecast)|(planned)|(plan)|(ambition)|(expected)| goal| quota| posts| forms"
    ),
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
        "non-|non |unrelated|unconnected|exclud|except|other than|not |n't|none|nothing|apart|aside|leaving| but |"
        " bar | save "
    ),
    "ranged": "from |not only|not just",
    # `figures.differences`
    "difference": (
        "more |fewer |less |extra|additional |better|higher |lower |greater |short|shy of|ahead|adrift|off |below |"
        "above |behind|up on|down on| up| down|rise|rose|fall|fell|creas|drop|reduc|grow|grew|improv|gain|difference|"
        "gap|surplus|jump|leap|climb|decline|deficit|margin|cut|change|raised|miss|beat|exceed|target| lead|need|"
        "requir|lack|lost|lose|losing|shed|owed|exclud|counting|including"
    ),
    "lacked": "need|requir|lack|lost|lose|losing|shed|missing|owed|exclud|counting|including",
    "sampled": (
        "sampl|examin|audit|analys|looked|look at|look of|look on|looks|looking|inspected|inspection of|inspection at|"
        "inspection on|check|scrutin|studied|study|read |read through|review|tested|went through|gone through|assured|"
        "chose|picked|select|drew|taken at random|taken for|taken by|taken as a|taken from"
    ),
    # `figures.most`, `figures.threat_words`
    "of-some": (
        "largely|primar|predominantly|principally|overwhelmingly|most|many|some|half|majority|minority|greater part|"
        "bulk| all|all but|all of|several|few |more |much |part |in part|share|handful|proportion|number of|"
        "number among|main|biggest| top|largest|chief|leading|greatest| key|prime|notably|especially|particularly|"
        "partly|third|quarter|fifth|tenth|per cent|percent|%|in every|in three|in four|in five|in eight|in ten|"
        "in twenty|0 of|1 of|2 of|3 of|4 of|5 of|6 of|7 of|8 of|9 of"
    ),
    "these": "these |those |such |both |this |that | them",
    # `figures.claims`
    "led": "led|lead|support|lent|lending|gave|giving|provid|assist|help|facilitated|contribut|backing",
    # `figures.countrywide`
    "wide": "nation|countr|england|uk|united kingdom|britain|the land|forces",
    "several": "region|rocu|forces|policing|enforcement",
    "joined": "between them|together|combined|collectively|jointly",
    "named-others": "partnership|council|alliance|coalition|consortium",
    "others": (
        "agencies|partner|task|coalition|alliance|consortium|authorities|council|together|between|combined|jointly"
    ),
    # `figures.subjects`
    "subject": (
        "target|focus|subject|object|reason|cause|aim|theme|topic|concern|behind|tackled|hit|involved|heart|root|centre|"
        "bottom|credited|put at|featured|figured|appeared|took|takes|drew|attracted|produced|yielded|saw|brought|"
        "contributed|added|supplied|provided|account|made up|makes up| come| came|resulted|ended in|led to"
    ),
    # `figures.other_times`
    "told": (
        "publish|released|obtained|issued|announc|unveiled|updated|presented|tabled|dated|speaking|interviewed|appearing|"
        "meeting|met |met,|report out|statement out|letter out|answer out|response out|report came|statement came|"
        "letter came|answer came|response came|inspection|visit|review|audit|fieldwork|inspected|told"
    ),
    "after-it": "|".join(
        f"{after} {whose}"
        for after in ("following", "after", "before", "despite", "ahead of")
        for whose in ("its ", "the ", "a ", "an ", "his ", "her ", "their ", "our ")
    ),
    # `figures.nobodys`
    "where": " where ",
    "hosted": "hosted|run by|overseen|funded|staffed|based|part of|housed",
    "several-act": "forces|partners|agencies|enforcement|policing|system",
    "joint": "joint|shared|triforce|tri-force|collaborative",
    "regions-unit": " unit| squad| rocu",
    "police-said": "said police|said that police|says police|says that police",
    "both": " and |with |&",
    "effort": ("week|programme|campaign|force|initiative|scheme|network|crackdown|action day|blitz|operation"),
    # `figures.left_open`
    "unknown": "rocu|regional|whose|which|where|one |another |some |several |many |most ",
    "national": (
        "police in|police across|spanish|french|dutch|german|irish|italian|belgian|bulgarian|turkish|albanian|euro|"
        "american|australian|and their partners|up and down|nationwide|nationally|across the"
    ),
    "we": "we |we'|our |us |us.|us,",
    # `figures.agents`
    "helped": "support|help|assist|thanks|alongside|together",
    # `figures.parts`, `figures.tallies`
    "makes-up": (
        "account|made up|making up|took up|represented|comprised|come to|comes to|came to|amounted|behind|followed|"
        "next|second|third|fourth|last|top|first|stood at|numbered|totalled|, had |, saw "
    ),
    "moved": "rose|fell|grew|creas|dropp|climbed|jumped|rising|falling|growing|went|going| up | down ",
    "said-of-a-label": (
        "it was|it is|it stood|it came|it reached|figure |number |total |tally |count |share |proportion |percentage "
    ),
    "tallied": "number|figure|total|tally|count|the one|those",
    "business": "business|trade|concern|activity|specialit|specialism|focus|mainstay",
    "other-verb": (
        "closed|closing|shut|arrest|charged|charging|jailed|jailing|convict|seiz|visit|search|identif|mapp|monitor|"
        "investigat|archiv"
    ),
}
_PIECES = Pieces(_RULES)


class SentenceHints:
    """The rules that may find something in each sentence of one document."""

    def __init__(self, analysis: Analysis) -> None:
        self._folded = analysis.view.folded
        self._found: dict[int, Hints] = {}

    def of(self, sentence: Sentence) -> Hints:
        """The rules that may find something in a sentence."""
        if sentence.index not in self._found:
            said = self._folded[sentence.start : sentence.end]
            # Lines may be broken behind a blank; and cells are set apart by bars as labels are by colons.
            self._found[sentence.index] = _PIECES.within(said.replace("  ", " ").replace("|", ":"))
        return self._found[sentence.index]
