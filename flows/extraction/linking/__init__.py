"""Machine-learned linking: decides what structure alone does not, such as which body and area a grade belongs to.

Order for ratings: `entity` and `entities` (what a document names), `area_words` (which area words speak of),
`candidates` (generous), `features` (numbers that describe a candidate), `judges` (features -> probabilities, with
`asking` for many documents at once), `steps` (which judge is asked when), `decoding` (what can stand together), `dates`
and `dating` (of the report), `inspections` (by whom and when), `ratings` (claims).

The subfolders link roles, affiliations, speakers (all by `looks`: two judges, the second among rivals), stakeholders
and figures.
"""
