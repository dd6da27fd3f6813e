// CBOR (RFC 8949) in canonical form and nothing else: shortest heads, definite lengths, keys in order and once,
// nothing behind the end. Floats and numbers past 2^53 do not occur in what the portal signs.
import { need } from "./fault.js";

var DEEPEST = 8;
var utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export function decode(data) {
  var reader = new Reader(data);
  var value = reader.value(0);
  need(reader.at === data.length);
  return value;
}

export function Tagged(tag, value) {
  this.tag = tag;
  this.value = value;
}

function Reader(data) {
  this.data = data;
  this.at = 0;
}

Reader.prototype.head = function () {
  need(this.at < this.data.length);
  var first = this.data[this.at++], major = first >> 5, value = first & 31;
  if (value > 23) {
    need(value < 28 && major !== 7);
    var size = 1 << (value - 24);
    need(this.at + size <= this.data.length);
    value = 0;
    for (var i = 0; i < size; i++) value = value * 256 + this.data[this.at++];
    need(value <= Number.MAX_SAFE_INTEGER && value >= (size === 1 ? 24 : Math.pow(256, size / 2)));
  }
  return { major: major, value: value };
};

Reader.prototype.take = function (length) {
  need(this.at + length <= this.data.length);
  this.at += length;
  return this.data.subarray(this.at - length, this.at);
};

Reader.prototype.value = function (depth) {
  need(depth <= DEEPEST);
  var head = this.head(), i;
  switch (head.major) {
    case 0: return head.value;
    case 1: return -1 - head.value;
    case 2: return this.take(head.value);
    case 3: return text(this.take(head.value));
    case 4:
      need(head.value <= this.data.length);
      var list = [];
      for (i = 0; i < head.value; i++) list.push(this.value(depth + 1));
      return list;
    case 5: return this.map(head.value, depth);
    case 6: return new Tagged(head.value, this.value(depth + 1));
  }
  need(head.value >= 20 && head.value <= 22);
  return [false, true, null][head.value - 20];
};

Reader.prototype.map = function (count, depth) {
  var map = new Map(), before = null;
  for (var i = 0; i < count; i++) {
    var start = this.at, key = this.value(depth + 1), spelt = this.data.subarray(start, this.at);
    need(before === null || comesAfter(spelt, before));
    before = spelt;
    map.set(key, this.value(depth + 1));
  }
  return map;
};

// Canonical order: the shorter spelling first, then byte by byte.
function comesAfter(one, other) {
  if (one.length !== other.length) return one.length > other.length;
  for (var i = 0; i < one.length; i++) if (one[i] !== other[i]) return one[i] > other[i];
  return false;
}

function text(bytes) {
  try {
    return utf8.decode(bytes);
  } catch (error) {
    need(false);
  }
}

// An array of byte strings and one leading text, as the Sig_structure is one.
export function encodeSigned(word, parts) {
  var spelt = [[0x80 | (parts.length + 1)], start(3, word.length), new TextEncoder().encode(word)];
  parts.forEach(function (part) { spelt.push(start(2, part.length), part); });
  var whole = new Uint8Array(spelt.reduce(function (sum, one) { return sum + one.length; }, 0)), at = 0;
  spelt.forEach(function (one) { whole.set(one, at); at += one.length; });
  return whole;
}

function start(major, length) {
  var first = major << 5;
  if (length < 24) return [first | length];
  if (length < 256) return [first | 24, length];
  if (length < 65536) return [first | 25, length >> 8, length & 255];
  return [first | 26, (length >>> 24) & 255, (length >> 16) & 255, (length >> 8) & 255, length & 255];
}
