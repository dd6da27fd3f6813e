// Time at the roadside: the server's last signed moment, and how far the phone's clock has gone since. The phone's
// clock need not be right; it must not be set back. What is set back is not trusted until the server has spoken.
var SLACK = 60000, FAR = 300; // milliseconds a clock may slip; seconds a phone may be off without a word

export function Watch(kept) {
  this.server = kept ? kept.server : null; // seconds
  this.phone = kept ? kept.phone : null; // milliseconds, when the server spoke
  this.high = kept ? kept.high : 0; // the latest the phone's clock has shown
  this.trouble = kept ? kept.trouble : false;
  this.wall = Date.now();
  this.tick = performance.now();
}

// Notice a clock that fell behind: behind what it has shown, or behind the time this page has been running.
Watch.prototype.look = function () {
  var wall = Date.now(), ran = performance.now() - this.tick;
  if (wall < this.high - SLACK || wall - this.wall < ran - SLACK) this.trouble = true;
  if (wall > this.high) this.high = wall;
  return this.trouble;
};

Watch.prototype.now = function () {
  return this.server === null ? null : this.server + Math.max(0, Date.now() - this.phone) / 1000;
};

// The server's word: from now on time runs from here.
Watch.prototype.set = function (server) {
  this.server = server;
  this.phone = this.high = this.wall = Date.now();
  this.tick = performance.now();
  this.trouble = false;
};

Watch.prototype.isFar = function () {
  return this.server !== null && Math.abs(this.phone / 1000 - this.server) > FAR;
};

Watch.prototype.kept = function () {
  return { server: this.server, phone: this.phone, high: this.high, trouble: this.trouble };
};
