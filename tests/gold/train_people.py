"""Learn roles, organisations and speakers of people: `make train`, or `python -m tests.gold.train_people`.

Writes the judges, their card and their reliability curve to a folder each below `flows/extraction/models/`; all figures
are by cross-validation. Each document is read once. The three decisions learn one after the other, since each is among
the features of the next, as in extraction; the judges of facts learn afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.linking.affiliations.candidates import AffiliationWork
from flows.extraction.linking.affiliations.judging import ORGANISATIONS, settle_organisations
from flows.extraction.linking.judges import MODELS
from flows.extraction.linking.roles.candidates import RoleWork
from flows.extraction.linking.roles.judging import ROLES, settle_roles
from flows.extraction.linking.speakers.candidates import Talk
from flows.extraction.linking.speakers.judging import SPEAKERS
from tests.gold import affiliation_lessons, role_lessons, speaker_lessons
from tests.gold.corpus import Lesson, lessons_of_people
from tests.gold.deciding import train
from tests.gold.training import OF_PEOPLE, people_of, prepare


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn, measure and write."""
    training = prepare("train_people", "Learn what people are and say.", MODELS, lessons_of_people, arguments)
    documents = [(lesson, people_of(lesson.document)) for lesson in training.lessons]
    analyses = [analysis for _, analysis in documents]
    training.log(f"{len(documents)} documents read")

    def labelled(cell: str) -> Iterator[tuple[Lesson, Analysis]]:
        """Yield the documents, and of the short texts those that label this cell."""
        return (each for each in documents if each[0].kind != OF_PEOPLE or each[0].labels(cell))

    roles = [role_lessons.Labelled(lesson, RoleWork(analysis)) for lesson, analysis in labelled("role")]
    train(training, ROLES, roles, role_lessons.SETTINGS, role_lessons.CARD, "roles")
    settle_roles(analyses)

    works = ((lesson, AffiliationWork(analysis)) for lesson, analysis in labelled("organisation"))
    organisations = [affiliation_lessons.Labelled(*each) for each in works]
    train(training, ORGANISATIONS, organisations, affiliation_lessons.SETTINGS, affiliation_lessons.CARD, "candidates")
    settle_organisations(analyses)

    talks = [speaker_lessons.Labelled(lesson, Talk(analysis)) for lesson, analysis in documents if lesson.quotations]
    train(training, SPEAKERS, talks, speaker_lessons.SETTINGS, speaker_lessons.CARD, "candidates")


if __name__ == "__main__":
    main()
