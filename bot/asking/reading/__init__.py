"""What each clause of a message asks for, as typed queries. Pure rules."""
