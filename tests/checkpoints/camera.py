"""A phone before a printed pass: the sheet as our own paper prints it, in a scene, on a file that stands for the camera.

Lengths on paper are millimetres; a phone's main camera of 65 degrees across takes 4K pictures.
"""

import base64
import math
import os

import typst

from papers import rendering
from passes.paper.printing import data_of, printed
from tests.browser import ARGUMENTS

WIDE, HIGH = 3840, 2160  # pixels of a picture
ACROSS = 65  # degrees the camera sees
DENSITY = 300  # of the print, dots an inch
SHEET = 297  # millimetres across
FRAMES = 2
SCENE = """async ([print, wide, high, scale, turned, soft]) => {
  const sheet = new Image(), canvas = document.createElement("canvas");
  sheet.src = "data:image/png;base64," + print;
  await sheet.decode();
  canvas.width = wide;
  canvas.height = high;
  const context = canvas.getContext("2d");
  context.fillStyle = "#8f8a80";
  context.fillRect(0, 0, wide, high);
  context.translate(wide / 2, high / 2);
  context.rotate(turned * Math.PI / 180);
  context.filter = soft ? `blur(${soft}px) contrast(.85)` : "contrast(.9)";
  context.imageSmoothingQuality = "high";
  const across = sheet.width * scale, down = sheet.height * scale;
  context.drawImage(sheet, -across / 2, -down / 2, across, down);
  const picture = await new Promise(done => canvas.toBlob(done, "image/jpeg", 0.9));
  const bytes = new Uint8Array(await picture.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
  return btoa(text);
}"""


def print_of(made, base):
    """The pass's own sheet as a picture, PNG."""
    return typst.compile(
        str(rendering.ROOT / "passes/pass.typ"),
        root=str(rendering.ROOT),
        sys_inputs=rendering.inputs_of(data=data_of([printed(made, base, True)]), title="x"),
        font_paths=rendering.fonts(),
        ignore_system_fonts=True,
        format="png",
        ppi=DENSITY,
    )


def sharpness(distance):
    """Pixels of the picture a millimetre of paper takes at this distance (in millimetres)."""
    return WIDE / (2 * distance * math.tan(math.radians(ACROSS / 2)))


class Camera:
    """``show(print, distance=…)`` puts a scene before it; ``page()`` is a phone that has it."""

    def __init__(self, browser, file, base_url):
        self.browser, self.file, self.base_url, self.phone = browser, file, base_url, None
        self.executable = os.environ["PORTAL_CHROMIUM"]

    def show(self, sheet, *, distance, turned=0, soft=0, wall=0):
        """A sheet before the camera, after ``wall`` pictures of the bare wall behind it."""
        scale = sharpness(distance) / (DENSITY / 25.4)
        drawing = self.browser.new_page()
        words = [base64.b64encode(sheet).decode(), WIDE, HIGH, scale, turned, soft]
        frame = base64.b64decode(drawing.evaluate(SCENE, words))
        bare = base64.b64decode(drawing.evaluate(SCENE, [*words[:3], 0.001, 0, 0])) if wall else b""
        drawing.close()
        # In a file of its own: a camera still closing reads on in the last one, which must not change beneath it.
        next_one = self.file.with_suffix(".next")
        next_one.write_bytes(bare * wall + frame * FRAMES)
        next_one.replace(self.file)

    def page(self):
        """A Chromium whose camera is the file; it is read anew whenever the camera is opened."""
        self.phone = self.browser.browser_type.launch(
            executable_path=self.executable,
            args=[
                *ARGUMENTS,
                "--use-fake-ui-for-media-stream",
                "--use-fake-device-for-media-stream",
                f"--use-file-for-fake-video-capture={self.file}",
            ],
        )
        context = self.phone.new_context(
            base_url=self.base_url,
            viewport={"width": 390, "height": 844},
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            reduced_motion="reduce",
            service_workers="allow",
        )
        return context.new_page()
