// What a person does at the form: types, leaves a field, chooses, presses. See fill-save.js for what follows.
(function () {
  "use strict";
  var form = document.getElementById("fill"), fill = window.LbFill, part = window.LbPart, pressed = null;
  if (!form || !fill) { return; }

  function section(target) { return target.closest && target.closest("[data-part]"); }

  // A press waits until what was typed is saved, so that it does not meet one's own save half way.
  function waiting() {
    return fill.all().filter(function (st) { return (st.now || st.sent) && !st.clash && !st.closed; });
  }
  fill.stuck = function () { pressed = null; };
  fill.saved = function () {
    if (!pressed || waiting().length) { return; }
    var field = document.createElement("input");
    field.type = "hidden";
    field.name = pressed.name;
    field.value = pressed.value;
    form.appendChild(field);
    pressed = null;
    HTMLFormElement.prototype.submit.call(form); // a button of the form is called "submit"
  };
  form.addEventListener("submit", function (e) {
    if (!e.submitter || !waiting().length) { return; }
    e.preventDefault();
    pressed = e.submitter;
    flush();
  });

  form.addEventListener("click", function (e) {
    var button = e.target.closest("button"), here = section(e.target), st = here && fill.of(here.dataset.part);
    if (button && st && st.clash && /^(keep|yield)$/.test(button.name)) {
      e.preventDefault();
      var taken = part.pairs(here, true).filter(function (pair) { return pair[0] === "take"; });
      fill.choose(st, part.pairs(here), button.name === "yield" ? [["yield", st.key]] : taken.concat([["keep", st.key]]));
    } else if (button && st && button.name === "more" && !st.busy && !st.sent && !st.clash && !st.closed) {
      e.preventDefault();
      fill.choose(st, part.pairs(here), [["more", button.value]]);
    }
  });
  form.addEventListener("input", function (e) {
    var here = section(e.target);
    if (here) { fill.typed(here.dataset.part, 1200); }
  });
  form.addEventListener("change", function (e) {
    var here = section(e.target);
    if (!here) { return; }
    fill.typed(here.dataset.part, 100);
    var st = fill.of(here.dataset.part);
    if (st.now && !st.wait) { fill.due(st, 100); }
  });

  function flush() {
    fill.all().forEach(function (st) {
      if (st.now || st.sent) {
        st.wait = 0;
        fill.send(st);
      }
    });
  }
  window.addEventListener("online", flush);
  window.addEventListener("focus", flush);
  window.addEventListener("pagehide", flush);
  document.addEventListener("visibilitychange", flush);

  var left = fill.left();
  Object.keys(left).forEach(function (key) { fill.restore(key, left[key]); });
  Array.from(form.querySelectorAll("[data-part]")).forEach(function (here) { fill.of(here.dataset.part); });
}());
