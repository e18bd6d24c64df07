// Find in the case note: marks every match, counts them, goes from one to the next. The browser's own find works without it.
const box = document.querySelector("[data-find]");
const text = document.querySelector("[data-note-text]");

if (box && text) {
  const input = box.querySelector("input");
  const count = box.querySelector("[data-find-count]");
  let hits = [];
  let now = -1;

  const mark = (element, wanted) => {
    const words = element.textContent.toLowerCase();
    for (let at = words.indexOf(wanted); at >= 0; at = words.indexOf(wanted, at + wanted.length)) {
      hits.push(window.marking.wrap(element, at, at + wanted.length, "hit"));
    }
  };

  const show = (next) => {
    hits[now]?.forEach((part) => part.classList.remove("hit--now"));
    now = hits.length ? (next + hits.length) % hits.length : -1;
    hits[now]?.forEach((part) => part.classList.add("hit--now"));
    hits[now]?.[0].scrollIntoView({ block: "nearest" });
    count.textContent = input.value.trim() ? (hits.length ? `${now + 1} of ${hits.length}` : "None") : "";
  };

  const find = () => {
    const wanted = input.value.trim().toLowerCase();
    window.marking.unwrap(text, "hit");
    hits = [];
    now = -1;
    if (wanted.length > 1) [...text.children].forEach((element) => mark(element, wanted));
    show(0);
  };

  input.addEventListener("input", find);
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    show(now + (event.shiftKey ? -1 : 1));
  });
  box.querySelector("[data-find-previous]").addEventListener("click", () => show(now - 1));
  box.querySelector("[data-find-next]").addEventListener("click", () => show(now + 1));
  box.hidden = false;
}
