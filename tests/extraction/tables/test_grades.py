"""Grades in tables of web pages: what their heads, titles, captions and keys say of them. Invented; bodies are real."""

from pathlib import Path

from flows.extraction import extract
from flows.extraction.claims import RatingClaim
from flows.extraction.extracting import analysed, speakers_of
from flows.extraction.tables.grade_cells import grades_in
from flows.extraction.tables.ratings import tabled_ratings
from flows.reading.blocks import Cell
from tests.cases import each_case
from tests.extraction.tables.webpages import claims_of, page_of

KENT, ESSEX, SURREY = "kent-police", "essex-police", "surrey-police"
PREVENT, OFFENDERS = "preventing-crime", "managing-offenders"
NORFOLK, SUFFOLK = "norfolk-constabulary", "suffolk-constabulary"
FIRE = "<h2>Fire</h2><p>Fire crews and fire stations were seen. Norfolk Fire and Rescue Service was too.</p>"
TWO = "<h1>PEEL grades</h1><p>HMICFRS has published its reports on two forces.</p>"
ONE = "<h1>Kent Police</h1><p>HMICFRS grades.</p>"


def table(*rows: str, caption: str = "") -> str:
    """A table of rows of cells between bars; "#" before a cell makes it a head, "=2" behind it wide, "!2" high."""
    html = []
    for row in rows:
        cells = []
        for cell in row.split("|"):
            said = cell.strip()
            tag = "th" if said.startswith("#") else "td"
            said, _, wide = said.lstrip("# ").partition("=")
            said, _, high = said.partition("!")
            cells.append(f'<{tag} colspan="{wide or 1}" rowspan="{high or 1}">{said.strip()}</{tag}>')
        html.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table>{f'<caption>{caption}</caption>' if caption else ''}{''.join(html)}</table>"


