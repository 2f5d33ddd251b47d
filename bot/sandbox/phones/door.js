// The control door. Every address is relative, so that the phones also work below a path.

export async function ask(path, body) {
  const options = body === undefined ? {} : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const answer = await fetch(`_control/${path}`, options);
  if (!answer.ok) {
    const told = await answer.json().catch(() => ({}));
    throw new Error(told.error || `The sandbox answered ${answer.status}`);
  }
  return answer.status === 204 ? null : answer.json();
}

export const forget = (path) => fetch(`_control/${path}`, { method: "DELETE" });

// Resolves when the stream is open: what is read afterwards misses nothing.
export function listen(onEvent) {
  return new Promise((resolve) => {
    const stream = new EventSource("_control/events");
    let wasLost = false;
    stream.onmessage = (message) => onEvent(JSON.parse(message.data));
    stream.onerror = () => { wasLost = true; };
    stream.onopen = () => {
      if (wasLost) onEvent({ type: "resync" });
      wasLost = false;
      resolve();
    };
  });
}

export async function readFile(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return { filename: file.name, content_type: file.type || "application/octet-stream", content_base64: btoa(text) };
}
