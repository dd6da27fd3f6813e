// How a pass stands, as checkpoints/judging.py says it; and when nothing may be called valid.
var BEST_FIRST = [
  "valid", "return_only", "not_yet", "expired", "outside_hours", "suspended", "revoked", "recalled", "voided",
  "superseded", "not_found", "foreign", "wrong_plate", "unknown",
];
var LETS_ON = { valid: true, return_only: true };

export function verdictOf(entry, now) {
  var home = entry.home !== null && entry.home !== undefined, status = entry.status || "issued";
  if (home && entry.home > now && status !== "revoked" && status !== "recalled") return "return_only";
  if (status !== "issued") return status;
  if (now < entry.from) return "not_yet";
  if (now >= entry.until || home) return "expired";
  return withinHours(entry.hours, now) ? "valid" : "outside_hours";
}

// Minutes after midnight in the city, which keeps no summer time.
export function withinHours(hours, now) {
  if (!hours) return true;
  var minute = Math.floor(now / 60 + 480) % 1440;
  return hours[0] < hours[1] ? minute >= hours[0] && minute < hours[1] : minute >= hours[0] || minute < hours[1];
}

export function judgePlate(entries, now) {
  return entries.map(function (entry) { return { verdict: verdictOf(entry, now), entry: entry, fault: "" }; })
    .sort(function (one, other) {
      return BEST_FIRST.indexOf(one.verdict) - BEST_FIRST.indexOf(other.verdict) || other.entry.from - one.entry.from;
    })[0];
}

// A code whose signature is right: what the list says of its pass counts. A pass the list cannot know yet, because
// it was issued later, stands by its own dates; one that it should know and does not is never called valid.
export function judgeCode(code, book, now) {
  var entry = book.entries[code.uid];
  if (entry) return { verdict: verdictOf(entry, now), entry: entry, fault: "" };
  var own = verdictOf(code, now);
  if (own === "valid" && code.issued < book.confirmed) return { verdict: "unknown", entry: code, fault: "not_listed" };
  return { verdict: own, entry: code, fault: "" };
}

// What is called valid only while list and clock can be trusted.
export function withheld(answer, standing) {
  var why = standing.trouble ? "clock" : standing.level === "hard" || standing.level === "none" ? "stale" : "";
  if (!why || !(LETS_ON[answer.verdict] || answer.verdict === "not_found")) return answer;
  return { verdict: "unknown", entry: answer.entry, fault: why };
}

// none, fresh, amber, red, hard: by how long ago the server confirmed the list.
export function levelOf(book, now) {
  if (!book.number || now === null) return "none";
  var minutes = (now - book.confirmed) / 60;
  if (minutes >= book.ages[2] || now >= book.expires) return "hard";
  return minutes >= book.ages[1] ? "red" : minutes >= book.ages[0] ? "amber" : "fresh";
}
