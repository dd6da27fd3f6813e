// A text to copy gets its own button; without this file one selects it by hand.
(function () {
  "use strict";
  document.querySelectorAll("textarea[data-copy]").forEach(function (box) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "btn lb-copy";
    button.textContent = box.dataset.copy;
    button.addEventListener("click", function () {
      box.focus();
      box.select();
      var done = function () { button.textContent = box.dataset.copied; };
      if (navigator.clipboard && window.isSecureContext) {
        navigator.clipboard.writeText(box.value).then(done, function () {});
      } else if (document.execCommand("copy")) { done(); }
    });
    box.insertAdjacentElement("afterend", button);
  });
}());
