// Where a person writes: words, files and places.

import { readFile } from "./door.js";
import { dialog, field, icon, make } from "./parts.js";

export class Composer {
  constructor(label, onSay, onFail) {
    this.onSay = onSay;
    this.onFail = onFail;
    this.text = make("textarea", { rows: 1, placeholder: "Message", "aria-label": label, oninput: () => this.fit(), onkeydown: (event) => this.key(event) });
    this.file = make("input", { type: "file", hidden: true, multiple: true, onchange: () => this.attach() });
    this.button = make("button", { type: "button", class: "icon send", "aria-label": "Send", onclick: () => this.send(), disabled: true }, icon("send", { fill: "currentColor", width: 1 }));
    this.clip = make("button", { type: "button", class: "icon", "aria-label": "Attach", "aria-haspopup": "menu", onclick: (event) => this.choose(event) }, icon("clip"));
    this.before = make("span", { hidden: true });
    this.element = make("div", { class: "foot" }, this.before, make("div", { class: "field" }, this.text, this.clip), this.button, this.file);
  }

  fit() {
    this.text.style.height = "auto";
    this.text.style.height = `${this.text.scrollHeight}px`;
    this.button.disabled = !this.text.value.trim();
  }

  key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.send();
    }
  }

  async say(what) {
    try {
      await this.onSay(what);
    } catch (error) {
      this.onFail(error.message);
    }
  }

  send() {
    const text = this.text.value.trim();
    if (!text) return;
    this.text.value = "";
    this.fit();
    this.say({ text });
  }

  async attach() {
    const files = [...this.file.files];
    this.file.value = "";
    for (const file of files) await this.say({ file: await readFile(file) });
  }

  choose(event) {
    event.stopPropagation();
    const open = this.element.parentElement.querySelector(".menu");
    if (open) return open.remove();
    const menu = make("div", { class: "menu bottom", role: "menu" },
      make("button", { type: "button", role: "menuitem", onclick: () => this.file.click() }, "Photo or document"),
      make("button", { type: "button", role: "menuitem", onclick: () => this.place() }, "Location"));
    this.element.parentElement.append(menu);
    document.addEventListener("click", () => menu.remove(), { once: true });
  }

  async place() {
    const wanted = await dialog("Send a location", make("div", {}, field("Name", "label", { value: "Ubud Palace" }),
      field("Latitude", "latitude", { value: "-8.5069", inputmode: "decimal", required: true }),
      field("Longitude", "longitude", { value: "115.2625", inputmode: "decimal", required: true })), "Send");
    if (wanted) this.say({ location: { label: wanted.label, latitude: Number(wanted.latitude), longitude: Number(wanted.longitude) } });
  }
}
