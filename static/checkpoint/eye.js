// The camera: the phone's own reader of codes where there is one, else a small one in a worker of its own.
var LOOKS = 180, WIDEST = 1000; // milliseconds between two looks; pixels of a picture

export function canSee() {
  return Boolean(navigator.mediaDevices && navigator.mediaDevices.getUserMedia);
}

// Calls `saw(text)` once, the first time a code is read. Returns {close, torch}; throws where there is no camera.
export async function openEye(video, addresses, saw) {
  var wanted = { video: { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 } } };
  var stream = await navigator.mediaDevices.getUserMedia(wanted), closed = false;
  video.srcObject = stream;
  await video.play();
  var read = (await ownReader()) || workerReader(addresses), track = stream.getVideoTracks()[0];
  var timer = setTimeout(look, 0);

  async function look() {
    if (closed) return;
    var text = "";
    try { text = video.videoWidth ? await read(video) : ""; } catch (error) { text = ""; }
    if (closed) return;
    if (text) {
      close();
      saw(text);
    } else {
      timer = setTimeout(look, LOOKS);
    }
  }

  function close() {
    closed = true;
    clearTimeout(timer);
    stream.getTracks().forEach(function (one) { one.stop(); });
    video.srcObject = null;
    if (read.close) read.close();
  }

  var can = track.getCapabilities ? track.getCapabilities() : {}, lit = false;
  var torch = can.torch ? function () {
    lit = !lit;
    track.applyConstraints({ advanced: [{ torch: lit }] }).catch(function () {});
  } : null;
  return { close: close, torch: torch };
}

async function ownReader() {
  if (!("BarcodeDetector" in window)) return null;
  try {
    if ((await BarcodeDetector.getSupportedFormats()).indexOf("qr_code") < 0) return null;
    var detector = new BarcodeDetector({ formats: ["qr_code"] });
    return async function (video) {
      var found = await detector.detect(video);
      return found.length ? found[0].rawValue : "";
    };
  } catch (error) {
    return null;
  }
}

function workerReader(addresses) {
  var worker = new Worker(addresses.worker), canvas = document.createElement("canvas");
  worker.postMessage({ library: addresses.library });
  function read(video) {
    var scale = Math.min(1, WIDEST / video.videoWidth);
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    var context = canvas.getContext("2d", { willReadFrequently: true });
    context.drawImage(video, 0, 0, canvas.width, canvas.height);
    var picture = context.getImageData(0, 0, canvas.width, canvas.height);
    return new Promise(function (done, failed) {
      worker.onmessage = function (event) { done(event.data); };
      worker.onerror = failed;
      worker.postMessage({ data: picture.data, width: picture.width, height: picture.height }, [picture.data.buffer]);
    });
  }
  read.close = function () { worker.terminate(); };
  return read;
}
