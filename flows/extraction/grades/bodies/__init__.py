"""Which bodies a grade is given to."""
