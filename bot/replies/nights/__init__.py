"""Replies about movie nights."""
