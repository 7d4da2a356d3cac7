"""Pieces of words without which rules for grades have nothing to look for in a sentence, all found in one pass."""

from __future__ import annotations

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.watchdogs import COMPLAINTS
from flows.extraction.analysis.text.hints import Pieces
from flows.extraction.analysis.text.layout import Sentence

# Each match of the pattern that a rule is named after holds one of its pieces, in lower case.
_RULES = {
    # `grades.words`
    "condition": (
        "if|unless|whether|until|a force|a  force|y force|y  force|a service|y service|forces|how|were |aim|"
        "ambition|aspiration|expectation|goal|hope|intention|objective|pledge|promise|target|wish"
    ),
    "modal": "would|could|might|may|should",
    "wish": (
        "hop|aim|want|aspir|ambition|striv|target|expect|toward|course|order|determined|seek|need|must|plan|path|"
        "journey|will|likely|road|become|get|achieve|reach|secure|earn|gain|to go|to  go|attain"
    ),
    "denial": "not|no |none|nor|never|neither|without|rather|instead|short|far |avoid|miss|escap|denied|n't|cannot",
    "introduced": "introduc|bring|brought|add",
    "at-least": "minimum|least|than",
    "beside": "below|above|beneath|short|under",
    "meant": "mean",
    # `grades.unreal`
    "ahead": "being |becoming |getting |receiving |grade of|rating of|judgement of|judgment of|verdict of|  of",
    "vows": (
        "vow|pledge|promise|bid |plan|striv|quest |push |hope|plea |request |race |vision|priority|challenge|task|"
        "strategy|step "
    ),
    "to-be": "to be|to get|to achieve|to reach|to  ",
    "can-be": "can ",
    "believes": "believ|think|feel|claim|insist|argue|maintain",
    "denies": "deny|denie|disput|refut|reject",
    "off": " off | short | away | shy ",
    "label": "target|goal|aim|ambition|aspiration|forecast|predict|vision|expected|by ",
    # `grades.times`
    "earlier": (
        "previous|former|earlier|prior|ago|before|last|already|used|once|then|been|had |having|improvement|carried|old|"
        "original|recently as|late as|year after|years after"
    ),
    "lost": "cost|lost|lose|losing|stripped|shed|surrendered",
    # `grades.again`
    "then": "20|last|ago",
    # `grades.sources`
    "other-subject": (
        "school|academy|college|nurser|hygiene|hospital|care home|care  home|prison|ward|surgery|universit|pupil|"
        "headteacher|probation|social|adult|partnership|youth|ambulance|children|childminder"
    ),
    "other-trade": "rail|train|water|energy|housing",
    "judged-by": (
        "resident|respondent|user|customer|victim|caller|visitor|patient|staff|officer|cent|%|survey|poll|"
        "self-assessment|of people|peers|panel|audit|reader|parent|councillor|member|colleague|speaker|critic|"
        "campaigner|protester|neighbour|shopper|mayor|minister|leader|commissioner"
    ),
    # `grades.judges`
    "judge": (
        "mps|mp |mp,|mp.|candidate|hopeful|union|federation|charit|consultant|campaign|critic|victim|resident|user|"
        "customer|expert|academic|coroner|judges|judge |judge,|judge.|farmer|shopkeeper|voter|barrister|auditor|"
        f"think tank|think-tank|people|{'|'.join(COMPLAINTS)}"
    ),
    "review": "review|inquest|inquiry|investors|baroness|lord |lady ",
    # `grades.collectives`
    "collective": (
        "partnership|board|committee|hub|panel|forum|mappa|marac|mash|multi-agency|council|reduction unit|"
        "s office|office of|arrangements|joint |consortium"
    ),
    "wrongly": "wrongly|incorrectly|mistakenly|erroneously|version",
    "we-said": "we |paper|column|website|site|programme|story|article|headline|item",
    # `grades.bygone`
    "bygone": "when |gone are|since|on this day| before |replaced|superseded| that was| which was",
    # `grades.subjects`, `areas.excepted`
    "except": "except|apart|aside|bar |barring|other than|excluding|save|but|not ",
    # `grades.bodies`
    "all-but": "all|every",
    "some-of": "among|including|such as|notably|they include| of them| of these| of those",
    "others": "other|remaining",
    "set": "forces|constabularies|services",
    "nameless": (
        "national|nationwide|across|england|country|neighbour|counterpart|predecessor|force|service|brigade|"
        "constabular|unit|frs"
    ),
    "of-which": "which|whom",
    # `areas.anaphora`, `grades.areas`
    "one-of-these": "first|former|second|third|fourth|last|latter",
    "one-of": "one|only",
    "among": "among|including|notably",
    "both": "both",
    "pointing": "this|that|same|here",
    "heading": "under|call|term|label",
    "those": "both|these|those",
    "an-area": (
        "a question|an area|an aspect|a subject|a field|a category|a discipline|a heading|, where|of which|in which|"
        "on which|for which|at which"
    ),
    "areas-that": "areas|aspects|questions|categories|pillars|one|other|only|what",
}
_PIECES = Pieces(_RULES)
# Those of a row of a table, whose cells are no sentence: everything is tried.
EVERY = frozenset(_RULES)


def hints_of(analysis: Analysis, sentence: Sentence) -> frozenset[str]:
    """The rules that may find something in a sentence."""
    return _PIECES.within(analysis.view.folded[sentence.start : sentence.end])
