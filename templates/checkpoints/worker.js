// The checkpoint page on the phone: everything is kept at once under one version, and answered from there first.
var VERSION = "checkpoint-{{ version }}", PAGE = "{{ page }}";
var ASSETS = [{% for asset in assets %}
  "{{ asset }}",{% endfor %}
];
var STATIC = "{% get_static_prefix %}"; // where its parts lie, those of the release before among them

self.addEventListener("install", function (event) {
  event.waitUntil(caches.open(VERSION).then(function (cache) {
    return cache.addAll(ASSETS.map(function (address) { return new Request(address, { cache: "reload" }); }));
  }).then(function () { return self.skipWaiting(); }));
});

self.addEventListener("activate", function (event) {
  event.waitUntil(caches.keys().then(function (names) {
    // What came before stays once: a page that is still open reads its own parts until it is opened anew.
    var old = names.filter(function (name) { return name.indexOf("checkpoint-") === 0 && name !== VERSION; });
    return Promise.all(old.slice(0, -1).map(function (name) { return caches.delete(name); }));
  }).then(function () { return self.clients.claim(); }));
});

self.addEventListener("fetch", function (event) {
  var address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== self.location.origin) return;
  var name = address.pathname === PAGE ? PAGE : address.pathname;
  if (ASSETS.indexOf(name) < 0 && name.indexOf(STATIC) !== 0) return;
  event.respondWith(caches.open(VERSION).then(function (cache) { return cache.match(name); })
    .then(function (kept) { return kept || caches.match(name); })
    .then(function (kept) { return kept || fetch(event.request); }));
});
