// What always stays in view: the post, the shift, the age of the list, the clock, and what is not sent yet.
import { phone, standing, waiting } from "./phone.js";
import { $, ageOf, moment, say, words } from "./shown.js";

var CHATS = /MicroMessenger|AlipayClient|DingTalk|\bQQ\//i;
var count = 0;

export function showAll() {
  if (phone.me) $("post").textContent = phone.me.post.name;
  $("shift").hidden = !phone.me;
  $("shift").textContent = phone.shift ? say("on_shift", { officer: phone.shift.officer, since: moment(phone.shift.since) }) : words.no_shift;
  var chat = CHATS.test(navigator.userAgent);
  $("chat").hidden = !chat && window.isSecureContext;
  $("chat").querySelector("span").textContent = !chat ? words.insecure : phone.me ? words.chat : words.chat_first;
  $("address").hidden = !chat || Boolean(phone.me);
  $("age").hidden = !phone.me;
  if (!phone.me) {
    $("clock").hidden = true;
    return;
  }
  var how = standing(), book = phone.book;
  var age = how.now === null ? "" : ageOf(how.now - book.confirmed), passes = Object.keys(book.entries).length;
  $("age").className = "age is-" + how.level;
  $("age").querySelector("b").textContent = say("list_" + how.level, { age: age });
  var small = how.level === "none" ? "" : say(how.level === "fresh" ? "list_number" : "list_since", { number: book.number, count: passes });
  $("age").querySelector("small").textContent = small;
  $("clock").hidden = !how.trouble && !(phone.watch.isFar() && document.body.dataset.part === "ask");
  $("clock").textContent = how.trouble ? words.clock_back : words.clock_off;
}

export async function showQueue() {
  var all = await waiting(), line = $("sent");
  count = all.unsent;
  line.className = all.unsent || all.refused ? "is-waiting" : "";
  line.textContent = all.unsent ? say("unsent", { n: all.unsent }) : phone.me ? say("all_sent", { n: phone.count }) : "";
  if (all.refused) line.textContent += " " + say("refused", { n: all.refused });
}

export async function unsent() {
  return (await waiting()).unsent;
}

// Inside a chat app: the address, with the one-time code if there is one, for the phone's own browser.
$("address").addEventListener("click", async function () {
  try {
    await navigator.clipboard.writeText(location.href);
  } catch (error) {
    copyByHand(location.href);
  }
  $("address").textContent = words.address_copied;
});

function copyByHand(text) {
  var box = document.createElement("textarea");
  box.value = text;
  document.body.appendChild(box);
  box.select();
  document.execCommand("copy");
  box.remove();
}

// Closing with records that only this phone has is asked about first.
window.addEventListener("beforeunload", function (event) {
  if (!count) return;
  event.preventDefault();
  event.returnValue = "";
});

setInterval(showAll, 5000);

// A new release takes over where nothing is lost by it: nobody is in the middle of a vehicle, and all is sent.
function renew() {
  var idle = document.body.dataset.part === "ask" && !$("typed").textContent;
  if (idle && !count) location.reload();
  else setTimeout(renew, 5000);
}

if ("serviceWorker" in navigator && window.isSecureContext) {
  if (navigator.serviceWorker.controller) navigator.serviceWorker.addEventListener("controllerchange", renew);
  navigator.serviceWorker.register(document.body.dataset.worker).then(function () {
    return navigator.serviceWorker.ready;
  }).then(function () {
    $("ready").textContent = words.offline_ready;
    document.body.dataset.offline = "yes";
  }).catch(function () {});
  if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(function () {});
}
