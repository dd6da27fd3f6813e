// What the server has not acknowledged, kept in this browser: by person, plan, version and section.
// portal.js removes it at the sign-out, and when somebody else sits at this desk.
window.LbKept = function (who, plan, number) {
  "use strict";
  var mine = "draft:" + who + ":fill:" + plan + ":" + number + ":", LONGEST = 14 * 24 * 3600 * 1000;

  function keys() {
    return Object.keys(localStorage).filter(function (key) { return key.indexOf(mine) === 0; });
  }
  function read(key) {
    try { return JSON.parse(localStorage.getItem(key)); } catch (spoilt) { return null; }
  }
  try {
    // A plan submitted long ago asks for nothing any more.
    Object.keys(localStorage).forEach(function (key) {
      var entry = key.indexOf("draft:") === 0 && read(key);
      if (entry && Date.now() - entry.at > LONGEST) { localStorage.removeItem(key); }
    });
  } catch (refused) { /* no storage: said at the section when something is to be kept */ }

  return {
    // revision: what the answers were typed over; sent: under way, perhaps saved; now: typed since.
    put: function (part, entry) {
      try {
        entry.at = Date.now();
        localStorage.setItem(mine + part, JSON.stringify(entry));
        return true;
      } catch (refused) { return false; }
    },
    drop: function (part) {
      try { localStorage.removeItem(mine + part); } catch (refused) { /* nothing was kept */ }
    },
    all: function () {
      var found = {};
      try {
        keys().forEach(function (key) {
          var entry = read(key);
          if (entry) { found[key.slice(mine.length)] = entry; }
        });
      } catch (refused) { /* nothing was kept */ }
      return found;
    }
  };
};
