"""The stretches of a message that name something. Pure rules."""
