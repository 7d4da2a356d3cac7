"""What describes a person who could have a part in a document: name, roles, and the titles and people beside."""

from __future__ import annotations

from bisect import bisect_left

from flows.extraction.analysis.people.people import Person
from flows.extraction.analysis.people.roles import title_of
from flows.extraction.linking.features import Features, close, yes
from flows.extraction.linking.stakeholders.candidates import Page

# Titles and other people so many characters away are beside a person.
FAR = 120


def of_person(page: Page, person: Person) -> Features:
    """What a person is called, and is said to be."""
    words = person.name.split()
    found = yes(
        ("person", True),
        ("person speaks for body", person.organisation is not None),
        ("person has initial", len(words[0].rstrip(".")) == 1),
        ("person has two surnames", "-" in words[-1]),
        ("person opens with a small word", words[0].lower() in page.small_words),
        ("person closes with a small word", words[-1].lower() in page.small_words),
        ("person shares words with a body", not set(words).isdisjoint(page.words_of_names)),
    )
    found |= {f"person kind {kind}": 1.0 for kind in sorted(person.kinds)}
    found |= {f"person title {role.title}": 1.0 for role in person.roles if role.title}
    found |= {f"person {role.kind} {role.side}": 1.0 for role in person.roles}
    found["likely role"] = person.likely_role
    found |= {f"person role {word}": 1.0 for role in person.roles for word in role.text.lower().split()}
    found["person roles"], found["person name words"] = float(len(person.roles)), float(len(words))
    return found | _beside_person(page, person)


def _beside_person(page: Page, person: Person) -> Features:
    """The titles and other people beside the place that names a person first."""
    analysis, (start, end, _) = page.analysis, person.mentions[0]
    found = Features()
    at = bisect_left(page.titles, start)
    if at and start - page.titles[at - 1] < FAR:
        found["title before"] = close((start - analysis.titles[at - 1].end) // 5)
        found[f"title before {title_of(analysis.titles[at - 1]).role_kind}"] = 1.0
    if at < len(page.titles) and page.titles[at] - end < FAR:
        found["title behind"] = close((page.titles[at] - end) // 5)
        found[f"title behind {title_of(analysis.titles[at]).role_kind}"] = 1.0
    low, high = analysis.text.rfind("\n", 0, start) + 1, analysis.text.find("\n", end)
    high = high if high >= 0 else len(analysis.text)
    for name, first, last in (("in its line", low, high), ("about", max(0, low - FAR), high + FAR)):
        found[f"people {name}"] = float(bisect_left(page.people, last) - bisect_left(page.people, first) - 1)
    return found | yes(("opens its line", start == low), ("closes its line", end == high))
