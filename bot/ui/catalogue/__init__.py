"""What is seen of the care of films."""
