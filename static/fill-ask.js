// What the form's script asks of the portal, with the page's own token; renewed when the person signed in again.
window.LbAsk = function (form) {
  "use strict";
  var words = form.dataset, who = document.body.dataset.who;
  var token = form.elements.namedItem("csrfmiddlewaretoken").value;

  // {status, told}: what the portal said as JSON; a page in its place (lock, sign-in, error) has told nothing.
  function section(key, how) {
    how.headers = { "X-CSRFToken": token, "Accept": "application/json" };
    how.credentials = "same-origin";
    how.redirect = "manual";
    return fetch(words.sectionUrl + key + "/?step=" + words.step, how).then(function (response) {
      var json = /json/.test(response.headers.get("Content-Type") || "");
      return json ? response.json().then(function (told) { return { status: response.status, told: told }; })
        : { status: response.status, told: null };
    });
  }

  // Signed in again elsewhere: the page's token is old. "again" when there is a new one and the person is the same,
  // "locked" while nobody is signed in, "closed" otherwise.
  function renew(key) {
    return section(key, { method: "GET" }).then(function (answer) {
      if (answer.status === 0 || answer.status === 423) { return "locked"; }
      if (!answer.told || String(answer.told.who) !== who) { return "closed"; }
      token = answer.told.token;
      Array.from(document.querySelectorAll("[name=csrfmiddlewaretoken]")).forEach(function (one) { one.value = token; });
      return "again";
    });
  }

  function save(key, pairs, revision, extra, stop) {
    var body = new URLSearchParams();
    pairs.concat(extra, [["revision_" + key, revision], ["who", who], ["number", words.number]]).forEach(function (pair) {
      body.append(pair[0], pair[1]);
    });
    var small = body.toString().length < 30000; // a browser lets no more outlive its page
    return section(key, { method: "POST", body: body, signal: stop, keepalive: small });
  }

  function use(key, take) {
    var body = new FormData();
    body.append("csrfmiddlewaretoken", token);
    body.append("key", key);
    if (take) { body.append("take_over", "1"); }
    return body;
  }

  return { section: section, renew: renew, save: save, use: use };
};
