// Why a text is no code of ours: unreadable, unknown_version, unknown_key, bad_signature,
// cannot_verify (this browser cannot reckon with that algorithm).
export class Fault extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

export function need(condition) {
  if (!condition) throw new Fault("unreadable");
}
