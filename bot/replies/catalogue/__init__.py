"""Replies about the care of films."""
