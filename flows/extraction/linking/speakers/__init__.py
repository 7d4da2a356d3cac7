"""Link each quotation of a document to its speaker: candidates, features, and the judges that decide."""
