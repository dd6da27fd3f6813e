"""The page's camera before a pass as it is printed: near and sharp, unsteady, held askew, and from beyond the barrier."""

import pytest

from checkpoints.models import Check

from .camera import print_of
from .phone import act, enrolled, told, typed

PATIENCE = 40_000  # milliseconds: 4K pictures are much for a busy machine without a graphics card

pytestmark = pytest.mark.browser

SCENES = {
    "sharp": {"distance": 350},
    "blurred": {"distance": 250, "soft": 6},
    "askew": {"distance": 450, "turned": 15},
    "on its side": {"distance": 450, "turned": 90},
    "a metre and a half away": {"distance": 1500},
}


def test_a_printed_pass_is_read_sharp_blurred_askew_and_from_afar(world, post, issued, camera):
    made = issued()
    made.refresh_from_db()
    sheet = print_of(made, "https://portal.example")
    camera.show(sheet, **SCENES["sharp"])
    page = enrolled(camera.page(), world, post)
    page.set_default_timeout(PATIENCE)
    for name, scene in SCENES.items():
        camera.show(sheet, **scene)
        page.click("#scan")
        assert told(page) == "valid", name
        assert page.locator(".plate b").inner_text() == made.plate
        act(page, "pass")
    page.locator("#sent", has_text=f"已查{len(SCENES)}车，全部上传").wait_for()
    kept = Check.objects.values_list("how", "verdict", "known", "vehicle_pass")
    assert list(kept) == [("code", "valid", "valid", made.pk)] * len(SCENES)


CAN = """() => {
  window.asked = [];
  const real = MediaStreamTrack.prototype.getCapabilities;
  MediaStreamTrack.prototype.getCapabilities = function () {
    return Object.assign({}, real.call(this), { torch: true, zoom: { min: 1, max: 8, step: 0.1 } });
  };
  MediaStreamTrack.prototype.applyConstraints = async wanted => { window.asked.push(wanted.advanced[0]); };
}"""


def test_the_network_is_cut_while_the_camera_looks(world, post, issued, camera):
    """The scan goes on, the verdict stands, the record waits; a bare wall is nothing, and the light goes on at night."""
    made = issued()
    made.refresh_from_db()
    camera.show(print_of(made, "https://portal.example"), distance=400, wall=60)
    page = camera.page()
    page.add_init_script(f"({CAN})()")
    enrolled(page, world, post)
    page.set_default_timeout(PATIENCE)
    page.click("#scan")
    for name in ("torch", "zoom", "torch"):
        page.click(f"#{name}")
    assert page.evaluate("window.asked") == [{"torch": True}, {"zoom": 2.5}, {"torch": False}]
    page.context.set_offline(True)
    assert told(page) == "valid" and page.locator(".plate b").inner_text() == made.plate
    act(page, "pass")
    page.locator("#sent", has_text="1条待上传").wait_for()
    typed(page, "9999")
    assert told(page) == "not_found"
    act(page, "turn_back")
    page.context.set_offline(False)
    page.locator("#sent", has_text="全部上传").wait_for()
    assert set(Check.objects.values_list("how", "verdict")) == {("code", "valid"), ("plate", "not_found")}
