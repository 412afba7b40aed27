"""Replies about settings, `/setup` and `/status`."""
