"""What is seen of the guessing game."""
