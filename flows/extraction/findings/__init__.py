"""What is found of ratings, each in its time: the report of a grade, and which took the place of which."""
