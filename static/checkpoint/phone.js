// The phone's own standing: its post, its list, its clock, its shift and its queue.
import { newUid } from "./bytes.js";
import { emptyBook } from "./book.js";
import { levelOf } from "./judge.js";
import { enqueue, get, put, queued } from "./store.js";
import { CutOff, enrol, fetchKeys, fetchList, sendRecords } from "./talk.js";
import { Watch } from "./watch.js";

export var phone = { me: null, keys: [], book: emptyBook(), watch: new Watch(null), shift: null, shifts: [], count: 0 };
var syncing = null, next = null;

export async function load() {
  var names = ["me", "keys", "book", "watch", "shift", "shifts", "count", "cutOff"];
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
  await put({ me: phone.me, cutOff: false, book: emptyBook(), shift: null });
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
  if (!phone.me) return false;
  try {
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
    return false;
  }
}

async function listed() {
  phone.keys = await fetchKeys();
  return fetchList(phone.me.token, phone.keys, phone.book);
}

async function send() {
  var told = phone.shifts;
  await sendRecords(phone.me.token, told);
  phone.shifts = phone.shifts.filter(function (one) { return told.indexOf(one) < 0; });
  await put({ shifts: phone.shifts });
}

async function forget() {
  phone.me = null;
  phone.cutOff = true;
  phone.book = emptyBook();
  await put({ me: null, cutOff: true, book: phone.book });
}

// Who stands here from now on; who stood here before has handed over.
export async function takeOver(officer, unit) {
  var now = phone.watch.now() || Date.now() / 1000;
  if (phone.shift) phone.shift = Object.assign({}, phone.shift, { until: now });
  var others = phone.shifts.filter(function (one) { return !phone.shift || one.uid !== phone.shift.uid; });
  if (phone.shift) others.push(phone.shift);
  phone.shift = { uid: newUid(), officer: officer, unit: unit, since: now };
  phone.shifts = others.concat([phone.shift]);
  phone.count = 0;
  await put({ shift: phone.shift, shifts: phone.shifts, count: 0 });
}

// Kept on the phone before the guard sees that it is; sent when there is a network.
export async function record(answer, how, plate, action) {
  var now = phone.watch.now();
  await enqueue({
    uid: newUid(), seen_at: now === null ? Date.now() / 1000 : now, phone_at: Date.now() / 1000, how: how, plate: plate,
    pass: answer.entry ? answer.entry.uid : null, verdict: answer.verdict, fault: answer.fault || "",
    list_number: phone.book.number || null, action: action, shift: phone.shift ? phone.shift.uid : null,
  });
  phone.count += 1;
  await put({ count: phone.count, watch: phone.watch.kept() });
}

export async function waiting() {
  var all = await queued();
  var refused = all.filter(function (one) { return one.refused; }).length;
  return { refused: refused, unsent: all.length - refused };
}
