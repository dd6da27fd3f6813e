// COSE_Sign1 (RFC 9052): the claims of signed bytes, or a Fault. `keys`: [{kid: hex, alg, key: bytes}].
import { decode, encodeSigned, Tagged } from "./cbor.js";
import { isRight } from "./ed25519.js";
import { Fault, need } from "./fault.js";
import { toHex } from "./bytes.js";

var ED25519 = -8, SM2 = -70002;

export async function openSealed(data, keys, purpose, verify) {
  var whole = decode(data);
  need(whole instanceof Tagged && whole.tag === 18 && Array.isArray(whole.value) && whole.value.length === 4);
  var head = whole.value[0], open = whole.value[1], payload = whole.value[2], signature = whole.value[3];
  need(isBytes(head) && isBytes(payload) && isBytes(signature) && open instanceof Map && open.size === 0);
  var header = decode(head), claims = decode(payload);
  need(header instanceof Map && header.size === 2 && header.has(1) && header.has(4));
  need(claims instanceof Map && signature.length === 64);
  var alg = header.get(1), kid = header.get(4);
  need(typeof alg === "number" && isBytes(kid) && kid.length === 8);
  var key = (alg === ED25519 || alg === SM2) && keys.find(function (one) { return one.alg === alg && one.kid === toHex(kid); });
  if (!key) throw new Fault("unknown_key");
  var message = encodeSigned("Signature1", [head, new TextEncoder().encode(purpose), payload]);
  var judge = alg === SM2 ? await sm2() : verify || isRight;
  if (!(await judge(key.key, message, signature))) throw new Fault("bad_signature");
  return claims;
}

// Fetched only where a city signs so. A browser too old for its arithmetic says that it cannot, and nothing is valid.
async function sm2() {
  try {
    return (await import("./sm2.js")).isRight;
  } catch (error) {
    throw new Fault("cannot_verify");
  }
}

export function isBytes(value) {
  return value instanceof Uint8Array;
}
