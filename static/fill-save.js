// Sections save themselves as one types or leaves a field. What is not yet acknowledged stays in this browser and
// goes when the server is back; what somebody else saved meanwhile is shown and never overwritten unseen.
(function () {
  "use strict";
  var form = document.getElementById("fill");
  if (!form || !window.fetch || !window.URLSearchParams) { return; }
  var words = form.dataset, who = document.body.dataset.who, part = window.LbPart;
  var kept = window.LbKept(who, words.plan, words.number), ask = window.LbAsk(form);
  var states = {}, pressed = null, PATIENCE = 20000;

  function node(key) { return document.getElementById("part-" + key); }
  function section(target) { return target.closest && target.closest("[data-part]"); }

  function of(key) {
    var here = node(key);
    return states[key] || (states[key] = {
      key: key, sent: null, now: null, held: null, busy: false, clash: false, closed: false, wait: 0,
      revision: here ? Number(here.querySelector("[name=revision_" + key + "]").value) : 0,
      last: here ? JSON.stringify(part.pairs(here)) : ""
    });
  }

  function say(st, text, look, link) {
    var here = node(st.key), place = here && here.querySelector("[data-said]");
    if (!place) {
      place = document.querySelector('#fill-toc a[href="?step=' + st.key + '"]');
      if (place) { place.dataset.said = look ? text : ""; }
      return;
    }
    place.className = look ? "lb-state " + look : "lb-asof";
    place.textContent = text;
    if (link) {
      var a = document.createElement("a");
      a.href = location.href;
      a.textContent = link;
      if (link !== words.stale) { a.target = "_blank"; }
      place.appendChild(document.createTextNode(" "));
      place.appendChild(a);
    }
  }

  function keep(st) {
    if (!st.sent && !st.now && !st.held) { kept.drop(st.key); return true; }
    return kept.put(st.key, { revision: st.revision, sent: st.sent, now: st.now || st.held });
  }

  function typed(key, soon) {
    var st = of(key), now = part.pairs(node(key)), text = JSON.stringify(now);
    if (text === st.last) { return; }
    st.last = text;
    st.now = now;
    st.held = null;
    var safe = keep(st);
    if (st.clash || st.closed) { return; }
    if (!st.wait) { say(st, safe ? words.saving : words.unkept, safe ? "" : "is-stop"); }
    if (!st.wait) { due(st, soon); }
  }

  function due(st, soon) {
    clearTimeout(st.timer);
    st.timer = setTimeout(function () { send(st); }, soon);
  }

  // What was sent and perhaps saved goes again before what was typed since: a lost answer is not a conflict.
  function send(st, chosen) {
    clearTimeout(st.timer);
    if (st.busy || st.clash || st.closed || !(st.sent || st.now)) { return; }
    if (!st.sent) {
      st.sent = st.now;
      st.now = null;
      keep(st);
    }
    st.busy = true;
    var stop = new AbortController(), timer = setTimeout(function () { stop.abort(); }, PATIENCE);
    ask.save(st.key, st.sent, st.revision, chosen || [], stop.signal).then(function (answer) {
      clearTimeout(timer);
      st.busy = false;
      answered(st, answer, chosen);
    }, function () {
      clearTimeout(timer);
      st.busy = false;
      later(st, words.away);
    });
  }

  function later(st, why, link) {
    st.wait = Math.min(60, (st.wait || 1) * 2);
    st.timer = setTimeout(function () { send(st); }, st.wait * 1000);
    var safe = keep(st);
    say(st, (safe ? words.kept : words.unkept) + "，" + why, safe ? "is-warn" : "is-stop", link);
    pressed = null;
  }

  function answered(st, answer, chosen) {
    var told = answer.told, here = node(st.key);
    if (!told || !told.outcome) {
      if (answer.status === 403) { renew(st);
      } else if (answer.status === 0 || answer.status === 423) { later(st, words.locked, words.unlock);
      } else if (answer.status >= 500 || answer.status === 429) { later(st, words.away); } else { close(st, ""); }
      return;
    }
    if (told.outcome === "closed") { close(st, told.sentence); return; }
    if (told.outcome === "conflict") { clashed(st, told, here); return; }
    st.revision = told.revision;
    st.wait = 0;
    st.renewed = false;
    st.held = told.outcome === "errors" && !st.now ? st.sent : null;
    st.sent = null;
    keep(st);
    part.around(told.around);
    Object.keys(states).forEach(function (key) { if (states[key].clash && !node(key)) { say(states[key], words.theirs, "is-stop"); } });
    if (here) {
      here.querySelector("[name=revision_" + st.key + "]").value = st.revision;
      if (chosen || st.rebuild) {
        st.rebuild = false;
        here = part.swap(here, told.part, st.now);
        st.last = JSON.stringify(part.pairs(here));
      } else if (!st.now) { part.tell(here, told.part); }
    }
    if (st.now) { due(st, 400); } else { say(st, st.held ? words.faults : told.said, st.held ? "is-warn" : ""); }
    press();
  }

  function clashed(st, told, here) {
    st.clash = true;
    st.seen = told.revision;
    st.now = st.now || st.sent;
    st.sent = null;
    keep(st);
    if (here) { part.swap(here, told.part, st.now); }
    say(st, words.theirs, "is-stop");
    pressed = null;
  }

  function renew(st) {
    ask.renew(st.key).then(function (how) {
      if (how === "again" && !st.renewed) {
        st.renewed = true;
        send(st);
      } else if (how === "locked") { later(st, words.locked, words.unlock); } else { close(st, ""); }
    }, function () { later(st, words.away); });
  }

  function close(st, sentence) {
    st.closed = true;
    keep(st);
    say(st, words.kept + (sentence ? "，" + sentence : ""), "is-warn", words.stale);
    pressed = null;
  }

  // A press waits until what was typed is saved, so that it does not meet one's own save half way.
  function waiting() {
    return Object.keys(states).map(of).filter(function (st) { return (st.now || st.sent) && !st.clash && !st.closed; });
  }
  function press() {
    if (!pressed || waiting().length) { return; }
    var field = document.createElement("input");
    field.type = "hidden";
    field.name = pressed.name;
    field.value = pressed.value;
    form.appendChild(field);
    pressed = null;
    HTMLFormElement.prototype.submit.call(form); // a button of the form is called "submit"
  }
  form.addEventListener("submit", function (e) {
    var button = e.submitter;
    if (!button || !waiting().length) { return; }
    e.preventDefault();
    pressed = button;
    waiting().forEach(function (st) { st.wait = 0; send(st); });
  });

  form.addEventListener("click", function (e) {
    var button = e.target.closest("button"), here = section(e.target);
    if (!here) { return; }
    var st = of(here.dataset.part);
    if (button && st.clash && /^(keep|yield)$/.test(button.name)) {
      e.preventDefault();
      st.clash = false;
      st.revision = st.seen;
      st.sent = null;
      st.now = part.pairs(here);
      var chosen = part.pairs(here, true).filter(function (pair) { return pair[0] === "take"; });
      send(st, button.name === "yield" ? [["yield", st.key]] : chosen.concat([["keep", st.key]]));
    } else if (button && button.name === "more" && !st.busy && !st.clash && !st.closed) {
      e.preventDefault();
      st.now = part.pairs(here);
      send(st, [["more", button.value]]);
    } else { setTimeout(function () { if (node(st.key)) { typed(st.key, 200); } }, 0); }
  });
  form.addEventListener("input", function (e) {
    var here = section(e.target);
    if (here) { typed(here.dataset.part, 1200); }
  });
  form.addEventListener("change", function (e) {
    var here = section(e.target);
    if (here) {
      typed(here.dataset.part, 100);
      var st = of(here.dataset.part);
      if (st.now && !st.wait) { due(st, 100); }
    }
  });

  function flush() {
    Object.keys(states).forEach(function (key) {
      if (states[key].now || states[key].sent) { states[key].wait = 0; send(states[key]); }
    });
  }
  window.addEventListener("online", flush);
  window.addEventListener("focus", flush);
  window.addEventListener("pagehide", flush);
  document.addEventListener("visibilitychange", flush);

  // Left over from a tab that was closed, a connection lost, a session ended: put back and sent.
  var left = kept.all();
  Object.keys(left).forEach(function (key) {
    var st = of(key), entry = left[key], here = node(key);
    st.revision = entry.revision;
    st.sent = entry.sent;
    st.now = entry.now;
    if (here) {
      st.rebuild = !part.apply(here, st.now || st.sent || []);
      st.last = JSON.stringify(part.pairs(here));
      say(st, words.saving, "");
    }
    send(st);
  });
  Array.from(form.querySelectorAll("[data-part]")).forEach(function (here) { of(here.dataset.part); });

  // Sections that moved on elsewhere and in which nothing is being typed here are shown anew.
  window.LbFill = {
    use: ask.use,
    moved: function (revisions) {
      Object.keys(revisions).forEach(function (key) {
        var here = node(key), st = here && of(key);
        if (!st || st.now || st.sent || st.held || st.busy || st.clash || st.closed || revisions[key] <= st.revision) { return; }
        if (here.contains(document.activeElement)) { say(st, words.theirs, "is-warn"); return; }
        ask.section(key, { method: "GET" }).then(function (answer) {
          if (!answer.told || st.now || st.sent || !node(key)) { return; }
          st.revision = answer.told.revision;
          st.last = JSON.stringify(part.pairs(part.swap(node(key), answer.told.part)));
          part.around(answer.told.around);
        }, function () { /* asked again at the next sign of life */ });
      });
    }
  };
}());
