// Who is at which section: told every 20 seconds while the page is looked at, and taken over by pressing.
(function () {
  "use strict";
  var form = document.getElementById("fill");
  if (!form || !window.fetch || !window.LbFill) { return; }
  var words = form.dataset, BEAT = 20000, IDLE = 120000, here = "", active = 0, mine = [];

  function show(told) {
    Array.from(form.querySelectorAll("[data-part]")).forEach(function (section) {
      var key = section.dataset.part, other = told.others[key], place = section.querySelector("[data-use]");
      place.hidden = !other;
      if (!other) { return; }
      var said = mine.indexOf(key) >= 0 || section.dataset.lost === other ? words.takenBy : words.inUse;
      section.dataset.lost = said === words.takenBy ? other : "";
      place.querySelector("[data-use-words]").textContent = said.replace("{person}", other);
    });
    mine = told.mine;
    window.LbFill.moved(told.revisions);
  }

  function beat(take) {
    var key = Date.now() - active < IDLE ? here : "";
    return fetch(words.useUrl, { method: "POST", body: window.LbFill.use(key, take), credentials: "same-origin", redirect: "manual" })
      .then(function (response) { return response.ok ? response.json().then(show) : null; }, function () { return null; });
  }

  form.addEventListener("focusin", function (e) {
    var section = e.target.closest("[data-part]"), before = here;
    active = Date.now();
    if (!section || !/^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName)) { return; }
    here = section.dataset.part;
    if (here !== before) { beat(); }
  });
  form.addEventListener("input", function () { active = Date.now(); });
  form.addEventListener("click", function (e) {
    var button = e.target.closest("button[name=take_over]");
    if (!button) { return; }
    e.preventDefault();
    here = button.value;
    active = Date.now();
    beat(true);
    var first = document.getElementById("part-" + here).querySelector(".lb-fields input, .lb-fields select, .lb-fields textarea");
    if (first) { first.focus({ preventScroll: true }); }
  });
  window.addEventListener("pagehide", function () {
    if (here && navigator.sendBeacon) { navigator.sendBeacon(words.useUrl, window.LbFill.use("")); }
  });
  setInterval(function () { if (!document.hidden) { beat(); } }, BEAT);
}());
