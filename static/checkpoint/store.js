// What the phone keeps: names and values, and records until the server has them.
var opened = null;

function open() {
  opened = opened || new Promise(function (done, failed) {
    var asked = indexedDB.open("checkpoint", 1);
    asked.onupgradeneeded = function () {
      asked.result.createObjectStore("kept");
      asked.result.createObjectStore("queue", { keyPath: "uid" });
    };
    asked.onsuccess = function () {
      asked.result.onclose = function () { opened = null; }; // cleared under the page's feet: opened anew
      done(asked.result);
    };
    asked.onerror = function () {
      opened = null;
      failed(asked.error);
    };
  });
  return opened;
}

// Done once the transaction is, not the request: what is told as kept survives the phone's going dark.
async function act(store, mode, what) {
  var base = await open();
  return new Promise(function (done, failed) {
    var transaction = base.transaction(store, mode), asked = what(transaction.objectStore(store));
    transaction.oncomplete = function () { done(asked && asked.result); };
    transaction.onabort = transaction.onerror = function () { failed(transaction.error); };
  });
}

export function get(name) {
  return act("kept", "readonly", function (kept) { return kept.get(name); });
}

export function put(values) {
  return act("kept", "readwrite", function (kept) {
    Object.keys(values).forEach(function (name) { kept.put(values[name], name); });
  });
}

// What is kept under a name becomes what `how` makes of it, in one step whichever other tab writes; gives the new value.
export async function change(name, how) {
  var made;
  await act("kept", "readwrite", function (kept) {
    kept.get(name).onsuccess = function (event) { kept.put(made = how(event.target.result), name); };
  });
  return made;
}

export function queued() {
  return act("queue", "readonly", function (queue) { return queue.getAll(); });
}

export function enqueue(record) {
  return act("queue", "readwrite", function (queue) { queue.put(record); });
}

// {uid: outcome}: what the server has is let go; what it refused stays and says so.
export function settle(records, outcomes) {
  return act("queue", "readwrite", function (queue) {
    records.forEach(function (record) {
      var outcome = outcomes[record.uid];
      if (outcome === "taken" || outcome === "known") queue.delete(record.uid);
      else if (outcome === "refused") queue.put(Object.assign({}, record, { refused: true }));
    });
  });
}
