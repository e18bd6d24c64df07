// Follows the room: asks in short requests whether anything moved, shows what did, and leads on, though never anybody who is typing. Without this file a page is looked at again by hand.
const live = document.querySelector("[data-live]");

if (live) {
  const EVERY = 1000; // milliseconds: with the answer on its way, a reveal is everywhere within two seconds
  const SLOWEST = 15000;
  const PATIENCE = 8000;
  const say = Object.fromEntries(["said", "moved", "why", "go", "changed", "lost", "out", "gone"].map((name) => [name, live.querySelector(`[data-live-${name}]`)]));
  let { moment } = live.dataset;
  let changes;
  let tag = "";
  let wait = EVERY;
  let timer;
  let asking = false;
  let touched = false;
  let over = false; // the page is on its way elsewhere, or there is nothing left to follow

  const typed = (event) => {
    touched ||= Boolean(event.target.closest("form"));
  };
  document.addEventListener("input", typed);
  document.addEventListener("change", typed);
  document.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) over = true;
  });

  const put = (parts) => {
    for (const part of parts) {
      document.querySelector(`main [data-part="${part.dataset.part}"], .app-strip [data-part="${part.dataset.part}"]`)?.replaceWith(document.adoptNode(part));
    }
  };

  const lead = (told) => {
    moment ||= told.moment;
    const moved = told.moment !== moment;
    if (moved && ("atOnce" in told || ("follows" in live.dataset && !touched))) {
      over = true;
      location.assign(told.go);
      return;
    }
    if (say.why.textContent !== told.why) say.why.textContent = told.why;
    say.go.href = told.go;
    say.moved.hidden = !moved;
    changes ??= told.changes;
    say.changed.hidden = moved || changes === told.changes;
  };

  const take = (text) => {
    const told = new DOMParser().parseFromString(text, "text/html").querySelector("[data-moment]");
    if (!told) throw new Error("That was not the room.");
    const said = told.dataset.said ?? "";
    if (say.said.textContent !== said) say.said.textContent = said;
    put([...told.querySelectorAll("[data-part]")]);
    lead(told.dataset);
  };

  const end = (word) => {
    over = true;
    say.lost.hidden = true;
    word.hidden = false;
  };

  const hear = async (answer) => {
    if (answer.type === "opaqueredirect") end(say.out);
    else if (answer.status === 404 || answer.status === 403) end(say.gone);
    else if (answer.status === 200) {
      const text = await answer.text();
      if (over) return;
      take(text);
      tag = answer.headers.get("ETag") ?? "";
    } else if (answer.status !== 304) throw new Error(`The room answered ${answer.status}.`);
    wait = EVERY;
    say.lost.hidden = true;
  };

  const ask = async () => {
    clearTimeout(timer);
    if (asking || over || document.hidden) return;
    asking = true;
    const headers = tag ? { "If-None-Match": tag } : {};
    try {
      await hear(await fetch(live.dataset.live, { headers, redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) }));
    } catch {
      wait = Math.min(wait * 2, SLOWEST);
      say.lost.hidden = over;
    } finally {
      asking = false;
      timer = setTimeout(ask, wait * (0.9 + Math.random() * 0.2)); // not everybody at the same moment
    }
  };

  document.addEventListener("visibilitychange", () => {
    wait = EVERY;
    ask();
  });
  timer = setTimeout(ask, EVERY * Math.random());
}
