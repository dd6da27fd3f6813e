// What the claims of a pass's code say (docs/formats/pass-code.md), or a Fault.
import { fromBase32, toHex } from "./bytes.js";
import { isBytes, openSealed } from "./cose.js";
import { Fault, need } from "./fault.js";

var PASS = -70001, NAMES = [1, 4, 5, 6, 7, PASS];

export async function readCode(letters, keys, verify) {
  return readClaims(await openSealed(fromBase32(letters), keys, "pass", verify));
}

export function readClaims(claims) {
  var body = claims.get(PASS);
  need(Array.isArray(body) && Number.isInteger(body[0]));
  if (body[0] !== 1) throw new Fault("unknown_version");
  need(claims.size === NAMES.length && NAMES.every(function (name) { return claims.has(name); }) && body.length === 7);
  need([4, 5, 6].every(function (name) { return isMoment(claims.get(name)); }));
  need(typeof claims.get(1) === "string" && isBytes(claims.get(7)) && claims.get(7).length === 16);
  need(body.slice(1, 6).every(function (word) { return typeof word === "string"; }) && areHours(body[6]));
  need(claims.get(5) < claims.get(4));
  return {
    uid: toHex(claims.get(7)), issued: claims.get(6), from: claims.get(5), until: claims.get(4),
    plate: body[2], origin: body[3], destination: body[4], goods: body[5], hours: body[6],
  };
}

// The code's letters of a scanned address, or of the letters alone; "" for anything else.
export function lettersOf(text) {
  var found = text.trim(), mark = found.lastIndexOf("/V/");
  var letters = mark < 0 ? found : found.slice(mark + 3);
  return /^[A-Z2-7]+$/.test(letters) ? letters : "";
}

// The pass a plain link names (printed where a pass was entered from paper); "" for anything else.
export function uidOf(text) {
  var found = /\/v\/([0-9a-f-]{36})\/?$/.exec(text.trim());
  return found ? found[1].replace(/-/g, "") : "";
}

function isMoment(value) {
  return Number.isInteger(value) && value >= 0 && value < Math.pow(2, 33);
}

function areHours(hours) {
  if (hours === null) return true;
  return Array.isArray(hours) && hours.length === 2 && hours.every(Number.isInteger) &&
    hours[0] >= 0 && hours[0] < 1440 && hours[1] > 0 && hours[1] <= 1440 && hours[0] !== hours[1];
}
