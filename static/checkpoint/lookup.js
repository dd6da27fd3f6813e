// What is asked of the list: a plate, a number, a scanned text. Each gives {how, answer, plate}, or {rows} to choose
// from: [[words, the same of each]], with what is answered where it is `none` of them.
import { found, ofNumber } from "./book.js";
import { lettersOf, readCode, uidOf } from "./claims.js";
import { Fault } from "./fault.js";
import { judgeCode, judgePlate } from "./judge.js";
import { phone, standing } from "./phone.js";

var UNSURE = { unknown_key: true, unknown_version: true, cannot_verify: true }; // not seen to be false, and never valid

export function byPlate(text, preset) {
  var rows = found(phone.book, text, preset);
  var all = rows.map(function (row) { return [row.plate, judged(row.entries, "plate", row.plate)]; });
  // A whole plate is meant where five or six were typed: another province's is offered, never taken by itself.
  if (all.length === 1 && (text.length < 5 || rows[0].plate.indexOf(preset) === 0)) return all[0][1];
  var none = nothing("plate", text.length < 5 ? text : preset + text, "");
  return all.length ? { rows: all, none: none } : none;
}

// The number printed on the pass; the plate it was issued for is then compared with the vehicle's.
export function byNumber(text) {
  var all = ofNumber(phone.book, text).map(function (entry) {
    return [entry.number + " " + entry.plate, judged([entry], "number", entry.plate)];
  });
  var none = nothing("number", "", "no_number");
  if (all.length > 1) return { rows: all, none: none };
  return all.length ? all[0][1] : none;
}

export async function byCode(text) {
  var uid = uidOf(text), entry = phone.book.entries[uid];
  if (uid && !entry) return nothing("code", "", "no_number");
  if (entry) return judged([entry], "code", entry.plate);
  try {
    var code = await readCode(lettersOf(text), phone.keys), at = standing().now;
    var answer = at === null ? { verdict: "unknown", entry: code, fault: "stale" } : judgeCode(code, phone.book, at);
    return { how: "code", answer: answer, plate: code.plate };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { how: "code", answer: { verdict: UNSURE[error.code] ? "unknown" : "foreign", entry: null, fault: error.code }, plate: "" };
  }
}

function judged(entries, how, plate) {
  return { how: how, answer: judgePlate(entries, standing().now), plate: plate };
}

function nothing(how, plate, fault) {
  return { how: how, answer: { verdict: "not_found", entry: null, fault: fault }, plate: plate };
}
