// The clock that can be moved, and what shall go wrong.

import { ask, forget } from "./door.js";
import { make } from "./parts.js";

const WISHES = [
  ["Twilio 429", { provider: "twilio", kind: "429", times: null, retry_after: 5 }],
  ["Twilio 500", { provider: "twilio", kind: "500", times: null }],
  ["Reply lost", { provider: "twilio", kind: "lost_reply", times: null }],
  ["Callbacks late", { provider: "twilio", kind: "callback_order", order: "late", seconds: 5, times: null }],
  ["Window closed", { provider: "twilio", kind: "callback_error", code: 63016, times: null }],
  ["Telegram 429", { provider: "telegram", kind: "429", times: null, retry_after: 7 }],
  ["Telegram 500", { provider: "telegram", kind: "500", times: null }],
];

export class Clock {
  constructor(onTurn) {
    this.ahead = 0;
    this.onTurn = onTurn;
    setInterval(() => this.draw(), 5000);
  }

  now() {
    return new Date(Date.now() + this.ahead * 1000);
  }

  set(told) {
    const before = this.ahead;
    this.ahead = told.ahead_seconds;
    this.draw();
    if (Math.abs(before - this.ahead) > 1) this.onTurn();
  }

  draw() {
    const shown = this.now().toLocaleString([], { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
    document.getElementById("now").textContent = shown;
    const hours = Math.round(this.ahead / 360) / 10;
    document.getElementById("ahead").textContent = hours === 0 ? shown : `${shown} (${hours > 0 ? "+" : ""}${hours} h)`;
  }
}

const same = (wish, fault) => ["provider", "kind", "order", "code"].every((name) => !wish[name] || wish[name] === fault[name]);

export function drawFaults(faults) {
  document.querySelector(".tools").classList.toggle("busy", faults.length > 0);
  document.getElementById("faults").replaceChildren(...WISHES.map(([label, wish]) => {
    const struck = faults.find((fault) => same(wish, fault));
    return make("button", {
      type: "button", class: struck ? "on" : "", "aria-pressed": String(Boolean(struck)),
      onclick: () => (struck ? forget(`faults/${struck.id}`) : ask("faults", wish)),
    }, label);
  }));
}

export async function openStrip(clock) {
  const tools = document.querySelector(".tools");
  const opener = tools.querySelector(".opener");
  const open = (isOpen) => {
    tools.classList.toggle("open", isOpen);
    opener.setAttribute("aria-expanded", String(isOpen));
  };
  opener.addEventListener("click", (event) => { event.stopPropagation(); open(!tools.classList.contains("open")); });
  document.addEventListener("click", (event) => { if (!tools.contains(event.target)) open(false); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") open(false); });
  for (const button of document.querySelectorAll("[data-advance]")) {
    const by = button.dataset.advance;
    button.addEventListener("click", () => ask("clock", by === "reset" ? { reset: true } : { advance_seconds: Number(by) }));
  }
  clock.set(await ask("clock"));
  drawFaults(await ask("faults"));
}
