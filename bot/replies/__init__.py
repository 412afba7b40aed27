"""What commands and buttons answer: from an interaction through the stores to what members see."""
