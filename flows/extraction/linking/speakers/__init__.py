"""Whose words each quotation of a document holds: candidates, what describes them, and the judges that decide."""
