"""Find the dates and periods that a text gives, and work out the days they mean."""
