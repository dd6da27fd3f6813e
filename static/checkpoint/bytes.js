// Bytes and their spellings. Base32 is read in its one form only: upper case, no padding, spare bits zero.
import { need } from "./fault.js";

var LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
var LONGEST = 1200;

export function fromBase32(text) {
  need(text && text.length <= LONGEST && [1, 3, 6].indexOf(text.length % 8) < 0);
  var bytes = new Uint8Array(Math.floor((text.length * 5) / 8));
  var held = 0, bits = 0, at = 0;
  for (var i = 0; i < text.length; i++) {
    var value = LETTERS.indexOf(text[i]);
    need(value >= 0);
    held = (held << 5) | value;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = held >> bits;
      held &= (1 << bits) - 1;
    }
  }
  need(held === 0);
  return bytes;
}

export function fromBase64(text) {
  var plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, function (letter) { return letter.charCodeAt(0); });
}

export function toBase64(bytes) {
  return btoa(String.fromCharCode.apply(null, bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

export function toHex(bytes) {
  return Array.from(bytes, function (byte) { return (byte < 16 ? "0" : "") + byte.toString(16); }).join("");
}

// A uid's 32 digits as other programs write it.
export function uuid(hex) {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

export function random(count) {
  return crypto.getRandomValues(new Uint8Array(count));
}

export function newUid() {
  var bytes = random(16);
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  return uuid(toHex(bytes));
}
