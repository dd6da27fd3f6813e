// The phone's own standing: its post, its list, its clock, its shift and its queue.
import { newUid } from "./bytes.js";
import { emptyBook } from "./book.js";
import { levelOf } from "./judge.js";
import { change, enqueue, get, put, queued } from "./store.js";
import { CutOff, enrol, fetchKeys, fetchList, sendRecords } from "./talk.js";
import { Watch } from "./watch.js";

export var phone = { me: null, keys: [], book: emptyBook(), watch: new Watch(null), shift: null, count: 0 };
var syncing = null, next = null;

export function load() {
  return read(["me", "keys", "book", "watch", "shift", "count", "cutOff"]);
}

async function read(names) {
  var values = await Promise.all(names.map(get));
  names.forEach(function (name, at) {
    if (values[at] === undefined) return;
    phone[name] = name === "watch" ? new Watch(values[at]) : values[at];
  });
}

export function standing() {
  var trouble = phone.watch.look(), now = phone.watch.now();
  return { trouble: trouble, now: now, level: levelOf(phone.book, now) };
}

export async function join(code, name) {
  var answer = await enrol(code, name);
  if (!answer.ok) return answer.body.detail || "";
  phone.me = answer.body;
  phone.cutOff = false;
  // Shifts not told yet were of the post this phone stood at before.
  await put({ me: phone.me, cutOff: false, book: emptyBook(), shift: null, shifts: [] });
  phone.book = emptyBook();
  phone.shift = null;
  return null;
}

// One at a time, and once more where somebody asks meanwhile: what was recorded during the first goes with the second.
export function sync() {
  if (!syncing) {
    syncing = together().finally(function () { syncing = null; });
    return syncing;
  }
  next = next || syncing.then(function () {
    next = null;
    return sync();
  });
  return next;
}

// True when the server answered. A phone that was cut off keeps neither token nor list.
async function together() {
  try {
    await read(["me", "shift", "count", "cutOff"]); // another tab may have enrolled or handed over
    if (!phone.me) return false;
    var answer = await listed().catch(function (error) {
      if (error.code !== "unknown_key") throw error;
      return listed(); // signed with a key made since the keys were asked for
    });
    phone.book = answer.book;
    phone.watch.set(answer.server);
    await put({ keys: phone.keys, book: phone.book, watch: phone.watch.kept() });
    await send();
    return true;
  } catch (error) {
    if (error instanceof CutOff) await forget();
    else await put({ watch: phone.watch.kept() }).catch(function () {}); // how far the clock has gone is known tomorrow
    return false;
  }
}

async function listed() {
  phone.keys = await fetchKeys();
  return fetchList(phone.me.token, phone.keys, phone.book, phone.watch.now());
}

async function send() {
  var told = (await get("shifts")) || [];
  await sendRecords(phone.me.token, told);
  await change("shifts", function (shifts) {
    return (shifts || []).filter(function (one) {
      return !told.some(function (sent) { return sent.uid === one.uid && sent.until === one.until; });
    });
  });
}

async function forget() {
  phone.me = null;
  phone.cutOff = true;
  phone.book = emptyBook();
  await put({ me: null, cutOff: true, book: phone.book });
}

// Who stands here from now on; who stood here before has handed over.
export async function takeOver(officer, unit) {
  var now = phone.watch.now() || Date.now() / 1000, before = await get("shift");
  var told = before ? [Object.assign({}, before, { until: now })] : [];
  var next = { uid: newUid(), officer: officer, unit: unit, since: now };
  await change("shifts", function (shifts) {
    var others = (shifts || []).filter(function (one) { return !before || one.uid !== before.uid; });
    return others.concat(told, [next]);
  });
  phone.shift = next;
  phone.count = 0;
  await put({ shift: next, count: 0 });
}

// Kept on the phone before the guard sees that it is; sent when there is a network.
export async function record(answer, how, plate, action) {
  var now = phone.watch.now(), shift = await get("shift");
  await enqueue({
    uid: newUid(), seen_at: now === null ? Date.now() / 1000 : now, phone_at: Date.now() / 1000, how: how, plate: plate,
    pass: answer.entry ? answer.entry.uid : null, verdict: answer.verdict, fault: answer.fault || "",
    list_number: phone.book.number || null, action: action, shift: shift ? shift.uid : null,
    post: phone.me.post.id,
  });
  phone.count = await change("count", function (count) { return (count || 0) + 1; });
  await put({ watch: phone.watch.kept() });
}

export async function waiting() {
  var all = await queued();
  var refused = all.filter(function (one) { return one.refused; }).length;
  return { refused: refused, unsent: all.length - refused };
}
