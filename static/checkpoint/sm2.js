// SM2 signatures (GB/T 32918.2) with SM3 and the default signer id, verified only: no secret passes through here, so
// plain arithmetic will do. Browsers know no SM2. Public key: x and y, 64 bytes; signature: r and s, 64 bytes.
import { sm3 } from "./sm3.js";

var P = BigInt("0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF");
var N = BigInt("0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123");
var A = P - BigInt(3), B = BigInt("0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93");
var BASE = [
  BigInt("0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7"),
  BigInt("0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0"),
];
var SIGNER = new TextEncoder().encode("1234567812345678");
var [O, I, II, III, IV, VIII] = [0, 1, 2, 3, 4, 8].map(BigInt);

export async function isRight(key, message, signature) {
  var point = [number(key.subarray(0, 32)), number(key.subarray(32))];
  var r = number(signature.subarray(0, 32)), s = number(signature.subarray(32));
  if (key.length !== 64 || signature.length !== 64 || !onCurve(point) || [r, s].some(function (one) { return one < I || one >= N; })) return false;
  var t = (r + s) % N;
  if (t === O) return false;
  var sum = affineX(sumOf(s, BASE, t, point));
  return sum !== null && (number(digest(key, message)) + sum) % N === r;
}

// The message behind what it is signed for: signer id, curve and public key.
function digest(key, message) {
  var about = [new Uint8Array([0, SIGNER.length * 8]), SIGNER].concat([A, B, BASE[0], BASE[1]].map(bytes), [key]);
  return sm3(joined([sm3(joined(about)), message]));
}

function onCurve(point) {
  var x = point[0], y = point[1];
  return x < P && y < P && mod(y * y - x * x * x - A * x - B) === O;
}

// s·G + t·Q, both multiplied in one walk over their bits. Points are [X, Y, Z] with x = X/Z², y = Y/Z³; Z = 0: none.
function sumOf(s, base, t, point) {
  var g = [base[0], base[1], I], q = [point[0], point[1], I], both = add(g, q), sum = [I, I, O];
  for (var bit = 255; bit >= 0; bit--) {
    sum = double(sum);
    var place = BigInt(bit), inS = (s >> place) & I, inT = (t >> place) & I;
    if (inS || inT) sum = add(sum, inS && inT ? both : inS ? g : q);
  }
  return sum;
}

function double(point) {
  var [x, y, z] = point;
  if (z === O || y === O) return [I, I, O];
  var zz = mod(z * z), yy = mod(y * y), beta = mod(x * yy), alpha = mod(III * (x - zz) * (x + zz));
  var x3 = mod(alpha * alpha - VIII * beta), sum = y + z;
  return [x3, mod(alpha * (IV * beta - x3) - VIII * yy * yy), mod(sum * sum - yy - zz)];
}

function add(one, other) {
  if (one[2] === O) return other;
  if (other[2] === O) return one;
  var z1 = mod(one[2] * one[2]), z2 = mod(other[2] * other[2]);
  var u1 = mod(one[0] * z2), u2 = mod(other[0] * z1), s1 = mod(one[1] * z2 * other[2]), s2 = mod(other[1] * z1 * one[2]);
  var h = mod(u2 - u1), r = mod(s2 - s1);
  if (h === O) return r === O ? double(one) : [I, I, O];
  var hh = mod(h * h), hhh = mod(h * hh), v = mod(u1 * hh), x3 = mod(r * r - hhh - II * v);
  return [x3, mod(r * (v - x3) - s1 * hhh), mod(one[2] * other[2] * h)];
}

function affineX(point) {
  if (point[2] === O) return null;
  var inverse = power(point[2], P - II);
  return mod(point[0] * inverse * inverse);
}

function power(base, exponent) {
  var result = I;
  for (; exponent > O; exponent >>= I, base = mod(base * base)) if (exponent & I) result = mod(result * base);
  return result;
}

function mod(value) {
  var rest = value % P;
  return rest < O ? rest + P : rest;
}

function number(part) {
  return Array.from(part).reduce(function (sum, byte) { return (sum << VIII) | BigInt(byte); }, O);
}

function bytes(value) {
  return Uint8Array.from(value.toString(16).padStart(64, "0").match(/../g), function (two) { return parseInt(two, 16); });
}

function joined(parts) {
  var whole = new Uint8Array(parts.reduce(function (sum, one) { return sum + one.length; }, 0)), at = 0;
  parts.forEach(function (one) { whole.set(one, at); at += one.length; });
  return whole;
}
