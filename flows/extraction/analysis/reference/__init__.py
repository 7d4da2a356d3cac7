"""Resolve references to bodies ("the force", "it", "we") and find the bodies a page or a part of it is about."""
