// Shortcuts of the judging page. Ctrl+Enter always; 1 to 9, J, K and the keys that controls name in `data-key` unless they are switched off, and never while somebody types.
const form = document.querySelector("form#answers");

if (form) {
  let singleKeys = true;
  try {
    singleKeys = localStorage.getItem("single-keys") !== "off";
  } catch {
    // A browser that keeps nothing has the keys on.
  }
  document.documentElement.classList.add("has-keys");
  document.documentElement.classList.toggle("has-single-keys", singleKeys);

  const typing = (target) => target.matches("textarea, select, input:not([type=radio]):not([type=checkbox])");
  const shown = () => [...form.querySelectorAll(".app-question")].filter((question) => question.offsetParent !== null);
  const current = () => document.activeElement?.closest?.(".app-question");

  const go = (step) => {
    const questions = shown();
    const here = questions.indexOf(current());
    const next = questions[Math.min(Math.max(here + step, 0), questions.length - 1)];
    next?.scrollIntoView({ block: "nearest" });
    (next?.querySelector("input:checked") ?? next?.querySelector("input:not([type=hidden]), select, textarea"))?.focus();
  };

  const choose = (number) => {
    const question = current() ?? shown()[0];
    const choices = [...question.querySelectorAll("input[type=radio], input[type=checkbox]")].filter((input) => input.offsetParent !== null);
    const choice = choices[number - 1];
    choice?.focus();
    choice?.click();
  };

  const use = (key) => {
    const control = [...document.querySelectorAll("[data-key]")].find((each) => each.dataset.key === key && each.checkVisibility());
    if (control?.matches("input")) control.focus();
    else control?.click();
    return Boolean(control);
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
      return;
    }
    if (!singleKeys || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "j") go(1);
    else if (event.key === "k") go(-1);
    else if (/^[1-9]$/.test(event.key)) choose(Number(event.key));
    else if (!use(event.key)) return;
    event.preventDefault();
  });
}
