import pytest

from cnesg.demo import DemoMarket, market


@pytest.fixture(scope="session")
def drawn() -> DemoMarket:
    """The market of the default seed, drawn once."""
    return market()
