"""Which organisation a person of a document is of: candidates, what describes them, and the judges that decide."""
