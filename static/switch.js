// Names copied with one press; a wall that says when it is no longer told anything. All works without this file.
(function () {
  "use strict";
  document.querySelectorAll("[data-copy]").forEach(function (button) { button.hidden = false; });
  document.addEventListener("click", function (e) {
    var button = e.target.closest("[data-copy]");
    if (!button) { return; }
    button.parentNode.querySelector("textarea").select();
    if (document.execCommand("copy")) { button.textContent = button.dataset.done; }
  });

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
