"""Replies about the guessing game."""
