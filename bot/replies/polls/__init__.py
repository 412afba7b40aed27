"""Replies about polls."""
