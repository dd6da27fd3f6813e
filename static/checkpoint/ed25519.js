// Ed25519 by the browser where it can, else by a small library, which is fetched only then.
import { toHex } from "./bytes.js";

var known = {}, native = null;

export async function isRight(key, message, signature) {
  if (native !== false) {
    try {
      var name = toHex(key);
      if (!known[name]) known[name] = await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
      native = true;
      return await crypto.subtle.verify({ name: "Ed25519" }, known[name], signature, message);
    } catch (error) {
      if (native) return false; // it can, so this key or signature has no right form
      native = false;
    }
  }
  return byLibrary(key, message, signature);
}

export async function byLibrary(key, message, signature) {
  var library = await import("../vendor/noble-ed25519.js");
  try {
    return await library.verifyAsync(signature, message, key, { zip215: false });
  } catch (error) {
    return false;
  }
}
