// Reads QR codes from pictures, off the page's own thread. A classic worker: the library is no module.
self.onmessage = function (event) {
  if (event.data.library) {
    importScripts(event.data.library);
    return;
  }
  var found = self.jsQR(event.data.data, event.data.width, event.data.height, { inversionAttempts: "dontInvert" });
  self.postMessage(found ? found.data : "");
};
