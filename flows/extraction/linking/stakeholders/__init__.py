"""Find who has a part in a document, and which part, with judges that learned from labelled documents."""
