// Warns two minutes before a session ends, and lets a page that stayed open go on after its person has signed in again elsewhere. Without this file the next page asks to sign in.
const session = document.querySelector("[data-session]");

if (session) {
  const WARNING = 120; // seconds
  const warning = session.querySelector("[data-session-warning]");
  const over = session.querySelector("[data-session-over]");
  const part = (name) => warning.querySelector(`[data-session-${name}]`);
  let timer;

  const wait = (seconds, act) => {
    clearTimeout(timer);
    timer = setTimeout(act, Math.max(seconds, 1) * 1000);
  };

  const ask = async (method) => {
    const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
    const answer = await fetch(session.dataset.session, { method, headers: { Accept: "application/json", "X-CSRFToken": token }, cache: "no-store" });
    if (!answer.ok) throw new Error(`The session answered ${answer.status}.`);
    return answer.json();
  };

  const warn = ({ left, longest }) => {
    const day = longest <= WARNING;
    part("idle").hidden = day;
    part("day").hidden = !day;
    part("stay").hidden = day;
    const minutes = Math.max(Math.round(left / 60), 1);
    for (const each of warning.querySelectorAll("[data-session-minutes]")) each.textContent = minutes === 1 ? "1 minute" : `${minutes} minutes`;
    if (!warning.open) warning.showModal();
    wait(left + 1, look);
  };

  const take = (told) => {
    over.hidden = told.left > 0 && String(told.user) === session.dataset.sessionUser;
    if (over.hidden) for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = told.token;
    if (told.left <= 0) {
      warning.close();
      return;
    }
    if (told.left <= WARNING) {
      warn(told);
      return;
    }
    warning.close();
    wait(told.left - WARNING, look);
  };

  // Somebody may have gone on in another tab, so the service is asked before anybody is warned. Where it can't be reached, again in a while.
  const look = () => ask("GET").then(take, () => wait(30, look));

  part("stay").addEventListener("click", () => ask("POST").then(take, look));
  part("close").addEventListener("click", () => warning.close());
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && !over.hidden) look();
  });
  wait(Number(session.dataset.sessionLeft) - WARNING, look);
}
