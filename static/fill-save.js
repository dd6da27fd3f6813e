// Sections save themselves as one types or leaves a field. What is not yet acknowledged stays in this browser and
// goes when the server is back; what somebody else saved meanwhile is shown and never overwritten unseen.
(function () {
  "use strict";
  var form = document.getElementById("fill");
  if (!form || !window.fetch || !window.URLSearchParams) { return; }
  var words = form.dataset, who = document.body.dataset.who, part = window.LbPart;
  var kept = window.LbKept(who, words.plan, words.number), ask = window.LbAsk(form);
  var states = {}, PATIENCE = 20000;

  function node(key) { return document.getElementById("part-" + key); }

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
    // A choice not yet acknowledged is asked again after a crash: nothing is overwritten on a guess.
    return kept.put(st.key, { revision: st.chosen ? st.before : st.revision, sent: st.sent, now: st.now || st.held });
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
  function send(st) {
    clearTimeout(st.timer);
    if (st.busy || st.clash || st.closed || !(st.sent || st.now)) { return; }
    if (!st.sent) {
      st.sent = st.now;
      st.now = null;
      keep(st);
    }
    st.busy = true;
    var stop = new AbortController(), timer = setTimeout(function () { stop.abort(); }, PATIENCE);
    ask.save(st.key, st.sent, st.revision, st.chosen || [], stop.signal).then(function (answer) {
      clearTimeout(timer);
      st.busy = false;
      answered(st, answer);
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
    window.LbFill.stuck();
  }

  function answered(st, answer) {
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
    if (!here) { st.chosen = null; }
    keep(st);
    part.around(told.around);
    Object.keys(states).forEach(function (key) { if (states[key].clash && !node(key)) { say(states[key], words.theirs, "is-stop"); } });
    if (here) {
      here.querySelector("[name=revision_" + st.key + "]").value = st.revision;
      if (st.chosen || st.rebuild) {
        st.rebuild = false;
        st.chosen = null;
        here = part.swap(here, told.part, st.now);
        st.last = JSON.stringify(part.pairs(here));
      } else if (!st.now) { part.tell(here, told.part); }
    }
    if (st.now) { due(st, 400); } else { say(st, st.held ? words.faults : told.said, st.held ? "is-warn" : ""); }
    window.LbFill.saved();
  }

  function clashed(st, told, here) {
    st.clash = true;
    st.chosen = null;
    st.seen = told.revision;
    st.now = st.now || st.sent;
    st.sent = null;
    keep(st);
    if (here) { part.swap(here, told.part, st.now); }
    say(st, words.theirs, "is-stop");
    window.LbFill.stuck();
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
    window.LbFill.stuck();
  }

  // Sent again with what was chosen of two people's answers, or with a wish for more rows.
  function choose(st, now, chosen) {
    st.before = st.revision;
    if (st.clash) { st.revision = st.seen; }
    st.clash = false;
    st.sent = null;
    st.now = now;
    st.chosen = chosen;
    send(st);
  }

  // Left over from a tab that was closed, a connection lost, a session ended: put back and sent.
  function restore(key, entry) {
    var st = of(key), here = node(key);
    st.revision = entry.revision;
    st.sent = entry.sent;
    st.now = entry.now;
    if (here) {
      st.rebuild = !part.apply(here, st.now || st.sent || []);
      st.last = JSON.stringify(part.pairs(here));
      say(st, words.saving, "");
    }
    send(st);
  }

  // Sections that moved on elsewhere and in which nothing is being typed here are shown anew.
  function moved(revisions) {
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

  window.LbFill = {
    of: of, node: node, typed: typed, due: due, send: send, choose: choose, restore: restore, moved: moved, use: ask.use,
    left: kept.all, all: function () { return Object.keys(states).map(of); },
    // A press (see fill-press.js) waits until everything is saved, and is given up when something cannot be.
    saved: function () { /* set there */ }, stuck: function () { /* set there */ }
  };
}());
