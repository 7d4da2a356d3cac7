"""Link each person of a document to words that state their role, such as "chief constable", with learned judges."""
