// Watches for a newer version, an approval or the PDF while the page is looked at, and never takes away
// what somebody is typing.

const main = document.querySelector("main[data-watch]");
const EVERY = 5000; // milliseconds
const SLOWEST = 60000;
let tag = `"${main.dataset.state}"`;
let pause = EVERY;
let timer = 0;

function isTyping() {
  return [...document.querySelectorAll("form input:not([type=hidden]), form textarea")].some((field) => field.value);
}

function tell(words) {
  const news = document.querySelector(".news");
  news.querySelector("strong").textContent = words;
  news.hidden = false;
}

function show(state) {
  if (String(state.version) !== main.dataset.version) {
    tell(main.dataset.newsVersion.replace("{version}", state.version));
  } else if (isTyping()) {
    tell(state.is_approved ? main.dataset.newsApproved : main.dataset.newsOther);
  } else {
    location.replace(location.pathname);
  }
}

async function ask() {
  try {
    const answer = await fetch(main.dataset.watch, { headers: { "If-None-Match": tag }, cache: "no-store" });
    pause = answer.status === 429 ? SLOWEST : EVERY;
    if (answer.status === 410 || answer.status === 404) {
      tell(main.dataset.newsClosed);
      return;
    }
    if (answer.status === 200) {
      tag = answer.headers.get("ETag");
      show(await answer.json());
    }
  } catch {
    pause = Math.min(pause * 2, SLOWEST); // offline, or the desk starts anew
  }
  plan();
}

function plan() {
  clearTimeout(timer);
  if (!document.hidden) timer = setTimeout(ask, pause);
}

// A file that the desk would refuse need not travel first.
for (const field of document.querySelectorAll("input[type=file]")) {
  field.addEventListener("change", () => {
    const isLarge = field.files.length > 0 && field.files[0].size > Number(field.dataset.largest);
    field.setCustomValidity(isLarge ? field.dataset.tooLarge : "");
    field.reportValidity();
  });
}

document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(timer) : ask()));
// A second press while the first is on its way would only send the same words again.
for (const form of document.forms) {
  form.addEventListener("submit", () => {
    for (const button of form.querySelectorAll("button")) button.disabled = true;
  });
}
addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("form button")) button.disabled = false;
});
document.body.dataset.ready = "";
plan();
