"""Numbered SQL files; each brings a database from the version before to its own."""
