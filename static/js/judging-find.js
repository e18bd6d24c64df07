// Find in the case note: marks every match, counts them, goes from one to the next. The browser's own find works without it.
const box = document.querySelector("[data-find]");
const text = document.querySelector("[data-note-text]");

if (box && text) {
  const input = box.querySelector("input");
  const count = box.querySelector("[data-find-count]");
  let hits = [];
  let now = -1;

  const unmark = () => {
    for (const hit of text.querySelectorAll("mark.hit")) {
      hit.replaceWith(document.createTextNode(hit.textContent));
    }
    text.normalize();
  };

  const textNodes = () => {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    return nodes;
  };

  const mark = (node, wanted) => {
    for (let at = node.data.toLowerCase().indexOf(wanted); at >= 0; at = node.data.toLowerCase().indexOf(wanted)) {
      const hit = document.createElement("mark");
      hit.className = "hit";
      const found = node.splitText(at);
      node = found.splitText(wanted.length);
      hit.append(found.data);
      found.replaceWith(hit);
      hits.push(hit);
    }
  };

  const show = (next) => {
    hits[now]?.classList.remove("hit--now");
    now = hits.length ? (next + hits.length) % hits.length : -1;
    hits[now]?.classList.add("hit--now");
    hits[now]?.scrollIntoView({ block: "nearest" });
    count.textContent = input.value.trim() ? (hits.length ? `${now + 1} of ${hits.length}` : "None") : "";
  };

  const find = () => {
    const wanted = input.value.trim().toLowerCase();
    unmark();
    hits = [];
    now = -1;
    if (wanted.length > 1) textNodes().forEach((node) => mark(node, wanted));
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
