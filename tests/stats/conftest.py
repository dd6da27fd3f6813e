import pytest

from .deeds import at, control, directory, firms, policy


@pytest.fixture
def county(world):
    """Hejiang under control since 7 September, three above-scale firms in its port park; figures owed from the 8th."""
    with at("8 12:00"):
        policy(world, "stats.first_day", "2022-09-08")
        control(world, world.r510522, "7 09:00")
        rows = firms(world, 3)
        directory(world, rows)
    world.firms = rows
    return world