GRADES = {
    "heads in two rows, spans": (
        TWO + table("# Area !2 | # Kent Police =2 | # Essex Police =2", "# 2021 | # 2023 | # 2021 | # 2023",
                    "# Preventing crime | Good | Adequate | Good | Good"),
        {(KENT, PREVENT, "was good"), (KENT, PREVENT, "adequate"), (ESSEX, PREVENT, "was good"),
         (ESSEX, PREVENT, "good")},
    ),
    "bodies head columns": (
        TWO + table("| # Kent Police | # Essex Police", "# Preventing crime | Good | Adequate"),
        {(KENT, PREVENT, "good"), (ESSEX, PREVENT, "adequate")},
    ),
    "areas head columns": (
        TWO + table("# Force | # Preventing crime | # Managing offenders", "Kent | Good | Adequate"),
        {(KENT, PREVENT, "good"), (KENT, OFFENDERS, "adequate")},
    ),
    "the grade of an earlier round stands in brackets": (
        ONE + table("# Area | # Grade", "Preventing crime | Good (Round 1: Adequate)",
                    "Vetting | Good (Round 1: Good)"),
        {(KENT, PREVENT, "good"), (KENT, PREVENT, "was adequate"), (KENT, "vetting", "good"),
         (KENT, "vetting", "was good")},
    ),
    "the grade before stands in brackets": (
        TWO + table("# Force | # Preventing crime", "Kent | Good (Requires improvement)",
                    "Essex | Adequate (no change)"),
        {(KENT, PREVENT, "good"), (KENT, PREVENT, "was requires improvement"), (ESSEX, PREVENT, "adequate")},
    ),
    "areas over their grades, row for row": (
        ONE + table("Preventing crime | Leadership", "Good | Good", "Managing offenders | Vetting", "Adequate | Good",
                    "Investigating crime |", "Inadequate |"),
        {(KENT, PREVENT, "good"), (KENT, "leadership", "good"), (KENT, OFFENDERS, "adequate"),
         (KENT, "vetting", "good"), (KENT, "investigating-crime", "inadequate")},
    ),
    "an area and its grade in each cell": (
        ONE + table("Preventing crime<br>Good | Leadership<br>Good", "Managing offenders<br>Adequate |"),
        {(KENT, PREVENT, "good"), (KENT, "leadership", "good"), (KENT, OFFENDERS, "adequate")},
    ),
    "a body spans rows": (
        TWO + table("# Force | # Area | # Grade", "Kent Police !2 | Preventing crime | Good",
                    "Managing offenders | Adequate", "Essex Police | Preventing crime | Good"),
        {(KENT, PREVENT, "good"), (KENT, OFFENDERS, "adequate"), (ESSEX, PREVENT, "good")},
    ),
    "bodies are titles of rows": (
        TWO + table("# Question | # Grade", "# Kent Police =2", "Preventing crime | Good", "# Essex Police =2",
                    "Preventing crime | Adequate"),
        {(KENT, PREVENT, "good"), (ESSEX, PREVENT, "adequate")},
    ),
    "the year of a target makes no grade earlier": (
        ONE + table("# Area | # Grade (2024) | # Target grade (2026)", "Preventing crime | Good | Outstanding"),
        {(KENT, PREVENT, "good")},
    ),
    "the whole of an inspection of one area": (
        ONE + "<h2>Crime data integrity</h2>" + table("Overall judgment | Good"),
        {(KENT, "crime-data-integrity", "good")},
    ),
    "the whole of an inspection of one area, with prose between and bodies in rows": (
        "<h1>Crime data integrity</h1><p>HMICFRS went to two forces.</p>"
        + table("# Force | # Overall grade | # Published", "Kent | Good | 3 May 2019", "Essex | Adequate | May 2019"),
        {(KENT, "crime-data-integrity", "good"), (ESSEX, "crime-data-integrity", "adequate")},
    ),
    "a question of one inspection begins like an area of another": (
        "<h1>Police crime recording</h1><p>HMICFRS went to two forces.</p>"
        + table("# Force | # Systems and processes | # Leadership and culture", "Kent | Good | Adequate"),
        {(KENT, "crime-recording-systems-and-processes", "good"),
         (KENT, "crime-recording-leadership-and-culture", "adequate")},
    ),
    "two grades in a cell under two years": (
        ONE + table("# Area | # 2019 / 2022", "Preventing crime | <b>Good</b> <b>Adequate</b>", "Vetting | Good/Good"),
        {(KENT, PREVENT, "was good"), (KENT, PREVENT, "adequate"), (KENT, "vetting", "good"),
         (KENT, "vetting", "was good")},
    ),
    "two grades in a cell, the current first": (
        ONE + table("# Area | # Now (previous)", "Preventing crime | Good Adequate"),
        {(KENT, PREVENT, "good"), (KENT, PREVENT, "was adequate")},
    ),
    "two grades in a cell under one year": (
        ONE + table("# Area | # 2022 | # Grade", "Preventing crime | Good Adequate | Good"), {(KENT, PREVENT, "good")},
    ),
    "rows of other inspectorates": (
        ONE + table("# Inspectorate | # Area | # Grade", "HMICFRS | Preventing crime | Good",
                    "Ofsted | Leadership | Good", "CQC | Vetting | Good"),
        {(KENT, PREVENT, "good")},
    ),
    "columns of other inspectorates": (
        ONE + table("# Area | # HMICFRS | # Ofsted", "Leadership | Good | Adequate"), {(KENT, "leadership", "good")},
    ),
    "rows of other inspectorates under a heading on them": (
        ONE + "<h2>By Ofsted and CQC</h2>" + table("# Inspector | # Body | # Overall grade", "HMICFRS | Kent | Good",
                                                   "Ofsted | Kent | Adequate"),
        {(KENT, "overall", "good")},
    ),
    "a table under prose that mentions another inspectorate": (
        "<h1>Kent Police PEEL assessment 2023</h1><p>CQC inspected healthcare in custody at the same time.</p>"
        + table("# Area | # Grade", "Preventing crime | Good"),
        {(KENT, PREVENT, "good")},
    ),
    "areas with their grades in cells, by another inspectorate": (
        ONE + "<h2>Schools, by Ofsted</h2>" + table("Grades | Preventing crime: good; vetting: adequate"), set(),
    ),
    "a table that a line on another inspectorate introduces": (
        ONE + "<p>Ofsted judged in January that:</p>" + table("Leadership | Good", "Vetting | Good"), set(),
    ),
    "prose over a table names no area of it": (
        "<h2>PEEL 2018/19: how forces did</h2><p>It also found that police forces must do more to tackle anti-social "
        "behaviour.</p>" + table("# Force | # Overall grade", "Kent Police | Good"),
        {(KENT, "overall", "good")},
    ),
    "another inspection in prose names no area of a table": (
        ONE + "<p>We also inspected crime data integrity in 2019.</p>"
        + table("# Area | # Grade", "Preventing crime | Good", "Leadership and culture | Adequate"),
        {(KENT, PREVENT, "good"), (KENT, "leadership", "adequate")},
    ),
    "tables under headings on other inspectorates": (
        ONE + table("Preventing crime | Good") + "<h2>Schools, by Ofsted</h2>"
        + table("Leadership | Good") + "<h2>Our force, by HMICFRS</h2>" + table("Vetting | Good"),
        {(KENT, PREVENT, "good"), (KENT, "vetting", "good")},
    ),
    "the controls of risks": (
        ONE + table("# Risk | # Effectiveness of controls", "Preventing crime | Good", "Vetting | Adequate"), set(),
    ),
    "the whole of an inspection of many areas": (
        ONE + "<h2>Crime data integrity</h2>" + table("Overall judgment | Good", "Preventing crime | Good"),
        {(KENT, "overall", "good"), (KENT, PREVENT, "good")},
    ),
    "years are titles of rows": (
        ONE + table("# Question | # Grade", "# 2021 inspection =2", "Preventing crime | Good", "# 2023 inspection =2",
                    "Preventing crime | Adequate"),
        {(KENT, PREVENT, "was good"), (KENT, PREVENT, "adequate")},
    ),
    "captions name bodies": (
        TWO + table("# Area | # Grade", "Preventing crime | Good", caption="Kent Police: grades")
        + table("# Area | # Grade", "Preventing crime | Adequate", caption="Essex Police: grades"),
        {(KENT, PREVENT, "good"), (ESSEX, PREVENT, "adequate")},
    ),
    "a caption tells of an earlier inspection": (
        ONE + table("# Area | # Grade", "Preventing crime | Good", caption="Previous inspection"),
        {(KENT, PREVENT, "was good")},
    ),
    "ticks below grades": (
        ONE + table("# Area | # Outstanding | # Good | # Adequate | # Inadequate", "Preventing crime | | ✓ | |",
                    "Managing offenders | | | | ✓"),
        {(KENT, PREVENT, "good"), (KENT, OFFENDERS, "inadequate")},
    ),
    "a list of pairs": (
        ONE + "<dl><dt>Preventing crime</dt><dd>Good</dd><dt>Managing offenders</dt><dd>Inadequate</dd></dl>",
        {(KENT, PREVENT, "good"), (KENT, OFFENDERS, "inadequate")},
    ),
    "several areas in one label": (
        ONE + "<dl><dt>Preventing crime, managing offenders</dt><dd>Good</dd><dt>Leadership</dt><dd>Good</dd></dl>",
        {(KENT, PREVENT, "good"), (KENT, OFFENDERS, "good"), (KENT, "leadership", "good")},
    ),
    "bodies beside a grade": (
        "<p>HMICFRS has published its reports.</p><h2>Preventing crime: how forces were graded</h2>"
        + table("# Grade | # Forces", "Outstanding | Kent Police, Essex Police", "Good | Surrey Police"),
        {(KENT, PREVENT, "outstanding"), (ESSEX, PREVENT, "outstanding"), (SURREY, PREVENT, "good")},
    ),
    "a key of short forms": (
        ONE + "<p>Key: O: outstanding, G: good, A: adequate, RI: requires improvement</p>"
        + table("# Area | # 2019 | # 2023", "Preventing crime | G | RI"),
        {(KENT, PREVENT, "was good"), (KENT, PREVENT, "requires improvement")},
    ),
    "a key that is a table": (
        ONE + table("# Area | # R1 2018/19 | # R2 2021/22", "Preventing crime | G | I", "Managing offenders | A | G")
        + table("O | Outstanding | G | Good", "A | Adequate (new) | I | Inadequate"),
        {(KENT, PREVENT, "was good"), (KENT, PREVENT, "inadequate"), (KENT, OFFENDERS, "was adequate"),
         (KENT, OFFENDERS, "good")},
    ),
    "a key of signs as a table": (
        ONE + table("# Question | # Grade", "Preventing crime | ★", "Managing offenders | ◐")
        + table("★ | Outstanding | ● | Good", "◐ | Requires improvement | ○ | Inadequate"),
        {(KENT, PREVENT, "outstanding"), (KENT, OFFENDERS, "requires improvement")},
    ),
    "a key of signs in a line": (
        ONE + table("# Question | # Grade", "Preventing crime | ●", "Managing offenders | ○")
        + "<p>★ outstanding ● good ◐ requires improvement ○ inadequate</p>",
        {(KENT, PREVENT, "good"), (KENT, OFFENDERS, "inadequate")},
    ),
    "a list of names behind signs, with a key in a line": (
        ONE + "<ul><li>● Preventing crime</li><li>○ Managing offenders</li><li>● Leadership</li></ul>"
        "<p>★ outstanding ● good ◐ requires improvement ○ inadequate</p>",
        {(KENT, PREVENT, "good"), (KENT, OFFENDERS, "inadequate"), (KENT, "leadership", "good")},
    ),
    "a list of names behind signs that say what they are": (
        ONE + '<ul><li><i role="img" aria-label="Good">●</i> Preventing crime</li>'
        '<li><i role="img" aria-label="Inadequate">○</i> Managing offenders</li></ul>',
        {(KENT, PREVENT, "good"), (KENT, OFFENDERS, "inadequate")},
    ),
    "grades with what they were last time": (
        ONE + "<dl><dt>Preventing crime</dt><dd><b>Good</b><br><small>Last time: Adequate</small></dd>"
        "<dt>Managing offenders</dt><dd>Inadequate<br><small>Not graded last time</small></dd>"
        "<dt>Leadership</dt><dd>Good (was RI)</dd><dt>Investigating crime</dt><dd>Good ↔</dd></dl>",
        {(KENT, PREVENT, "good"), (KENT, PREVENT, "was adequate"), (KENT, OFFENDERS, "inadequate"),
         (KENT, "leadership", "good"), (KENT, "leadership", "was requires improvement"),
         (KENT, "investigating-crime", "good")},
    ),
    "a column of changes": (
        ONE + table("# Area | # Grade | # Change since 2022", "Preventing crime | Good | ↔",
                    "Managing offenders | Good | ↑ from Requires Improvement", "Leadership | Adequate | new grade"),
        {(KENT, PREVENT, "good"), (KENT, OFFENDERS, "good"), (KENT, OFFENDERS, "was requires improvement"),
         (KENT, "leadership", "adequate")},
    ),
    "a grade of another year, and one of none now": (
        TWO + table("# Area | # Kent Police | # Essex Police",
                    "Preventing crime | Not inspected this time; good in 2021 | Good (2021 judgment)"),
        {(KENT, PREVENT, "was good"), (ESSEX, PREVENT, "good")},
    ),
    "cells with more than grades": (
        ONE + table("# Area | # Grade", "Preventing crime | Good or outstanding", "Managing offenders | Not good",
                    "Leadership | Good (71%)"),
        set(),
    ),
    "pillars with their overall grade": (
        "<h1>Kent Fire and Rescue Service</h1>"
        + table("# Pillar | # Question | # Grade", "Effectiveness | Overall | Good", "People | Overall | Inadequate"),
        {("kent-fire", "effectiveness", "good"), ("kent-fire", "people", "inadequate")},
    ),
    "columns headed by what a pillar asks": (
        "<h1>Fire services compared</h1>"
        + table("# Service | # Effective | # Efficient", "Kent FRS | Good | Inadequate"),
        {("kent-fire", "effectiveness", "good"), ("kent-fire", "efficiency", "inadequate")},
    ),
    "places in a text on fire services": (
        "<h1>Firefighters told to improve</h1><p>Three fire and rescue services got their reports.</p>"
        "<h2>Looking after staff (people)</h2>"
        "<ul><li><b>Good:</b> Dorset and Wiltshire, Kent</li><li><b>Inadequate:</b> London</li></ul>",
        {("dorset-and-wiltshire-fire", "people", "good"), ("kent-fire", "people", "good"),
         ("london-fire", "people", "inadequate")},
    ),
    "a head that is in no vocabulary, beside heads that are bodies": (
        TWO + table("# Area | # Kent Police | # Mordor", "Preventing crime | Good | Inadequate"),
        {(KENT, PREVENT, "good")},
    ),
    "only one body in the text, and none that leads in": (
        "<h1>Inspection outcome</h1><p>The panel heard that Kent Police had its report.</p><p>It was noted.</p>"
        "<h2>Grades</h2><p>The table has them.</p>" + table("# Area | # Grade", "Preventing crime | Good"),
        {(KENT, PREVENT, "good")},
    ),
    "only a council of a place that has a fire service": (
        "<h1>Fire and rescue inspection outcome</h1><p>Oxfordshire County Council noted it.</p>"
        + table("# Diagnostic | # Grade", "Promoting the right values and culture | Good"),
        {("oxfordshire-fire", "promoting-values-and-culture", "good")},
    ),
    "only one body, beside inspectorates of others": (
        "<h1>Our services</h1><p>Kent Police was inspected. Ofsted has graded the schools.</p>"
        "<h2>Schools (Ofsted)</h2>" + table("# Judgement | # Grade", "Leadership | Good"),
        set(),
    ),
    "a heading over the line that leads in tells of an earlier inspection": (
        ONE + "<h2>Earlier inspections</h2><p>In 2019 the grades were these.</p>"
        + table("# Area | # Grade", "Preventing crime | Good"),
        {(KENT, PREVENT, "was good")},
    ),
    "bodies under a heading that is an area": (
        TWO + "<h2>Preventing crime</h2><h3>Graded judgments</h3>"
        + table("# Force | # Now | # Then", "Kent | Good | Adequate", "Essex | Good | Good"),
        {(KENT, PREVENT, "good"), (KENT, PREVENT, "was adequate"), (ESSEX, PREVENT, "good"),
         (ESSEX, PREVENT, "was good")},
    ),
    "a pillar and, behind a dash, its question": (
        ONE + "<ul><li>Effectiveness: good</li><li>Effectiveness – preventing crime: inadequate</li></ul>",
        {(KENT, "effectiveness", "good"), (KENT, PREVENT, "inadequate")},
    ),
    "a note below that tells of the first inspection": (
        ONE + table("# Preventing crime | # Leadership", "Good | Adequate",
                    "First inspection (June 2019): Preventing crime – Adequate; Leadership – Good =2"),
        {(KENT, PREVENT, "good"), (KENT, "leadership", "adequate"), (KENT, PREVENT, "was adequate"),
         (KENT, "leadership", "was good")},
    ),
    "signs without a key": (
        ONE + table("# Question | # Grade", "Preventing crime | ●", "Managing offenders | ○"), set(),
    ),
    "a table of names and grades is no key": (
        TWO + table("# Force | # Preventing crime", "Kent | Good", "Essex | Adequate"),
        {(KENT, PREVENT, "good"), (ESSEX, PREVENT, "adequate")},
    ),
    "areas said in part": (
        ONE + table("# Question | # Grade", "Preventing crime | Good", "Responding | Adequate", "Offenders | Good",
                    "Treatment of the public | Good"),
        {(KENT, PREVENT, "good"), (KENT, "responding-to-the-public", "adequate"), (KENT, OFFENDERS, "good"),
         (KENT, "treatment-of-the-public", "good")},
    ),
    "pillars of which one is of fire services alone": (
        "<h1>Who does best? The marks of three services</h1><h2>Suffolk</h2>" + table("Effectiveness | Good",
        "Efficiency | Good", "People | Adequate") + "<p>The police force there is graded by itself.</p>",
        {("suffolk-fire", area, grade) for area, grade in
         (("effectiveness", "good"), ("efficiency", "good"), ("people", "adequate"))},
    ),
    "forces by a heading over words for areas of fire services": (
        "<h1>Recording: two forces</h1>" + table("| # Bedfordshire | # Dorset", "Leadership and culture | Good | Good"),
        {(force, "leadership", "good") for force in ("bedfordshire-police", "dorset-police")},
    ),
    "a label that names no area, among areas: judges decide": (
        ONE + table("# Pillar / question | # Grade", "Preventing crime | Good", "Keeping the vehicles clean | Adequate",
                    "Managing offenders | Good"),
        {(KENT, PREVENT, "good"), (KENT, OFFENDERS, "good")},
    ),
    "cells that list areas with their grades": (
        TWO + table("# Inspection | # Grades given",
                    "PEEL 2023: Kent Police | Preventing crime: inadequate → see below; Managing offenders: good"),
        {(KENT, PREVENT, "inadequate"), (KENT, OFFENDERS, "good")},
    ),
    "coloured symbols with other text": (
        ONE + table("# Area | # Grade").replace("</table>", '<tr><td>Preventing crime</td><td><img src="a.png" '
                                                'alt="Good"></td></tr></table>'),
        {(KENT, PREVENT, "good")},
    ),
    "letters with marks of change and a key in a line": (
        ONE + table("# Area | # Grade", "Preventing crime | G ↑", "Managing offenders | RI =")
        + "<p>Key to grades: G good; RI requires improvement.</p>",
        {(KENT, PREVENT, "good"), (KENT, OFFENDERS, "requires improvement")},
    ),
    "short words with a key in a sentence": (
        ONE + table("# Area | # Grade", "Preventing crime | Inad.", "Managing offenders | RI")
        + "<p>RI = requires improvement; Inad. = inadequate. No force was outstanding.</p>",
        {(KENT, PREVENT, "inadequate"), (KENT, OFFENDERS, "requires improvement")},
    ),
    "a key that is a list": (
        ONE + table("# Area | # Grade", "Preventing crime | G", "Managing offenders | I")
        + "<h2>Key</h2><ul><li><b>G</b> Good</li><li><b>I</b> Inadequate</li></ul>",
        {(KENT, PREVENT, "good"), (KENT, OFFENDERS, "inadequate")},
    ),
    "columns headed by numbers of a list": (
        TWO + table("# Force | # 1 | # 2 | # 3", "Kent | Good | Adequate | Good", "Essex | Good | Good | Inadequate")
        + "<h2>Key to questions</h2><ol><li>Preventing crime</li><li>Investigating crime</li>"
        "<li>Managing offenders</li></ol>",
        {(KENT, PREVENT, "good"), (KENT, "investigating-crime", "adequate"), (KENT, OFFENDERS, "good"),
         (ESSEX, PREVENT, "good"), (ESSEX, "investigating-crime", "good"), (ESSEX, OFFENDERS, "inadequate")},
    ),
    "short forms of places": (
        "<p>How Lincolnshire Police and Wiltshire Police compare.</p>"
        + table("# Area | # Lincs | # Wilts", "Preventing crime | Good | Inadequate"),
        {("lincolnshire-police", PREVENT, "good"), ("wiltshire-police", PREVENT, "inadequate")},
    ),
    "a column of pillars, people too": (
        "<h1>Kent Fire and Rescue Service</h1>"
        + table("# Pillar | # Diagnostic | # Judgment", "People | Promoting the right values and culture | Good"),
        {("kent-fire", "promoting-values-and-culture", "good")},
    ),
    "cells that say that they were judged": (
        ONE + table("# Area | # Grade", "Preventing crime | Judged good", "Managing offenders | Graded adequate"),
        {(KENT, PREVENT, "good"), (KENT, OFFENDERS, "adequate")},
    ),
    "a caption that names the earlier report too": (
        ONE + table("# Area | # This inspection | # Last inspection", "Preventing crime | Good | Adequate",
                    caption="Our grades, with those of our last report (July 2022)"),
        {(KENT, PREVENT, "good"), (KENT, PREVENT, "was adequate")},
    ),
    "each row has its year": (
        TWO + table("# Force | # Year | # Preventing crime", "Kent | 2018 | Inadequate", "Kent | 2022 | Good",
                    "Essex | 2022 | Adequate"),
        {(KENT, PREVENT, "was inadequate"), (KENT, PREVENT, "good"), (ESSEX, PREVENT, "adequate")},
    ),
    "each row has its round, and a body several": (
        TWO + table("# Force | # Round | # Preventing crime", "Kent !2 | PEEL 2018/19 | Good", "PEEL 2021/22 | Good",
                    "Essex | PEEL 2018/19 | Adequate"),
        {(KENT, PREVENT, "was good"), (KENT, PREVENT, "good"), (ESSEX, PREVENT, "adequate")},
    ),
    "what leads in to two tables tells their years": (
        ONE + "<p>The grades in 2019 were:</p>" + table("# Area | # Grade", "Preventing crime | Inadequate")
        + "<p>In 2022 the grades were:</p>" + table("# Area | # Grade", "Preventing crime | Good"),
        {(KENT, PREVENT, "was inadequate"), (KENT, PREVENT, "good")},
    ),
    "tables of several years grade several bodies": (
        TWO + table("# Area | # Grade", "Preventing crime | Inadequate", caption="Kent Police, 2019")
        + table("# Area | # Grade", "Preventing crime | Good", caption="Essex Police, 2022"),
        {(KENT, PREVENT, "inadequate"), (ESSEX, PREVENT, "good")},
    ),
    "areas and their grades side by side": (
        ONE + table("Preventing crime | Good | Managing offenders | Adequate", "Leadership | Good | Vetting | Good"),
        {(KENT, PREVENT, "good"), (KENT, OFFENDERS, "adequate"), (KENT, "leadership", "good"),
         (KENT, "vetting", "good")},
    ),
    "a scale": (
        ONE + table("# Grade | # Meaning", "Outstanding | The force is better than good at preventing crime.",
                    "Good | The force meets the standard."),
        set(),
    ),
    "views of others": (
        ONE + table("# Area | # Self-assessment | # HMICFRS grade", "Preventing crime | Good | Inadequate"),
        {(KENT, PREVENT, "inadequate")},
    ),
    "a draft": (
        ONE + table("# Area | # Draft | # Current grade", "Preventing crime | Good | Inadequate"),
        {(KENT, PREVENT, "inadequate")},
    ),
    "a remark": (
        ONE + table("# Area | # Grade | # Comments",
                    "Preventing crime | Good | It was rated outstanding for leadership."),
        {(KENT, PREVENT, "good")},
    ),
    "places under areas of police, in a text that tells more of fire": (
        "<h1>Services in the east</h1>" + table("Area | Norfolk | Suffolk", "Investigating crime | Good | Inadequate",
                                                "Responding to the public | Good | Adequate")
        + FIRE, {(NORFOLK, "investigating-crime", "good"), (SUFFOLK, "investigating-crime", "inadequate"),
                 (NORFOLK, "responding-to-the-public", "good"), (SUFFOLK, "responding-to-the-public", "adequate")},
    ),
    "places under areas of both, below a heading that says whose": (
        "<h1>Services in the east</h1><h2>Police</h2>" + table("| Norfolk | Suffolk", "Leadership | Good | Adequate")
        + FIRE, {(NORFOLK, "leadership", "good"), (SUFFOLK, "leadership", "adequate")},
    ),
    "titles of rows that say only part of their area": (
        "<h1>Kent Fire and Rescue Service</h1>"
        + table("# Question | # Grade", "Effectiveness =2", "Preventing | Good", "Protecting | Adequate",
                "Overall | Good"),
        {("kent-fire", "preventing-fires-and-other-risks", "good"), ("kent-fire", "effectiveness", "good"),
         ("kent-fire", "protecting-the-public-through-fire-regulation", "adequate")},
    ),
    "titles of rows that are of something else": (
        ONE + table("# Question | # Grade", "Legitimacy =2", "Quality of service | Good", "Dogs and horses | Good"),
        set(),
    ),
    "grades before their areas in a cell": (
        TWO + table("# Report | # Outcome", "Kent Police | Good: preventing crime. Inadequate: leadership, vetting.",
                    "Essex Police | Good: leadership was praised."),
        {(KENT, PREVENT, "good"), (KENT, "leadership", "inadequate"), (KENT, "vetting", "inadequate")},
    ),
    "one cell for several bodies": (
        TWO + table("# Area | # Kent Police | # Essex Police | # Surrey Police", "Preventing crime | Good =3",
                    "Leadership | Good | Adequate =2"),
        {(KENT, PREVENT, "good"), (ESSEX, PREVENT, "good"), (SURREY, PREVENT, "good"), (KENT, "leadership", "good"),
         (ESSEX, "leadership", "adequate"), (SURREY, "leadership", "adequate")},
    ),
    "a key with signs that elsewhere are none, and notes": (
        ONE + "<p>Key: ** = Outstanding; + = Good; ~ = Requires improvement; x = Inadequate</p>"
        + table("# Area | # Grade", "Preventing crime | + [1]", "Leadership | x", "Vetting | Good [a]"),
        {(KENT, PREVENT, "good"), (KENT, "leadership", "inadequate"), (KENT, "vetting", "good")},
    ),
    "a caption that dates the earlier grades only, and a list of current ones": (
        ONE + table("# Area | # This report | # Last report", "Preventing crime | Good | Adequate",
                    caption="Our grades, with those of our last report (July 2022)")
        + "<h2>Effectiveness, 2024</h2><dl><dt>Preventing crime</dt><dd>Good</dd><dt>Leadership</dt><dd>Good</dd></dl>",
        {(KENT, PREVENT, "good"), (KENT, PREVENT, "was adequate"), (KENT, "leadership", "good")},
    ),
}  # fmt: skip


