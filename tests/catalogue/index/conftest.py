import pytest

from bot.catalogue.index import TitleIndex
from tests.catalogue.index.films import FILMS


@pytest.fixture(scope="session")
def index() -> TitleIndex:
    return TitleIndex.build(FILMS)
