"""The slash commands, one cog a feature."""
