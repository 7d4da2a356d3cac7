"""What a document says a person is, decided by judges that learned from labelled documents.

A document runs through the modules in this order: `candidates` (words beside each place that names somebody,
generously), `features` (what describes a candidate), `judging` (which of them are a role, and what it gives).
"""
