"""Which members others may be told of, as SQL: the one place where the choice to stay hidden is read."""

SHOWN = """
    NOT EXISTS (
        SELECT 1 FROM hidden_members
        WHERE hidden_members.guild_id = ratings.guild_id AND hidden_members.member_id = ratings.member_id
    )
"""
"""Ratings that rankings, profiles and comparisons may use: those of members who have not hidden themselves."""
