// Drives the form's own scripts in a browser no test tool speaks to: types, leaves, looks, loads the page again, and
// tells what it saw. Offline is the relay's doing (tests/relay.py).
(function () {
  "use strict";
  var seen = JSON.parse(sessionStorage.getItem("seen") || "{}"), faults = seen.faults = seen.faults || [];
  window.addEventListener("error", function (event) { faults.push(event.message); });

  function said() { return document.querySelector("#part-lodging [data-said]").textContent; }
  function field(name) { return document.querySelector("#part-lodging [name=" + name + "]"); }
  function drafts() { return Object.keys(localStorage).filter(function (key) { return key.indexOf("draft:") === 0; }).length; }
  function relay(what, body) { return fetch("/relay/" + what, { method: "POST", body: body || "" }); }
  function tell() { relay("told", JSON.stringify(seen)); }

  function type(name, value) {
    field(name).focus();
    field(name).value = value;
    field(name).dispatchEvent(new Event("input", { bubbles: true }));
  }
  function leave(name) {
    field(name).dispatchEvent(new Event("change", { bubbles: true }));
    field(name).blur();
  }
  function until(words, then) {
    var left = 300;
    (function look() {
      if (said().indexOf(words) >= 0) { then(); return; }
      left -= 1;
      if (left) { setTimeout(look, 100); return; }
      seen.stuck = words + " / " + said();
      tell();
    }());
  }

  function first() {
    type("beds", "190");
    leave("beds");
    until("已保存", function () {
      seen.saved = said();
      seen.strip = document.getElementById("fill-strip").textContent;
      relay("off").then(function () {
        type("staff_total", "209");
        leave("staff_total");
        until("未保存，已留在本机", function () {
          seen.kept = drafts();
          sessionStorage.setItem("seen", JSON.stringify(seen));
          relay("on").then(function () { location.reload(); });
        });
      });
    });
  }
  function again() {
    until("已保存", function () {
      seen.back = field("staff_total").value;
      seen.left = drafts();
      tell();
    });
  }

  window.addEventListener("load", seen.saved ? again : first);  // the form's scripts are deferred
}());
