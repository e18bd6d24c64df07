// On a phone: which of the two parts of the page, note or answers, is in view.
const switches = [...document.querySelectorAll(".jp-switch a")];

if (switches.length) {
  const seen = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      const link = switches.find((each) => each.hash === `#${target.id}`);
      if (isIntersecting) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }, { rootMargin: "-49% 0px" }); // whichever is at the middle of the window
  for (const link of switches) seen.observe(document.getElementById(link.hash.slice(1)));
}
