// Sends the judging form as it stands to be kept as a draft. Each loading of the page has a name and counts what it sends, so that the service knows what is late or comes twice.
const form = document.querySelector("form[data-draft]");

if (form) {
  const PATIENCE = 10000; // milliseconds
  const page = Array.from(crypto.getRandomValues(new Uint32Array(3)), (part) => part.toString(36)).join("");
  let step = 0;

  const post = (more) => {
    const body = new URLSearchParams(new FormData(form));
    step += 1;
    for (const [key, value] of Object.entries({ user: form.dataset.user, page, step })) body.set(key, value);
    return fetch(form.dataset.draft, { method: "POST", body, headers: { Accept: "application/json" }, ...more });
  };

  window.judgingSend = {
    // What the service answers, with `ok`; null where it can't be reached or is at fault.
    now: async () => {
      try {
        const answer = await post({ signal: AbortSignal.timeout(PATIENCE) });
        return answer.status < 500 ? { ok: answer.ok, ...(await answer.json()) } : null;
      } catch {
        return null;
      }
    },

    // As the page goes: nobody is there to hear the answer.
    last: () => post({ keepalive: true }).catch(() => {}),
  };
}
