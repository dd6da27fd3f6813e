// The sentence of the day, into the clipboard. Without this file it is marked and copied by hand.
(function () {
  "use strict";
  document.querySelectorAll("[data-copy]").forEach(function (button) {
    var words = document.querySelector(button.dataset.copy);
    if (!words || !navigator.clipboard) { return; }
    button.hidden = false;
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(words.textContent.trim().replace(/\s+/g, " ")).then(function () {
        button.textContent = button.dataset.done;
      });
    });
  });
}());
