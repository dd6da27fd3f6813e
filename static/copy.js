// [data-copy="#what"] puts the words of another element into the clipboard, [data-copy-from="/address"] those of
// an address; then the button says data-done. Without this file one marks them by hand, or opens the address.
(function () {
  "use strict";
  var reach = function () { return navigator.clipboard && window.isSecureContext; };

  // Over plain HTTP a browser copies only what is marked in a field.
  function byHand(words) {
    var box = document.createElement("textarea");
    box.value = words;
    document.body.appendChild(box);
    box.select();
    var copied = document.execCommand("copy");
    box.remove();
    return copied ? Promise.resolve() : Promise.reject(new Error("copy"));
  }

  function copy(words) { return reach() ? navigator.clipboard.writeText(words) : byHand(words); }

  function wordsOf(button) {
    if (!button.dataset.copyFrom) {
      var from = document.querySelector(button.dataset.copy);
      return Promise.resolve("value" in from ? from.value : from.textContent.trim().replace(/\s+/g, " "));
    }
    return fetch(button.dataset.copyFrom, { credentials: "same-origin" }).then(function (answer) {
      if (!answer.ok) { throw new Error(answer.status); }
      return answer.text();
    });
  }

  function show() {
    document.querySelectorAll("button[data-copy][hidden]").forEach(function (button) { button.hidden = false; });
  }

  document.addEventListener("click", function (e) {
    var button = e.target.closest("[data-copy], [data-copy-from]");
    if (!button || e.ctrlKey || e.metaKey) { return; }
    e.preventDefault();
    wordsOf(button).then(copy).then(function () { button.textContent = button.dataset.done; }).catch(function () {
      if (button.href) { location.href = button.href; }
    });
  });
  document.addEventListener("htmx:load", show);
  show();
}());
