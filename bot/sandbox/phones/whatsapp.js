// The customer's phone.

import { Composer } from "./composer.js";
import { ask } from "./door.js";
import { Log, paper, picture, spot, tail } from "./log.js";
import { dialog, face, field, icon, make } from "./parts.js";
import { Phone } from "./phone.js";
import { whatsappWords } from "./words.js";

const WHY = { 63016: "outside the 24-hour window", 63018: "rate limit", 21610: "opted out", 63013: "template refused", 63019: "media not loaded", 63024: "not on WhatsApp" };

export class WhatsApp extends Phone {
  constructor(place, clock, account) {
    super(place, "whatsapp");
    this.account = account;
    this.build(new Log(clock, (message) => this.bubble(message)), new Composer("Message to the desk", (what) => this.speak(what), (words) => this.say(words)));
    this.title.textContent = account.bot_name.replace(/ bot$/i, "");
    this.avatar.replaceWith(face(this.title.textContent));
    document.addEventListener("visibilitychange", () => this.look());
  }

  learn(customer) {
    this.people.set(customer.number, { name: customer.name, note: customer.number, off: !customer.is_online, ...customer });
    if (customer.number === this.current) this.drawState();
    this.drawPeople();
  }

  async load() {
    this.people.clear();
    for (const customer of await ask("whatsapp/customers")) this.learn(customer);
    const next = this.people.has(this.current) ? this.current : [...this.people.keys()][0];
    if (next === undefined) return this.nobody();
    await this.turnTo(next);
  }

  nobody() {
    this.current = null;
    this.composer.element.hidden = true;
    this.state.textContent = "nobody here yet";
    this.log.clear(make("div", { class: "empty" }, make("p", {}, "Add a customer to write to the desk on WhatsApp."), make("button", { type: "button", onclick: () => this.add() }, "Add a customer")));
    this.drawPeople();
  }

  async turnTo(number) {
    this.current = number;
    this.unread.delete(number);
    this.drawPeople();
    this.drawState();
    const chat = await this.fillFrom(`whatsapp/chats/${encodeURIComponent(number)}?limit=300`);
    if (!chat) return;
    this.learn(chat.customer);
    this.composer.element.hidden = false;
    if (!this.log.rows.size) this.log.clear(make("div", { class: "empty" }, "Say hello. The desk answers here."));
    this.look();
  }

  drawState(isTyping = false) {
    const person = this.people.get(this.current);
    this.state.className = isTyping ? "typing" : "";
    if (isTyping) this.state.textContent = "typing…";
    else if (person && !person.is_online) this.state.textContent = "this phone is off";
    else this.state.textContent = person ? `${person.name}’s phone · ${person.number}` : "";
  }

  async speak(what) {
    const wish = what.file ? { media: what.file } : what;
    await ask(`whatsapp/customers/${encodeURIComponent(this.current)}/says`, wish);
  }

  look() {
    const person = this.people.get(this.current);
    if (!this.isWatched() || !person || !person.is_online) return;
    this.seen();
    clearTimeout(this.looking);
    this.looking = setTimeout(() => ask(`whatsapp/customers/${encodeURIComponent(this.current)}/reads`, {}).catch(() => {}), 350);
  }

  hear(event) {
    this.note(event);
    const { chat, message } = event;
    if (!this.people.has(chat)) this.learn({ number: chat, name: chat, is_online: true });
    if (message.side === "desk" && message.status === "delivered") {
      this.noteUnread(chat);
    }
    if (chat !== this.current) return;
    this.log.put(message);
    if (message.side === "desk") this.drawState();
    if (message.status === "delivered") this.look();
  }

  typing(number) {
    if (number !== this.current) return;
    this.log.type();
    this.drawState(true);
    setTimeout(() => this.drawState(), 6000);
  }

  bubble(message) {
    const isMine = message.side === "customer";
    const failed = ["failed", "undelivered"].includes(message.status);
    const isGhost = !isMine && ["queued", "sent", "failed", "undelivered"].includes(message.status);
    const parts = message.media.map((file) => (file.content_type.startsWith("image/") && file.url ? picture(file) : paper(file)));
    if (message.location) parts.push(spot(message.location));
    const ticks = message.status === "queued" ? icon("wait")
      : failed ? null : icon(message.status === "sent" ? "tick" : "ticks", { class: message.status === "read" ? "read" : "", width: 1.5 });
    const bubble = make("div", { class: "bubble" }, parts, make("span", { class: "words" }, whatsappWords(message.text)), tail(message, ticks));
    const row = make("div", { class: `row${isMine ? " mine" : ""}${isGhost ? " ghost" : ""}` }, bubble);
    if (failed) row.append(make("p", { class: "fate" }, `Did not arrive · ${message.error_code}${WHY[message.error_code] ? ` ${WHY[message.error_code]}` : ""}`));
    if (message.buttons.length && !isGhost) {
      row.append(make("div", { class: "replies" }, message.buttons.map((button) => make("button", {
        type: "button", onclick: () => this.composer.say({ button: { ...button, message_sid: message.id } }),
      }, icon("reply"), button.text))));
    }
    return row;
  }

  async add() {
    const number = `+9198${String(Math.floor(Math.random() * 1e8)).padStart(8, "0")}`;
    const wanted = await dialog("A new customer", make("div", {}, field("Name", "name", { required: true, placeholder: "Asha Rao" }), field("WhatsApp number", "number", { value: number, type: "tel", required: true })), "Add");
    if (!wanted) return;
    const made = await ask("whatsapp/customers", wanted);
    this.learn(made);
    await this.turnTo(made.number);
  }

  menu() {
    const person = this.people.get(this.current);
    if (!person) return [["Add a customer", () => this.add()]];
    const set = (settings) => () => ask(`whatsapp/customers/${encodeURIComponent(this.current)}/settings`, settings);
    return [
      [person.is_online ? "Turn this phone off" : "Turn this phone on", set({ is_online: !person.is_online })],
      [person.is_reachable === false ? "Be on WhatsApp again" : "Leave WhatsApp", set({ is_reachable: person.is_reachable === false })],
      [person.has_opted_out ? "Let Twilio send again" : "Let Twilio refuse sends (21610)", set({ has_opted_out: !person.has_opted_out })],
    ];
  }
}
