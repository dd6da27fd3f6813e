// Medians in milliseconds of judging a code with no network, three ways, beside the browser's bare signature check.
// Arguments: [a text, passes in the list, {keys, ed25519, sm2}]. Taken in turns; a clock of 0.1 ms asks for tens.
async ([text, size, codes]) => {
  const { readCode } = await import("/static/checkpoint/claims.js");
  const { judgeCode, withheld } = await import("/static/checkpoint/judge.js");
  const { byLibrary, isRight } = await import("/static/checkpoint/ed25519.js");
  const { fromBase64 } = await import("/static/checkpoint/bytes.js");
  const keys = codes.keys.map(one => ({ kid: one.kid, alg: one.alg, key: fromBase64(one.key) }));
  const book = { number: 1, confirmed: 0, expires: 2 ** 40, ages: [15, 240, 1440], places: {}, entries: {} };
  for (let at = 0; at < size; at++) {
    const entry = { plate: "川E" + at, status: "issued", from: 0, until: 2 ** 40, home: null };
    book.entries[String(at).padStart(32, "0")] = entry;
  }
  const judged = async (letters, verify) => {
    const code = await readCode(letters, keys, verify);
    const answer = withheld(judgeCode(code, book, code.from + 1), { trouble: false, level: "fresh" });
    if (answer.verdict !== "valid") throw new Error(answer.verdict);
  };
  const pair = await crypto.subtle.generateKey({ name: "Ed25519" }, false, ["sign", "verify"]);
  const message = new TextEncoder().encode(text);
  const signature = await crypto.subtle.sign("Ed25519", pair.privateKey, message);
  const works = {
    bare: () => crypto.subtle.verify("Ed25519", pair.publicKey, signature, message),
    browser: () => judged(codes.ed25519, isRight),
    library: () => judged(codes.ed25519, byLibrary),
    sm2: () => judged(codes.sm2),
  };
  const taken = { bare: [], browser: [], library: [], sm2: [] };
  for (let round = 0; round < 15; round++) {
    for (const [name, work] of Object.entries(works)) {
      const begun = performance.now();
      for (let time = 0; time < 10; time++) await work();
      taken[name].push((performance.now() - begun) / 10);
    }
  }
  return Object.fromEntries(Object.entries(taken).map(([name, all]) => [name, all.sort((a, b) => a - b)[7]]));
}
