"""Whom a person speaks for, and what a person is called by once known."""
