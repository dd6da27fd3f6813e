// What passes between phone and server. Nothing here throws for want of a network: it says false.
import { fromBase64, random, toBase64 } from "./bytes.js";
import { openSealed } from "./cose.js";
import { applied, readList, readMoment } from "./book.js";
import { queued, settle } from "./store.js";

var BASE = "/api/v1/checkpoint/", PATIENCE = 20000, MOST = 500;

export class CutOff extends Error {}

function ask(address, options) {
  var stop = new AbortController(), timer = setTimeout(function () { stop.abort(); }, PATIENCE);
  return fetch(address, Object.assign({ signal: stop.signal, credentials: "omit", cache: "no-store" }, options))
    .finally(function () { clearTimeout(timer); });
}

function asPhone(token, more) {
  return Object.assign({ Authorization: "Device " + token }, more);
}

// Only the portal's own word cuts a phone off: a proxy's 401 is a network that is not there.
async function stopIfCutOff(response) {
  if (response.status !== 401) return;
  var problem = await response.json().catch(function () { return {}; });
  if (problem.code === "device_cut_off" || problem.code === "unknown_device") throw new CutOff(problem.code);
}

export async function enrol(code, name) {
  var response = await ask(BASE + "enrol/", {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ code: code, name: name }),
  });
  return { ok: response.status === 201, body: await response.json() };
}

export async function fetchKeys() {
  var response = await ask("/api/v1/keys/");
  if (!response.ok) throw new Error("keys");
  return (await response.json()).keys.map(function (one) {
    return { kid: one.kid, alg: one.alg, key: fromBase64(one.key) };
  });
}

// Bring the list up to date: {book, server} or throws. Asks again until the server has nothing newer. Of a list that
// has not changed for hours the same number is asked for again, signed anew: what has expired is judged by no more.
export async function fetchList(token, keys, book, now) {
  for (var turn = 0; turn < 4; turn++) {
    var nonce = random(12);
    var address = BASE + "list/?since=" + book.number + "&nonce=" + toBase64(nonce);
    var holds = book.number && now < book.expires - book.ages[2] * 60;
    var headers = asPhone(token, holds ? { "If-None-Match": '"' + book.number + '"' } : {});
    var response = await ask(address, { headers: headers });
    await stopIfCutOff(response);
    if (response.status !== 200 && response.status !== 304) throw new Error("list " + response.status);
    var told = fromBase64(response.headers.get("Portal-Time") || "");
    var moment = readMoment(await openSealed(told, keys, "time"), nonce);
    if (response.status === 304) {
      if (moment[1] !== book.number) throw new Error("list number");
      return { book: Object.assign({}, book, { confirmed: moment[0] }), server: moment[0] };
    }
    var data = new Uint8Array(await response.arrayBuffer());
    var next = applied(book, readList(await openSealed(data, keys, "list")), moment[0]);
    book = next || Object.assign({}, book, { number: 0 });
    if (next && next.number !== moment[1]) throw new Error("list number");
  }
  throw new Error("list");
}

// Send what waits, oldest first; what the server answers for is let go. Returns how many went.
export async function sendRecords(token, shifts) {
  var sent = 0;
  for (;;) {
    var waiting = (await queued()).filter(function (one) { return !one.refused; });
    waiting.sort(function (one, other) { return one.seen_at - other.seen_at; });
    var part = waiting.slice(0, MOST);
    if (!part.length && (sent || !shifts.length)) return sent;
    var response = await ask(BASE + "records/", {
      method: "POST", headers: asPhone(token, { "Content-Type": "application/json" }),
      body: JSON.stringify({ shifts: shifts, checks: part }),
    });
    await stopIfCutOff(response);
    if (!response.ok) throw new Error("records " + response.status);
    await settle(part, (await response.json()).outcomes);
    sent += part.length;
    if (waiting.length <= part.length) return sent;
  }
}
