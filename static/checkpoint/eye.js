// The camera: the phone's own reader of codes where there is one, else a small one in a worker of its own.
var LOOKS = 120, WHOLE = 1280, MIDDLE = 1280; // milliseconds between two looks; pixels of a picture looked at
var ZOOM = 2.5;

export function canSee() {
  return Boolean(navigator.mediaDevices && navigator.mediaDevices.getUserMedia);
}

// Calls `saw(text)` once, the first time a code is read. Returns {close, torch, zoom}, the latter two null where the
// camera has none; throws where there is no camera.
export async function openEye(video, addresses, saw) {
  var size = { width: { ideal: 3840 }, height: { ideal: 2160 }, frameRate: { ideal: 15 } };
  var wanted = { video: Object.assign({ facingMode: "environment", zoom: true }, size) };
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

  var can = track.getCapabilities ? track.getCapabilities() : {};
  return {
    close: close,
    torch: can.torch ? toggle(track, "torch", false, true) : null,
    zoom: can.zoom && can.zoom.max > can.zoom.min ? toggle(track, "zoom", can.zoom.min, Math.min(can.zoom.max, can.zoom.min * ZOOM)) : null,
  };
}

// A button's two positions; answers whether it now stands at the second.
function toggle(track, name, first, second) {
  var on = false;
  return function () {
    on = !on;
    track.applyConstraints({ advanced: [{ [name]: on ? second : first }] }).catch(function () {});
    return on;
  };
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

// Two ways of looking in turns: at the whole picture made smaller, and at its middle as sharp as the camera has it,
// where a code held up a metre and a half away still has two pixels for each of its squares.
function workerReader(addresses) {
  var worker = new Worker(addresses.worker), canvas = document.createElement("canvas"), turn = 0;
  worker.postMessage(addresses);
  function read(video) {
    var wide = video.videoWidth, high = video.videoHeight, near = turn++ % 2;
    var across = near ? Math.min(wide, MIDDLE) : wide, down = near ? Math.min(high, MIDDLE) : high;
    var scale = near ? 1 : Math.min(1, WHOLE / Math.max(wide, high));
    canvas.width = Math.round(across * scale);
    canvas.height = Math.round(down * scale);
    var context = canvas.getContext("2d", { willReadFrequently: true });
    context.drawImage(video, (wide - across) / 2, (high - down) / 2, across, down, 0, 0, canvas.width, canvas.height);
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
