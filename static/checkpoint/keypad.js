// Plates by thumb: the preset (川E) before, the characters of a serial below. I and O are on no plate; the last of a
// serial may be 学警港澳. What is longer than any serial is the number of a pass.
import { $, words } from "./shown.js";
import { get, put } from "./store.js";

var ROWS = ["1234567890", "QWERTYUP学警", "ASDFGHJKL港", "ZXCVBNM澳⌫"], SERIAL = 6, LONGEST = 12;
export var typed = { text: "", preset: "川E" };

export async function build(changed) {
  typed.preset = (await get("preset")) || typed.preset;
  ROWS.forEach(function (row) {
    Array.from(row).forEach(function (letter, at) {
      var key = document.createElement("button");
      key.type = "button";
      key.textContent = letter;
      if (at === 0 && row.length < 10) key.className = "half";
      if (letter > "z") key.className = "rare";
      key.addEventListener("click", function () { press(letter); changed(); });
      $("keys").appendChild(key);
    });
  });
  Array.from("ABCDEFGHJKLMNPQRSTUVWXYZ").forEach(function (letter) {
    var key = document.createElement("button");
    key.type = "button";
    key.textContent = letter;
    key.addEventListener("click", function () { choose(typed.preset[0] + letter); });
    $("areas").appendChild(key);
  });
  document.querySelectorAll("[data-province]").forEach(function (key) {
    key.addEventListener("click", function () { choose(key.dataset.province + typed.preset[1], true); });
  });
  $("preset").addEventListener("click", function () { open($("choose").hidden); });
  document.addEventListener("keydown", function (event) {
    if ($("ask").hidden || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Backspace") press("⌫");
    else if (/^[a-z0-9]$/i.test(event.key)) press(event.key.toUpperCase());
    else return;
    changed();
  });
  choose(typed.preset);
}

function press(letter) {
  if (letter === "⌫") typed.text = typed.text.slice(0, -1);
  else if (letter !== "I" && letter !== "O" && typed.text.length < LONGEST) typed.text += letter;
  showTyped();
}

export function isNumber() {
  return typed.text.length > SERIAL;
}

function showTyped() {
  $("typed").textContent = typed.text;
  $("typed").className = isNumber() ? "is-number" : "";
  $("preset").textContent = isNumber() ? words.number_of_pass : typed.preset;
  $("preset").disabled = isNumber();
}

function choose(preset, more) {
  typed.preset = preset;
  showTyped();
  put({ preset: preset });
  open(Boolean(more));
}

function open(shown) {
  $("choose").hidden = !shown;
  $("keys").hidden = shown;
  $("preset").setAttribute("aria-expanded", String(shown));
}

export function clear() {
  typed.text = "";
  showTyped();
  open(false);
}