@each_case("body, expected", GRADES.values(), ids=GRADES)
def test_grades_are_of_what_their_heads_name(body: str, expected: set[tuple[str, str, str]], tmp_path: Path) -> None:
    found = [claim for claim in claims_of(tmp_path, body) if isinstance(claim, RatingClaim)]
    assert {(c.body.body_id, c.area, f"was {c.grade}" if c.historic else c.grade) for c in found} == expected


def test_judges_decide_on_unknown_labels_beside_a_known_area(tmp_path: Path) -> None:
    rows = table("# Theme | # Grade", "Preventing crime | Good", "Picking up | Adequate", "Listening | Good")
    (analysis,), (speakers,) = analysed([page_of(tmp_path, ONE + rows)])
    tabled = tabled_ratings(analysis, speakers_of(speakers))
    assert [entry.area and entry.area.code for entry in tabled.decided] == [PREVENT]
    assert [entry.grade.grade for entry in tabled.open] == ["adequate", "good"]


def test_a_row_of_dates_says_when_the_reports_of_its_columns_came_out(tmp_path: Path) -> None:
    grid = table("Question !2 | Forces, round 2 =2", "Kent Police | Essex Police",
                 "Report published | 20 January 2023 | 15 December 2021", "Preventing crime | Good | Adequate",
                 "– managing offenders | Adequate | Good")  # fmt: skip
    found = [claim for claim in claims_of(tmp_path, TWO + grid) if isinstance(claim, RatingClaim)]
    assert {(c.body.body_id, c.area, c.grade, c.report_published_on) for c in found} == {
        (KENT, PREVENT, "good", "2023-01-20"),
        (KENT, OFFENDERS, "adequate", "2023-01-20"),
        (ESSEX, PREVENT, "adequate", "2021-12-15"),
        (ESSEX, OFFENDERS, "good", "2021-12-15"),
    }


