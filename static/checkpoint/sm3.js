// SM3 (GB/T 32905), the hash that goes with SM2: 32 bytes of bytes.
var START = [0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e];

function turn(word, bits) {
  bits %= 32;
  return bits ? (word << bits) | (word >>> (32 - bits)) : word;
}

export function sm3(data) {
  var padded = new Uint8Array(Math.ceil((data.length + 9) / 64) * 64), view = new DataView(padded.buffer);
  padded.set(data);
  padded[data.length] = 0x80;
  view.setUint32(padded.length - 4, data.length * 8);
  var state = START.slice();
  for (var at = 0; at < padded.length; at += 64) state = compressed(state, view, at);
  var whole = new Uint8Array(32), out = new DataView(whole.buffer);
  state.forEach(function (word, place) { out.setUint32(place * 4, word); });
  return whole;
}

function compressed(state, view, at) {
  var words = [], j;
  for (j = 0; j < 16; j++) words.push(view.getUint32(at + j * 4) | 0);
  for (j = 16; j < 68; j++) {
    var mixed = words[j - 16] ^ words[j - 9] ^ turn(words[j - 3], 15);
    words.push(mixed ^ turn(mixed, 15) ^ turn(mixed, 23) ^ turn(words[j - 13], 7) ^ words[j - 6]);
  }
  var [a, b, c, d, e, f, g, h] = state;
  for (j = 0; j < 64; j++) {
    var first = turn(((turn(a, 12) + e + turn(j < 16 ? 0x79cc4519 : 0x7a879d8a, j)) | 0), 7), second = first ^ turn(a, 12);
    var one = ((j < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c)) + d + second + (words[j] ^ words[j + 4])) | 0;
    var other = ((j < 16 ? e ^ f ^ g : (e & f) | (~e & g)) + h + first + words[j]) | 0;
    d = c;
    c = turn(b, 9);
    b = a;
    a = one;
    h = g;
    g = turn(f, 19);
    f = e;
    e = other ^ turn(other, 9) ^ turn(other, 17);
  }
  return [a, b, c, d, e, f, g, h].map(function (word, place) { return (word ^ state[place]) | 0; });
}
