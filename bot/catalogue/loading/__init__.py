"""Loading films: read, rehearsed, told apart, written and taken back."""
