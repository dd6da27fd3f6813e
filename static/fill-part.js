// One section of the form as names and values, and the same put back; what the server says of it put in place.
window.LbPart = (function () {
  "use strict";
  var HIDDEN = /^(revision_|csrfmiddlewaretoken$)/;

  function controls(section) {
    return Array.from(section.querySelectorAll("input[name], select[name], textarea[name]")).filter(function (one) {
      return !HIDDEN.test(one.name) && one.type !== "file";
    });
  }

  // [[name, value]] as the form would send it; ``chosen``: also which of the other's answers are taken.
  function pairs(section, chosen) {
    var found = [];
    controls(section).forEach(function (one) {
      if (one.disabled || (one.name === "take" && !chosen)) { return; }
      if (one.type === "checkbox" || one.type === "radio") {
        if (one.checked) { found.push([one.name, one.value]); }
      } else if (one.multiple) {
        Array.from(one.selectedOptions).forEach(function (option) { found.push([one.name, option.value]); });
      } else { found.push([one.name, one.value]); }
    });
    return found;
  }

  // Puts values back; false when the section has no place for some of them (a row not yet there).
  function apply(section, given) {
    var left = {}, whole = true;
    given.forEach(function (pair) { (left[pair[0]] = left[pair[0]] || []).push(pair[1]); });
    controls(section).forEach(function (one) {
      var values = left[one.name];
      if (one.name === "take") { return; }
      if (one.type === "checkbox" || one.type === "radio") {
        one.checked = !!values && values.indexOf(one.value) >= 0;
        if (one.checked) { values.splice(values.indexOf(one.value), 1); }
      } else if (one.multiple) {
        Array.from(one.options).forEach(function (option) { option.selected = !!values && values.indexOf(option.value) >= 0; });
        delete left[one.name];
      } else if (values && values.length) { one.value = values.shift(); }
    });
    Object.keys(left).forEach(function (name) { if (left[name].length && name !== "take") { whole = false; } });
    return whole;
  }

  function parsed(html) {
    return new DOMParser().parseFromString(html, "text/html").body;
  }

  // The section anew, with ``given`` typed into it and the cursor where it was.
  function swap(section, html, given) {
    var fresh = document.importNode(parsed(html).firstElementChild, true), at = document.activeElement;
    var name = section.contains(at) && at.name, place = name && at.selectionStart;
    section.parentNode.replaceChild(fresh, section);
    if (given) { apply(fresh, given); }
    var again = name && fresh.querySelector('[name="' + name + '"]');
    if (again) {
      again.focus({ preventScroll: true });
      try { again.setSelectionRange(place, place); } catch (no) { /* not a text field */ }
    }
    return fresh;
  }

  // What was found, under each answer; what is being typed is left alone.
  function tell(section, html) {
    Array.from(parsed(html).querySelectorAll("[id^=q-]")).forEach(function (fresh) {
      var old = document.getElementById(fresh.id);
      if (!old || !section.contains(old)) { return; }
      old.classList.toggle("is-bad", fresh.classList.contains("is-bad"));
      own(old).forEach(function (one) { one.remove(); });
      own(fresh).forEach(function (one) { old.appendChild(document.importNode(one, true)); });
    });
  }
  function own(question) {
    return Array.from(question.children).filter(function (one) { return one.matches(".soft, .err"); });
  }

  // Contents, progress and check beside the form.
  function around(html) {
    Array.from(parsed(html).children).forEach(function (fresh) {
      var old = document.getElementById(fresh.id), open = old && old.querySelector("details[open]");
      if (!old) { return; }
      if (open && fresh.querySelector("details")) { fresh.querySelector("details").open = true; }
      old.parentNode.replaceChild(document.importNode(fresh, true), old);
    });
  }

  return { pairs: pairs, apply: apply, swap: swap, tell: tell, around: around };
}());
