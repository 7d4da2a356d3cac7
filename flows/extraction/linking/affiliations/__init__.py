"""Link each person of a document to their organisation: candidates, features, and the judges that decide."""
