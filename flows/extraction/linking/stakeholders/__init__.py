"""Find who has a part in a document, and which part, with judges that learned from labelled documents.

The order is `candidates` (every person and organisation that could be a stakeholder, generously), `features` (what
describes a candidate; `people`: what describes a person), `judging` (how likely each is a stakeholder, and its part).
"""
