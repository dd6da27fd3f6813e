// Saves by itself what is typed behind a collection link. Without this file one presses the button.
(function () {
  "use strict";
  var form = document.querySelector("form[data-autosave]"), said = document.querySelector("[data-status]");
  if (!form || !window.fetch) { return; }
  // How often something was typed, and how often of that the server has: "saved" is said of the last alone.
  var waiting = 0, busy = false, again = false, typed = 0, kept = 0;

  function save() {
    if (busy) { again = true; return; }
    busy = true;
    var now = typed, data = new FormData(form);
    data.append("auto", "1");
    fetch(form.action, { method: "POST", body: data, credentials: "same-origin" }).then(function (answer) {
      if (answer.status !== 204) { throw new Error(answer.status); }
      kept = now;
      if (kept === typed) { said.textContent = form.dataset.autosave + " " + new Date().toTimeString().slice(0, 5); }
    }).catch(function () { said.textContent = form.dataset.unsaved; }).then(function () {
      busy = false;
      if (again) { again = false; save(); }
    });
  }

  form.addEventListener("input", function () { typed += 1; said.textContent = ""; clearTimeout(waiting); waiting = setTimeout(save, 1500); });
  form.addEventListener("change", function () { clearTimeout(waiting); save(); });
  form.addEventListener("submit", function () { clearTimeout(waiting); });
  document.addEventListener("visibilitychange", function () {
    if (document.hidden && kept !== typed && navigator.sendBeacon) {
      var data = new FormData(form);
      data.append("auto", "1");
      navigator.sendBeacon(form.action, data);
    }
  });
}());
