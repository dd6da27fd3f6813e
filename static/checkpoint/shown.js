// Words, and how verdicts, ages and moments are put. Moments are the city's, whatever the phone's time zone.
export var words = JSON.parse(document.getElementById("words").textContent);
var goods = JSON.parse(document.getElementById("goods").textContent);

var FORMS = {
  valid: "ok", return_only: "warn", not_yet: "warn", outside_hours: "warn", suspended: "warn",
  expired: "stop", revoked: "stop", recalled: "stop", voided: "stop", superseded: "stop", wrong_plate: "stop",
  not_found: "ask", unknown: "ask", foreign: "other",
};
// Felt with the phone in the hand: one short, two, three long, or a run.
var FELT = { ok: [90], warn: [90, 90, 90], stop: [350, 120, 350, 120, 350], ask: [60, 60, 60, 60, 60, 60, 60], other: [200, 100, 60] };

export function $(name) {
  return document.getElementById(name);
}

export function say(name, parts) {
  return words[name].replace(/\{(\w+)\}/g, function (whole, key) {
    return parts && key in parts ? parts[key] : whole;
  });
}

export function formOf(verdict) {
  return FORMS[verdict] || "ask";
}

export function feel(form) {
  if (navigator.vibrate) navigator.vibrate(FELT[form]);
}

export function goodsOf(code) {
  return goods[code] || code;
}

export function moment(seconds) {
  var at = new Date((seconds + 8 * 3600) * 1000);
  return two(at.getUTCMonth() + 1) + "-" + two(at.getUTCDate()) + " " + hour(at.getUTCHours() * 60 + at.getUTCMinutes());
}

// An end at midnight is the day before at 24:00, as the paper says it.
export function end(seconds) {
  return (seconds + 8 * 3600) % 86400 ? moment(seconds) : moment(seconds - 86400).slice(0, 6) + "24:00";
}

export function hour(minutes) {
  return two(Math.floor(minutes / 60)) + ":" + two(minutes % 60);
}

export function ageOf(seconds) {
  var minutes = Math.floor(seconds / 60);
  if (minutes < 1) return words.age_now;
  if (minutes < 60) return say("age_minutes", { n: minutes });
  if (minutes < 2880) return say("age_hours", { h: Math.floor(minutes / 60), n: minutes % 60 });
  return say("age_days", { n: Math.floor(minutes / 1440) });
}

export function reasonOf(answer) {
  var name = "say_" + (answer.fault && answer.fault !== "unreadable" ? answer.fault : answer.verdict);
  if (!(name in words)) return "";
  var entry = answer.entry || {};
  return say(name, {
    from: entry.from ? moment(entry.from) : "",
    until: end(answer.verdict === "return_only" ? entry.home : entry.home || entry.until || 0),
    hours: entry.hours ? entry.hours.map(hour).join("–") : "",
  });
}

function two(number) {
  return (number < 10 ? "0" : "") + number;
}
