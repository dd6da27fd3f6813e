// The page: which part is shown, what is asked, what is answered, and the one tap after it.
import { canSee, openEye } from "./eye.js";
import { withheld } from "./judge.js";
import { build, clear, isNumber, typed } from "./keypad.js";
import { byCode, byNumber, byPlate } from "./lookup.js";
import { join, load, phone, record, standing, sync, takeOver } from "./phone.js";
import { showAnswer } from "./answer.js";
import { $, feel, say, words } from "./shown.js";
import { showAll, showQueue, unsent } from "./standing.js";

var PARTS = ["enrol", "hand-over", "ask", "hits", "eye", "answer"], EVERY = 60000, LEAST = 4;
var eye = null, now = null; // now: what is answered, {answer, how, plate}

function show(part) {
  if (eye && part !== "eye") {
    eye.close();
    eye = null;
  }
  PARTS.forEach(function (one) { $(one).hidden = one !== part; });
  document.body.dataset.part = part;
  window.scrollTo(0, 0);
  showAll();
}

function again(note) {
  clear();
  $("hint").textContent = note || words.say_type;
  $("enrol-error").textContent = phone.cutOff ? words.cut_off : "";
  show(phone.me ? "ask" : "enrol");
}

function find() {
  if (typed.text.length < LEAST) {
    $("hint").textContent = words.say_nothing_typed;
    return;
  }
  came(isNumber() ? byNumber(typed.text) : byPlate(typed.text, typed.preset));
}

export async function byText(text) {
  came(await byCode(text));
}

function came(what) {
  if (!what.rows) return answered(what.answer, what.how, what.plate);
  var list = $("hits").querySelector("ul");
  list.textContent = "";
  what.rows.slice(0, 20).forEach(function (row) {
    var item = document.createElement("li"), button = document.createElement("button");
    button.type = "button";
    button.textContent = row[0];
    button.addEventListener("click", function () { came(row[1]); });
    item.appendChild(button);
    list.appendChild(item);
  });
  $("hits").querySelector("h2").textContent = say("hits", { n: what.rows.length });
  $("none").onclick = function () { came(what.none); };
  show("hits");
}

function answered(answer, how, plate) {
  answer = withheld(answer, standing());
  now = { answer: answer, how: how, plate: plate };
  $("not-kept").textContent = "";
  var form = showAnswer(answer, plate, phone.book.places);
  show("answer");
  feel(form);
}

async function act(action) {
  if (!now) return;
  var done = now;
  now = null;
  try {
    await record(done.answer, done.how, done.plate, action);
  } catch (error) {
    now = done; // it may be tapped again once there is room
    $("not-kept").textContent = words.not_kept;
    return;
  }
  again(say("kept", { plate: done.plate, action: words["done_" + action] }));
  await showQueue(); // closing is warned of from now on, not only when the server has been asked
  refresh();
}

async function refresh() {
  await sync();
  if (Boolean(phone.me) === !$("enrol").hidden) again();
  showAll();
  await showQueue();
}

async function scan() {
  if (!canSee()) {
    $("hint").textContent = words.camera_none;
    return;
  }
  show("eye");
  try {
    var data = document.body.dataset, parts = { worker: data.eye, library: data.library, binary: data.binary, fallback: data.fallback };
    var opened = await openEye($("eye").querySelector("video"), parts, function (text) {
      eye = null;
      byText(text);
    });
    if ($("eye").hidden) return opened.close();
    eye = opened;
    ["torch", "zoom"].forEach(function (name) {
      $(name).hidden = !opened[name];
      $(name).setAttribute("aria-pressed", "false");
    });
  } catch (error) {
    again(words.camera_refused);
  }
}

function onForms() {
  $("enrol").addEventListener("submit", async function (event) {
    event.preventDefault();
    var wrong;
    try { wrong = await join($("code").value, $("name").value); } catch (error) { wrong = words.enrol_failed; }
    $("enrol-error").textContent = wrong || "";
    if (wrong !== null) return;
    history.replaceState(null, "", location.pathname);
    again();
    refresh();
  });
  $("hand-over").addEventListener("submit", async function (event) {
    event.preventDefault();
    if (!$("officer").value.trim()) return $("officer").focus();
    await takeOver($("officer").value.trim(), $("unit").value.trim());
    again();
    refresh();
  });
  $("shift").addEventListener("click", async function () {
    var count = await unsent();
    $("unsent-warning").textContent = phone.shift && count ? say("unsent_warning", { n: count }) : "";
    $("officer").value = "";
    $("unit").value = $("unit").value || phone.me.post.unit;
    show("hand-over");
    $("officer").focus();
  });
}

function onButtons() {
  $("find").addEventListener("click", find);
  $("scan").addEventListener("click", scan);
  ["torch", "zoom"].forEach(function (name) {
    $(name).addEventListener("click", function () { if (eye) $(name).setAttribute("aria-pressed", String(eye[name]())); });
  });
  $("stay").addEventListener("click", function () { again(); });
  $("wrong").addEventListener("click", function () {
    answered({ verdict: "wrong_plate", entry: now.answer.entry, fault: "" }, now.how, now.plate);
  });
  document.querySelectorAll("[data-back]").forEach(function (button) {
    button.addEventListener("click", function () { now = null; again(); });
  });
  document.querySelectorAll("[data-action]").forEach(function (button) {
    button.addEventListener("click", function () { act(button.dataset.action); });
  });
}

// The one-time code stands behind # where the page was opened by its QR code.
function takeCode() {
  if (location.hash.length > 1) $("code").value = location.hash.slice(1);
}

async function begin() {
  await load();
  await build(function () { $("hint").textContent = ""; });
  onForms();
  onButtons();
  takeCode();
  window.addEventListener("hashchange", takeCode);
  again();
  await showQueue();
  document.body.dataset.ready = "yes";
  refresh();
  setInterval(refresh, EVERY);
  window.addEventListener("online", refresh);
  document.addEventListener("visibilitychange", function () { if (!document.hidden) refresh(); });
}

begin().catch(function () {
  again();
  $("enrol-error").textContent = words.no_store;
});
