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

  // On a phone the row of tabs is longer than the window: it begins where one stands.
  document.querySelectorAll(".lb-views [aria-current]").forEach(function (tab) {
    var row = tab.parentNode;
    row.scrollLeft = tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
  });

  // The list was swapped for another part of it: what stands above it follows (exports, printing, the view).
  document.addEventListener("htmx:pushedIntoHistory", function () {
    var now = new URLSearchParams(location.search), stands = null, all = null;
    ["cursor", "conditions", "export"].forEach(function (name) { now.delete(name); });
    document.querySelectorAll("a[data-export]").forEach(function (link) {
      var asked = new URLSearchParams(now);
      asked.set("export", link.dataset.export);
      link.href = "?" + asked;
    });
    document.querySelectorAll("button[data-query]").forEach(function (button) { button.value = now.toString(); });
    document.querySelectorAll(".lb-views:not(.lb-tabs) a").forEach(function (link) {
      var url = new URL(link.href), asked = Array.from(url.searchParams);
      if (url.pathname !== location.pathname) { return; }
      link.removeAttribute("aria-current");
      if (!asked.length) { all = link; }
      if (asked.length && asked.every(function (pair) { return now.get(pair[0]) === pair[1]; })) { stands = link; }
    });
    if (stands || all) { (stands || all).setAttribute("aria-current", "true"); }
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

  // Drafts: a form with data-draft keeps what is typed in this tab, under who typed it and where, until the
  // portal took it. Sent is not yet taken: the idle lock, or a field to correct, may stand in between.
  var who = document.body.dataset.who || "", mine = "draft:" + who + ":";
  var keyOf = function (form) { return mine + (form.dataset.draft || location.pathname); };
  var SECRET = /password|csrf|code|unlock/i;
  try {
    if (who) {
      Object.keys(sessionStorage).forEach(function (key) {
        // Another person sits at this desk now.
        if (key.indexOf("draft:") === 0 && key.indexOf(mine) !== 0) { sessionStorage.removeItem(key); }
      });
    }
    var forms = Array.from(document.querySelectorAll("form[data-draft]")), sent = sessionStorage.getItem("draft-sent");
    if (sent && who && document.body.dataset.locked === undefined) {
      sessionStorage.removeItem("draft-sent");
      if (!forms.some(function (form) { return keyOf(form) === sent; })) { sessionStorage.removeItem(sent); }
    }
    forms.forEach(function (form) {
      var key = keyOf(form);
      form.addEventListener("input", function () {
        var kept = Array.from(new FormData(form)).filter(function (pair) {
          return typeof pair[1] === "string" && !SECRET.test(pair[0]);
        });
        sessionStorage.setItem(key, JSON.stringify(kept));
      });
      form.addEventListener("submit", function () { sessionStorage.setItem("draft-sent", key); });
      // A page that already shows what was typed, such as one with errors, is not overwritten.
      if (form.dataset.fresh === undefined) { return; }
      JSON.parse(sessionStorage.getItem(key) || "[]").forEach(function (pair) {
        var field = form.elements.namedItem(pair[0]);
        if (!field || field.type === "file" || field.type === "hidden") { return; }
        if (field.type === "checkbox") { field.checked = true; } else if ("value" in field) { field.value = pair[1]; }
      });
    });
  } catch (refused) { /* a browser without storage keeps no drafts, and needs none to work */ }

  // What the long form could not yet hand over stays in this browser, also after its tab, under who typed it
  // ("draft:<who>:"). It goes at the sign-out, after asking, and as soon as somebody else sits at this desk.
  function drafts(own) {
    return Object.keys(localStorage).filter(function (key) {
      return key.indexOf("draft:") === 0 && (key.indexOf(mine) === 0) === own;
    });
  }
  function forget(keys) { keys.forEach(function (key) { localStorage.removeItem(key); }); }
  try { if (who) { forget(drafts(false)); } } catch (refused) { /* a browser without storage keeps no drafts */ }
  // Two quick presses are one: the second would only be told that it is done already.
  document.addEventListener("submit", function (e) {
    var form = e.target, now = Date.now();
    if (e.defaultPrevented || form.method !== "post") { return; }
    if (now - (form.sentAt || 0) < 1000) { e.preventDefault(); return; }
    form.sentAt = now;
  });
  document.addEventListener("submit", function (e) {
    if (!/\/sign-out\/$/.test(new URL(e.target.action, location.href).pathname)) { return; }
    try {
      if (drafts(true).length && !window.confirm(document.body.dataset.unsaved)) { e.preventDefault(); return; }
      forget(drafts(true));
    } catch (refused) { /* nothing was kept */ }
  });
}());
