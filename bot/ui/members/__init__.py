"""What is seen of what members keep: diaries, watchlists, profiles."""
