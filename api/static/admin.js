// The little that pages cannot do by themselves. Everything works without it but the live search.
const token = document.querySelector('meta[name="form-token"]').content;

document.body.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["x-form-token"] = token;
});

// A page that nobody looks at need not be kept fresh.
document.body.addEventListener("htmx:beforeRequest", (event) => {
  if (document.hidden && event.detail.elt.matches(".chat")) event.preventDefault();
});

// While something is asked about a message, its form stays where it is: one that was replaced sends nothing.
for (const [moment, leaves] of [
  ["htmx:beforeRequest", (event) => event.preventDefault()],
  ["htmx:beforeSwap", (event) => { event.detail.shouldSwap = false; }],
]) {
  document.body.addEventListener(moment, (event) => {
    if (event.detail.elt.matches(".chat") && document.querySelector("dialog[open]")) leaves(event);
  });
}

// A refused part of a page (a question that is too short) says why in its place.
document.body.addEventListener("htmx:responseError", (event) => {
  const words = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
  const told = document.createElement("p");
  told.className = "said bad";
  told.textContent = words.querySelector(".problem p:not(.number)")?.textContent ?? "That did not work; try again.";
  event.detail.target?.replaceChildren(told);
});

const sure = document.getElementById("sure");
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.dataset?.confirm || form.dataset.sure) return;
  event.preventDefault();
  const pressed = event.submitter;
  sure.querySelector("p").textContent = form.dataset.confirm;
  sure.returnValue = "no";
  sure.showModal();
  sure.addEventListener("close", () => {
    if (sure.returnValue !== "yes") return;
    form.dataset.sure = "yes";
    form.requestSubmit(pressed);
  }, { once: true });
});

// Pressing twice is one act.
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || event.target.hasAttribute("hx-post") || event.target.method === "get") return;
  for (const button of event.target.querySelectorAll("button")) {
    setTimeout(() => { button.disabled = true; }, 0);
    setTimeout(() => { button.disabled = false; }, 5000);
  }
});

const menu = document.querySelector(".menu-button");
menu?.addEventListener("click", () => {
  const open = menu.getAttribute("aria-expanded") === "true";
  menu.setAttribute("aria-expanded", String(!open));
  document.querySelector(".side").classList.toggle("open", !open);
});

document.addEventListener("click", async (event) => {
  const copier = event.target.closest("[data-copy]");
  if (copier) {
    await navigator.clipboard.writeText(document.querySelector(copier.dataset.copy).textContent);
    copier.textContent = "Copied";
  }
  for (const open of document.querySelectorAll("details.pop[open]")) {
    if (!open.contains(event.target)) open.open = false;
  }
});

// The newest words stand at the foot; a reader who has scrolled up is left where they read.
for (const chat of document.querySelectorAll(".chat")) {
  chat.scrollTop = chat.scrollHeight;
  let atFoot = true;
  chat.addEventListener("htmx:beforeSwap", () => {
    atFoot = chat.scrollHeight - chat.scrollTop - chat.clientHeight < 60;
  });
  chat.addEventListener("htmx:afterSwap", () => {
    if (atFoot) chat.scrollTop = chat.scrollHeight;
  });
}
