// The signed list as the phone keeps it: passes by their id, found by the ends of their plates.
import { toHex } from "./bytes.js";
import { need } from "./fault.js";

var LIST = -70003, MOMENT = -70004, KEPT = 3 * 86400;

export function emptyBook() {
  return { number: 0, issued: 0, expires: 0, confirmed: 0, ages: null, places: {}, entries: {} };
}

// The list of opened claims; docs/formats/checkpoint-list.md.
export function readList(claims) {
  var body = claims.get(LIST);
  need(Array.isArray(body) && body[0] === 1 && body.length === 6);
  return {
    issued: claims.get(6), expires: claims.get(4), number: body[1], since: body[2], ages: body[3],
    places: Object.fromEntries(body[4]), entries: body[5].map(readEntry),
  };
}

// The moment and newest number of an answer: [seconds, number]; it must answer this very question.
export function readMoment(claims, nonce) {
  var body = claims.get(MOMENT);
  need(Array.isArray(body) && body[0] === 1 && toHex(body[2]) === toHex(nonce));
  return [claims.get(6), body[1]];
}

function readEntry(row) {
  return {
    plate: row[0], uid: toHex(row[1]), from: row[2], until: row[3], hours: row[4],
    origin: row[5], destination: row[6], goods: row[7], status: row[8], home: row[9], number: row[10] || "",
    kind: row[11] || "",
  };
}

// A new book: the list alone if it is a whole one, else the old book with what has changed. Null if it does not fit.
export function applied(book, list, now) {
  if (list.since !== 0 && list.since !== book.number) return null;
  var entries = {}, old = list.since === 0 ? {} : book.entries;
  Object.keys(old).forEach(function (uid) { if (old[uid].until > now - KEPT) entries[uid] = old[uid]; });
  list.entries.forEach(function (entry) { entries[entry.uid] = entry; });
  return {
    number: list.number, issued: list.issued, expires: list.expires, confirmed: now, ages: list.ages,
    places: Object.assign(list.since === 0 ? {} : book.places, list.places), entries: entries,
  };
}

// Passes of a number or of its end, however it is written: 22-000001-59 and 00000159 are the same.
export function ofNumber(book, typed) {
  return Object.keys(book.entries).map(function (uid) { return book.entries[uid]; }).filter(function (entry) {
    return plain(entry.number || "").slice(-typed.length) === typed;
  });
}

function plain(number) {
  return number.replace(/[^0-9A-Z\u4e00-\u9fff]/g, "");
}

// Passes whose plate ends so, one row a plate: [{plate, entries}], the preset's own first.
export function found(book, typed, preset) {
  var byPlate = {};
  Object.keys(book.entries).forEach(function (uid) {
    var entry = book.entries[uid];
    if (entry.plate.slice(-typed.length) === typed) (byPlate[entry.plate] = byPlate[entry.plate] || []).push(entry);
  });
  return Object.keys(byPlate).sort(function (one, other) {
    return (other.indexOf(preset) === 0) - (one.indexOf(preset) === 0) || (one < other ? -1 : 1);
  }).map(function (plate) { return { plate: plate, entries: byPlate[plate] }; });
}
