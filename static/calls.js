// The sheet's text, fetched and put into the clipboard by one press. Without this file the link shows it.
(function () {
  "use strict";
  document.querySelectorAll("[data-copy-from]").forEach(function (link) {
    if (!navigator.clipboard || !window.fetch) { return; }
    link.addEventListener("click", function (e) {
      if (e.ctrlKey || e.metaKey) { return; }
      e.preventDefault();
      fetch(link.dataset.copyFrom, { credentials: "same-origin" }).then(function (answer) {
        if (!answer.ok) { throw new Error(answer.status); }
        return answer.text();
      }).then(function (text) { return navigator.clipboard.writeText(text); }).then(function () {
        link.textContent = link.dataset.done;
      }).catch(function () { location.href = link.href; });
    });
  });
}());
