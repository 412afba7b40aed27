"""Guess the film: what is shown and hidden in a round, what an answer is worth, and which film is asked. No Discord."""
