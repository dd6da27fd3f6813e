// A wall says when it is no longer told anything; what changed since the preview is read first.
(function () {
  "use strict";
  function stale() {
    var said = document.querySelector("#board .lb-stale");
    if (said) { said.hidden = false; }
  }
  document.addEventListener("htmx:sendError", stale);
  document.addEventListener("htmx:responseError", stale);
  document.addEventListener("htmx:timeout", stale);

  var changes = document.getElementById("changes");
  if (changes) { changes.focus(); }
}());
