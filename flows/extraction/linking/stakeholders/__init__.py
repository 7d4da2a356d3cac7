"""Who has a part in a document, and which, decided by judges that learned from labelled documents.

A document runs through the modules in this order: `candidates` (every person and organisation that could be one,
generously), `features` (what describes a candidate; `people`: one who is a person), `judging` (how likely each is one,
and in which part).
"""
