"""Link each person of a document to words that state their role, such as "chief constable", with learned judges.

The order is `candidates` (slices of words beside each mention of a person, generously), `features` (what describes a
candidate), `judging` (which candidates are roles, and the role that each gives).
"""
