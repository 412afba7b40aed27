"""Replies about reviews."""
