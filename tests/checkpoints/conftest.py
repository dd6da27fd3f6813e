"""A post of the police at the county's border, and phones at it."""

import pytest

from checkpoints import services

from .camera import Camera


@pytest.fixture
def post(world):
    """Sun opened it in Hejiang; Guan's unit keeps it."""
    return services.open_post(by=world.sun, name="G353白米卡口", region=world.r510522, unit=world.police)


@pytest.fixture
def other_post(world):
    return services.open_post(by=world.chen, name="G93江阳卡口", region=world.r510502, unit=world.police)


@pytest.fixture
def phone_at(world, client):
    """``phone_at(post)``: a phone enrolled there, as its headers and its record."""

    def enrol(post, name="1号手机"):
        code, _until = services.make_code(post, by=world.guan)
        device, token = services.enrol(code, name=name)
        return device, {"HTTP_AUTHORIZATION": f"Device {token}"}

    return enrol


@pytest.fixture
def camera(browser, live_server, tmp_path):
    made = Camera(browser, tmp_path / "camera.mjpeg", live_server.url)
    yield made
    if made.phone:
        made.phone.close()
