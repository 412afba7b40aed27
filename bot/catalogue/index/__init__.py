"""The title index: what film is meant by what was typed."""

from bot.catalogue.index.index import TitleIndex
from bot.catalogue.index.records import Answer, Confidence, IndexEntry, Match
from bot.catalogue.index.saved import SavedIndexError

__all__ = ["Answer", "Confidence", "IndexEntry", "Match", "SavedIndexError", "TitleIndex"]
