"""Replies about what members keep: diaries, watchlists, profiles."""