DATED = {
    "a row dates its current grade": (
        table("# Force | # Area | # Grade | # Previous grade | # Report published",
              "Kent Police | Preventing crime | Adequate | Good | 14 Nov 2024",
              "Essex Police | Preventing crime | Adequate | Good | 8 Aug 2024"),
        {(KENT, "adequate", "2024-11-14"), (KENT, "was good", None), (ESSEX, "adequate", "2024-08-08"),
         (ESSEX, "was good", None)},
    ),
    "a row of dates dates earlier columns too": (
        table("# Area | # 2016 | # 2017", "# Preventing crime | Good | Adequate",
              "# Report published | 2 March 2017 | 22 March 2018"),
        {(KENT, "was good", "2017-03-02"), (KENT, "adequate", "2018-03-22")},
    ),
}  # fmt: skip


@each_case("rows, expected", DATED.values(), ids=DATED)
def test_earlier_grades_have_the_date_of_their_column_and_never_that_of_their_row(
    rows: str, expected: set[tuple[str, str, str | None]], tmp_path: Path
) -> None:
    found = [claim for claim in claims_of(tmp_path, ONE + rows) if isinstance(claim, RatingClaim)]
    grades = {(c.body.body_id, f"was {c.grade}" if c.historic else c.grade, c.report_published_on) for c in found}
    assert grades == expected


