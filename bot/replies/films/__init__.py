"""Replies about films."""
