// Answers that did not reach the service yet, kept in this browser: never a note's text, only what its own person entered. They go when the answers arrive, after 7 days, and for everybody at sign-out.
const WEEK = 7 * 24 * 3600 * 1000;
const PREFIX = "answers:";
const ARRIVED = "answers-arrived";

// A browser that keeps nothing, or has no room left, has no copies; everything else goes on.
const attempt = (act) => {
  try {
    return act();
  } catch {
    return null;
  }
};

const copies = {
  read: (name) => attempt(() => JSON.parse(localStorage.getItem(PREFIX + name))),
  write: (name, copy) => attempt(() => localStorage.setItem(PREFIX + name, JSON.stringify(copy)) ?? true),
  remove: (name) => attempt(() => localStorage.removeItem(PREFIX + name)),
  names: () => attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length))) ?? [],
};

// The last answer of the service names the answers that it has now.
const arrived = document.cookie.split("; ").find((pair) => pair.startsWith(`${ARRIVED}=`));
if (arrived) {
  copies.remove(arrived.slice(ARRIVED.length + 1));
  document.cookie = `${ARRIVED}=; path=/; max-age=0; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
}

const signedOut = document.querySelector("[data-signed-out]") !== null;
for (const name of copies.names()) {
  if (signedOut || !(Date.now() - copies.read(name)?.at < WEEK)) copies.remove(name);
}

window.deviceCopies = copies;
