"""The guard's hand on the checkpoint page, and what a browser is asked beside."""

from checkpoints import services

VECTORS = """async () => {
  const { readCode } = await import("/static/checkpoint/claims.js");
  const { byLibrary, isRight } = await import("/static/checkpoint/ed25519.js");
  const { fromBase64 } = await import("/static/checkpoint/bytes.js");
  const published = await (await fetch("/static/code/vectors.json")).json();
  const keys = published.keys.map(one => ({ kid: one.kid, alg: one.alg, key: fromBase64(one.key) }));
  const told = { faults: {}, read: {} };
  for (const [way, verify] of [["browser", isRight], ["library", byLibrary]]) {
    for (const one of [...published.right, ...published.wrong]) {
      try {
        const code = await readCode(one.code, keys, verify);
        told.read[way + " " + one.name] = code.plate + " " + code.uid;
      } catch (error) {
        told.faults[way + " " + one.name] = error.code || String(error);
      }
    }
  }
  return told;
}"""
# The faults the phone names for the published corpus, in its order; "" for a code it reads.
CORPUS = """async () => {
  const { readCode } = await import("/static/checkpoint/claims.js");
  const { byLibrary } = await import("/static/checkpoint/ed25519.js");
  const { fromBase64 } = await import("/static/checkpoint/bytes.js");
  const vectors = await (await fetch("/static/code/vectors.json")).json();
  const keys = vectors.keys.map(one => ({ kid: one.kid, alg: one.alg, key: fromBase64(one.key) }));
  const faults = [];
  for (const one of (await (await fetch("/static/code/corpus.json")).json()).spoilt) {
    faults.push(await readCode(one.code, keys, byLibrary).then(() => "", error => error.code || String(error)));
  }
  return faults;
}"""
# What the browser was asked to let the hand feel.
SPIED = """window.felt = [];
navigator.vibrate = pattern => { window.felt.push(pattern); return true; };"""
DONE, KEPT = "body[data-ready=yes]", "body[data-offline=yes]"  # read by selector: the page allows no eval


def enrolled(page, world, post):
    """The page after its phone was enrolled and the list has come."""
    code, _until = services.make_code(post, by=world.guan)
    page.goto(f"/checkpoint/#{code}")
    page.locator(DONE).wait_for()
    page.fill("#name", "1号手机")
    page.click("#enrol .go")
    page.locator("#age.is-fresh").wait_for()
    page.locator(KEPT).wait_for()
    return page


def typed(page, keys):
    """Taps from the keypad to the verdict."""
    for key in keys:
        page.locator("#keys button", has_text=key).first.click()
    page.click("#find")
    return len(keys) + 1


def told(page):
    page.locator("#answer").wait_for()
    return page.locator(".verdict").get_attribute("data-verdict")


def act(page, action):
    page.click(f"[data-action={action}]")
    page.locator("#ask").wait_for()


def again(page):
    """Back from the verdict to the question."""
    page.locator("[data-back]:visible").last.click()
    page.locator("#ask").wait_for()


def saw(page, text):
    """As if the camera had read it: the page's own reading of a scanned text."""
    page.evaluate("text => import('/static/checkpoint/page.js').then(page => page.byText(text))", text)
    return told(page)
