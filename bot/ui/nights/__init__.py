"""What is seen of movie nights."""
