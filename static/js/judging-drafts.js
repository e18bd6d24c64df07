// Keeps the judging form while somebody types: on this device with each change, at the service within a second of the last one. Without scripts, answers are kept when they are sent.
const form = document.querySelector("form[data-draft]");

if (form) {
  const { copy, told } = { copy: window.judgingCopy, told: window.judgingTold };
  const { sent: verb } = form.dataset;
  const [PAUSE, AT_MOST, LONGEST_WAIT, UNTIL_STOPPED] = [600, 3000, 30000, 20000]; // milliseconds
  const asText = () => JSON.stringify(window.judgingFields.read(form));
  let last = asText(); // what was tried last
  let dirty = "unsent" in form.dataset; // there is something that the service does not have
  let [timer, firstChange, failures] = [0, 0, 0];
  let [sending, leaving, stopped, reachable, troubled] = [false, false, false, true, false];
  let waiting = false; // submit was pressed, and goes once the service is there

  const later = (pause) => {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  };
  const tryAgain = () => later(Math.min(LONGEST_WAIT, 2000 * 2 ** failures++));
  const leave = () => {
    leaving = true;
    setTimeout(() => (leaving = false), UNTIL_STOPPED); // the page is still here: somebody stopped it
  };
  const submit = () => {
    leave();
    form.submit();
  };

  async function save() {
    if (sending || leaving || stopped || !(dirty || waiting)) return;
    [sending, dirty, firstChange, last] = [true, false, 0, asText()];
    const answer = await window.judgingSend.now();
    sending = false;
    reachable = answer !== null;
    dirty ||= !answer?.ok;
    if (leaving) return;
    if (!answer) unreachable();
    else if (answer.ok) saved(answer);
    else refused(answer);
  }

  const saved = (answer) => {
    form.elements.draft.value = answer.version;
    if (waiting) return submit();
    if (troubled) told.sentence("saved", "Your answers are saved again.", [], false);
    [failures, troubled] = [0, false];
    if (dirty) return later(PAUSE);
    copy.drop();
    told.short(`✓ Saved ${answer.saved}`, `, not ${verb}`);
  };

  const unreachable = () => {
    troubled = true;
    told.short("Kept on this device");
    if (waiting) told.sentence("waiting", "We can’t reach the service. Your answers are kept on this device and will be sent by themselves.");
    else told.sentence("kept", "We can’t reach the service. Go on: your answers are kept on this device, and saved when it can be reached.");
    tryAgain();
  };

  const refused = ({ kind, words, href, version }) => {
    troubled = true;
    const onDevice = window.judgingRefusals.onDevice(kind);
    told.short(onDevice ? "Kept on this device" : `Not ${verb}`);
    if (waiting && !onDevice) return submit(); // the page that answers shows what was typed, and why
    [waiting, stopped] = [waiting && kind !== "elsewhere", window.judgingRefusals.final(kind)];
    window.judgingRefusals.tell({ kind, words, href, version }, goOn);
    if (!stopped && kind !== "too-long") tryAgain();
  };

  // After a choice: what is here goes over `version`.
  const goOn = (version) => {
    form.elements.draft.value = version;
    [stopped, dirty] = [false, true];
    save();
  };

  const changed = () => {
    if (asText() === last) return;
    [dirty, waiting] = [true, false];
    copy.keep();
    if (stopped) return;
    firstChange ||= Date.now();
    if (reachable) told.short("Saving…");
    if (reachable) later(Math.max(0, Math.min(PAUSE, firstChange + AT_MOST - Date.now())));
  };

  form.addEventListener("submit", (event) => {
    copy.keep(); // until the service's answer says that it has them
    if (navigator.onLine && reachable) return leave();
    event.preventDefault();
    [waiting, dirty, failures] = [!event.submitter?.hasAttribute("formaction"), true, 0];
    unreachable();
    later(0);
  });
  document.getElementById("drop")?.addEventListener("submit", () => {
    copy.drop();
    leave();
  });
  const sendLast = () => {
    if ((dirty || sending) && !leaving && !stopped) window.judgingSend.last();
  };
  for (const event of ["input", "change"]) form.addEventListener(event, changed);
  form.elements.private_note.addEventListener("input", () => (form.elements.private_note_from.value = ""));
  addEventListener("online", () => later(0));
  addEventListener("pagehide", sendLast);
  document.addEventListener("visibilitychange", () => (document.hidden ? sendLast() : later(0)));
  copy.comeBack();
  if (dirty) later(0);
}