ON_KENT = "<h1>Kent Police</h1><p>HMICFRS published its PEEL report on 17 October 2024. It graded as follows.</p>"
OF_VISITS = table("# Area !2 | # Year of inspection =2", "# 2015 | # 2016", "Preventing crime | Good | Adequate")


@each_case(
    "rows, dates",
    {
        "rounds": (table("# Area | # 2021/22 | # 2023-25", "Preventing crime | Good | Adequate"), {None, "2024-10-17"}),
        "one round": (table("# Area | # PEEL 2018/19", "Preventing crime | Good"), {None}),
        "years of inspections": (OF_VISITS, {None}),
    }.values(),
)
def test_a_report_is_of_the_years_after_its_inspection(rows: str, dates: set[str | None], tmp_path: Path) -> None:
    found = [claim for claim in claims_of(tmp_path, ON_KENT + rows) if isinstance(claim, RatingClaim)]
    assert {claim.report_published_on for claim in found} == dates


@each_case(
    ("head", "pair"),
    [
        ("2019 / 2022", ["adequate", "was good"]),
        ("2019 | 2022", ["adequate", "was good"]),
        ("2018/19 – 2021/22", ["adequate", "was good"]),
        ("Round 1 / Round 2", ["adequate", "was good"]),
        ("Now (previous)", ["good", "was adequate"]),
        ("Questions 1 and 2", []),
        ("Ratings 1 to 5", []),
        ("Grade 2021/2022", []),
        ("Grade 2021 – 2022", []),
        ("Grade 2021/22 (published 2023)", []),
        ("Grade 2021/2022 (published 2023)", []),
    ],
)
def test_two_grades_in_a_cell_are_of_two_times_in_its_header(head: str, pair: list[str]) -> None:
    text = f"{head}\ngood adequate"
    found = grades_in(text, Cell(len(head) + 1, len(text)), (), [Cell(0, len(head))])
    assert [f"{'was ' * one.is_earlier}{one.at[2]}" for one in found] == pair


@each_case(
    ("head", "dates"),
    [("2019", {"2019"}), ("Grade (unchanged since 2019)", {None}), ("Grade for financial year 2019", {None})],
)
def test_only_a_year_that_heads_a_column_alone_dates_a_report(
    head: str, dates: set[str | None], tmp_path: Path
) -> None:
    found = claims_of(tmp_path, ONE + table(f"# Area | # {head}", "Preventing crime | Good"))
    assert {claim.report_published_on for claim in found if isinstance(claim, RatingClaim)} == dates


def test_the_passage_of_a_grade_reaches_its_area_in_any_sentence_of_its_row(tmp_path: Path) -> None:
    page = page_of(tmp_path, ONE + table("Preventing crime | Visited in May. Overall judgment: Good"))
    at = [claim.passage for claim in extract(page).claims if isinstance(claim, RatingClaim)]
    assert [page.text[each.start : each.end] for each in at] == ["Overall judgment: Good"]
