// Keys and small comforts. Every page works without this file.
(function () {
  "use strict";
  var typing = function (e) {
    return e.ctrlKey || e.metaKey || e.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName) && e.target.type !== "checkbox";
  };
  var rows = function () { return Array.from(document.querySelectorAll("table[data-keys] tbody tr")); };
  var here = function () { return document.querySelector("table[data-keys] tr.is-here"); };

  function go(step) {
    var all = rows(), at = all.indexOf(here()), next = all[at < 0 ? 0 : at + step];
    if (!next) { return; }
    if (at >= 0) { all[at].classList.remove("is-here"); }
    next.classList.add("is-here");
    next.scrollIntoView({ block: "nearest" });
    var link = next.querySelector("a");
    if (link) { link.focus({ preventScroll: true }); }
  }

  function mark(box) {
    var row = box.closest("tr");
    if (box.checked) { row.setAttribute("aria-selected", "true"); } else { row.removeAttribute("aria-selected"); }
  }

  function count() {
    var said = document.querySelector("[data-count]");
    if (!said) { return; }
    var n = document.querySelectorAll("input[name=selected]:checked").length;
    said.textContent = n ? said.dataset.words + " " + n : "";
  }

  document.addEventListener("click", function (e) {
    if (e.target.closest("[data-print]")) { window.print(); }
  });

  document.addEventListener("keydown", function (e) {
    if (typing(e)) { return; }
    var row = here(), box = row && row.querySelector("input[name=selected]");
    if (e.key === "/") {
      var find = document.getElementById("find") || document.querySelector("input[type=search]");
      if (find) { e.preventDefault(); find.focus(); find.select(); }
    } else if (e.key === "j" || e.key === "J") { go(1);
    } else if (e.key === "k" || e.key === "K") { go(-1);
    } else if ((e.key === "x" || e.key === "X") && box) { box.checked = !box.checked; mark(box); count();
    } else if (e.key === "Enter" && row && !/^(A|BUTTON|SUMMARY|INPUT)$/.test(e.target.tagName)) {
      var link = row.querySelector("a");
      if (link) { link.click(); }
    }
  });

  document.addEventListener("change", function (e) {
    if (e.target.matches("input[data-all]")) {
      rows().forEach(function (row) {
        var box = row.querySelector("input[name=selected]");
        if (box) { box.checked = e.target.checked; mark(box); }
      });
    } else if (e.target.name === "selected") { mark(e.target); }
    count();
  });

  // One menu or question is open at a time; Escape and a press elsewhere close it.
  function close(except) {
    document.querySelectorAll("details.lb-menu[open], details.lb-ask[open]").forEach(function (d) {
      if (d !== except && !(except && d.contains(except))) { d.open = false; }
    });
  }
  document.addEventListener("click", function (e) { close(e.target.closest("details")); });
  document.addEventListener("keydown", function (e) { if (e.key === "Escape") { close(null); } });

  // A form that was refused: the reader hears why first.
  var errors = document.getElementById("errors");
  if (errors) { errors.focus(); }

  // What a form could not yet hand over stays in this browser under who typed it ("draft:<who>:"). It goes at the
  // sign-out, after asking, and as soon as somebody else sits at this desk.
  var who = document.body.dataset.who || "", mine = "draft:" + who + ":";
  function drafts(own) {
    return Object.keys(localStorage).filter(function (key) {
      return key.indexOf("draft:") === 0 && (key.indexOf(mine) === 0) === own;
    });
  }
  function forget(keys) { keys.forEach(function (key) { localStorage.removeItem(key); }); }
  try { if (who) { forget(drafts(false)); } } catch (refused) { /* a browser without storage keeps no drafts */ }
  document.addEventListener("submit", function (e) {
    if (!/\/sign-out\/$/.test(new URL(e.target.action, location.href).pathname)) { return; }
    try {
      if (drafts(true).length && !window.confirm(document.body.dataset.unsaved)) { e.preventDefault(); return; }
      forget(drafts(true));
    } catch (refused) { /* nothing was kept */ }
  });
}());
