// The desk by keyboard. Every press works without this file: verbs are buttons, cases are links.
(function () {
  "use strict";
  var typing = function (e) {
    return e.ctrlKey || e.metaKey || e.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName);
  };

  document.addEventListener("keydown", function (e) {
    if (typing(e)) { return; }
    var letter = e.key.toUpperCase();
    var link = letter === "J" ? document.querySelector("a[rel=next]") : letter === "K" ? document.querySelector("a[rel=prev]") : null;
    if (link) { link.click(); return; }
    if (!/^[A-Z]$/.test(letter)) { return; }
    var here = document.querySelector("[data-key=" + letter + "]");
    if (!here) { return; }
    e.preventDefault();
    if (here.tagName !== "DETAILS") { here.click(); return; }
    here.open = !here.open;
    var first = here.open && (here.querySelector("textarea") || here.querySelector("form button"));
    if (first) { first.focus(); }
  });

  // Where Enter would only break a line: Ctrl+Enter sends the question that is open.
  document.addEventListener("keydown", function (e) {
    if (e.key === "Enter" && e.ctrlKey && e.target.form) { e.target.form.requestSubmit(); }
  });

  var left = document.querySelector("[data-left]");
  if (left) {
    var until = Date.now() + 1000 * left.dataset.left;
    var tick = window.setInterval(function () {
      var seconds = Math.round((until - Date.now()) / 1000);
      left.querySelector("b").textContent = Math.max(seconds, 0);
      if (seconds <= 0) { window.clearInterval(tick); left.hidden = true; left.remove(); }
    }, 500);
  }

  var current = document.querySelector(".lb-queue [aria-current]");
  if (current) { current.scrollIntoView({ block: "nearest" }); }
})();
