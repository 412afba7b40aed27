"""Replies about ratings."""
