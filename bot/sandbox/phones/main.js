// Two phones, one stream of events.

import { ask, listen } from "./door.js";
import { Clock, drawFaults, openStrip } from "./strip.js";
import { Telegram } from "./telegram.js";
import { WhatsApp } from "./whatsapp.js";

const account = await ask("account");
const clock = new Clock(() => { whatsapp.load(); telegram.load(); });
const whatsapp = new WhatsApp(document.getElementById("phone-whatsapp"), clock, account);
const telegram = new Telegram(document.getElementById("phone-telegram"), clock, account);

function show(kind) {
  document.body.dataset.shown = kind;
  for (const tab of document.querySelectorAll("[role=tab]")) tab.setAttribute("aria-selected", String(tab.id === `tab-${kind}`));
  const phone = kind === "telegram" ? telegram : whatsapp;
  phone.log.toEnd();
  phone.seen();
  whatsapp.look();
}

async function load() {
  await Promise.all([whatsapp.load(), telegram.load()]);
}

const HEARD = {
  whatsapp: (event) => whatsapp.hear(event),
  telegram: (event) => telegram.hear(event),
  telegram_gone: (event) => telegram.gone(event),
  typing: (event) => (event.app === "whatsapp" ? whatsapp.typing(event.chat) : telegram.typing(event)),
  answer: (event) => telegram.answered(event),
  customer: (event) => whatsapp.learn(event.customer),
  user: (event) => telegram.learn(event.user),
  commands: (event) => { telegram.commands = event.commands; telegram.drawFoot(null); },
  clock: (event) => clock.set(event),
  faults: (event) => drawFaults(event.faults),
  resync: () => load(),
};

for (const tab of document.querySelectorAll("[role=tab]")) tab.addEventListener("click", () => show(tab.id.replace("tab-", "")));
const early = [];
let hear = (event) => early.push(event);
await listen((event) => hear(event));
await openStrip(clock);
await load();
hear = (event) => HEARD[event.type]?.(event);
early.forEach(hear);
document.body.dataset.ready = "yes";
