// Reads QR codes from pictures, off the page's own thread. A classic worker: the libraries are no modules. The first
// library reads small and blurred codes and needs WebAssembly; where that does not run, the second reads large ones.
var reading = null;

function byFirst(addresses) {
  importScripts(addresses.library);
  return fetch(addresses.binary).then(function (answer) {
    if (!answer.ok) throw new Error("binary " + answer.status);
    return answer.arrayBuffer();
  }).then(function (binary) {
    return ZXingWASM.prepareZXingModule({ overrides: { wasmBinary: binary }, fireImmediately: true });
  }).then(function () {
    return async function (picture) {
      var found = await ZXingWASM.readBarcodes(picture, { formats: ["QRCode"], tryHarder: true, tryInvert: false, maxNumberOfSymbols: 1 });
      return found.length && found[0].isValid ? found[0].text : "";
    };
  });
}

function bySecond(addresses) {
  importScripts(addresses.fallback);
  return function (picture) {
    var found = self.jsQR(picture.data, picture.width, picture.height, { inversionAttempts: "dontInvert" });
    return found ? found.data : "";
  };
}

function begin(addresses) {
  return Promise.resolve().then(function () { return byFirst(addresses); }).catch(function () { return bySecond(addresses); });
}

self.onmessage = async function (event) {
  if (event.data.library) {
    reading = begin(event.data);
    return;
  }
  var text = "";
  try {
    text = await (await reading)(event.data);
  } catch (error) {
    text = "";
  }
  self.postMessage(text);
};
