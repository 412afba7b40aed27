"""Replies about questions in plain words."""
