// One verdict on the whole screen: word, colour, shape and reason, the plate to compare, and what the pass is for.
import { $, end, formOf, goodsOf, hour, reasonOf, say, words } from "./shown.js";

// Returns the form (ok, warn, stop, ask, other), which is also felt.
export function showAnswer(answer, plate, places) {
  var form = formOf(answer.verdict), entry = answer.entry, top = $("answer").querySelector(".verdict");
  top.className = "verdict is-" + form;
  top.dataset.verdict = answer.verdict;
  top.dataset.fault = answer.fault || "";
  top.querySelector("use").setAttribute("href", "#s-" + answer.verdict);
  top.querySelector("span").textContent = words[answer.verdict];
  top.querySelector("p").textContent = reasonOf(answer);
  $("answer").querySelector(".plate").hidden = !plate;
  $("answer").querySelector(".plate b").textContent = plate;
  $("answer").querySelector("dl").hidden = !entry;
  $("wrong").hidden = !entry || answer.verdict === "wrong_plate";
  if (entry) facts(entry, places);
  // What is usual stands out: also a vehicle on its way home is let through.
  var usual = form === "ok" || answer.verdict === "return_only" ? "pass" : "turn_back";
  document.querySelectorAll("[data-action]").forEach(function (button) {
    button.className = button.dataset.action === usual ? "first" : "";
  });
  return form;
}

// A division in the page's language, where the list has its name; the code where it has none.
function named(places, code) {
  return places[code + "." + document.documentElement.lang] || places[code] || code;
}

function facts(entry, places) {
  var ends = { origin: named(places, entry.origin), destination: named(places, entry.destination) };
  var all = {
    route: say("route", ends), until: end(entry.until), goods: goodsOf(entry.goods),
    hours: (entry.hours ? entry.hours.map(hour).join("–") : words.any_hour) + (entry.kind === "trip" ? " " + words.trip : ""),
  };
  Object.keys(all).forEach(function (key) {
    document.querySelector('[data-fact="' + key + '"]').textContent = all[key];
  });
}
