// Shows which section of the note is being read, and goes to the next one.
const pane = document.querySelector("[data-note-text]")?.closest(".jp-read");
const links = [...document.querySelectorAll(".jp-nav ol a")];
const next = document.querySelector("[data-next-section]");

if (pane && links.length) {
  const headings = links.map((link) => document.getElementById(link.hash.slice(1)));
  const scrolls = () => getComputedStyle(pane).overflowY === "auto";
  const top = () => (scrolls() ? pane.getBoundingClientRect().top : 0) + 120;
  const atEnd = () => (scrolls() ? pane.scrollTop + pane.clientHeight >= pane.scrollHeight - 2 : false);
  let asked = null; // the one that was gone to: short ones at the end never reach the top

  const reading = () => {
    const passed = headings.filter((heading) => heading.getBoundingClientRect().top <= top()).length - 1;
    return asked ?? (atEnd() && pane.scrollTop ? headings.length - 1 : passed);
  };

  const show = () => {
    const now = reading();
    links.forEach((link, n) => (n === now ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current")));
  };

  const go = (n) => {
    asked = n;
    headings[n].tabIndex = -1;
    headings[n].focus({ preventScroll: true });
    headings[n].scrollIntoView();
    show();
  };

  links.forEach((link, n) => link.addEventListener("click", (event) => {
    event.preventDefault();
    go(n);
  }));
  next.addEventListener("click", () => go((reading() + 1) % headings.length));
  for (const event of ["wheel", "touchmove", "pointerdown"]) pane.addEventListener(event, () => (asked = null), { passive: true });
  addEventListener("scroll", show, { capture: true, passive: true });
  next.hidden = false;
  show();
}
