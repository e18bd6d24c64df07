// Offers to mark what is selected in the note: a button at the selection, the one beside "Find in note", or its key. With nothing selected that one leads to the box for a copied passage.
const note = document.querySelector("[data-note-text]");
const fixed = document.querySelector("[data-mark]");

if (note && fixed) {
  const near = document.createElement("button");
  near.type = "button";
  near.className = "jp-mark";
  near.textContent = "Mark as evidence";
  near.hidden = true;
  document.body.append(near);
  let held = null;

  const selected = () => {
    const selection = document.getSelection();
    return selection.isCollapsed || !selection.rangeCount ? [] : window.passages.inRange(selection.getRangeAt(0));
  };

  const offer = () => {
    const found = selected();
    near.hidden = found.length === 0;
    if (near.hidden) return;
    const boxes = document.getSelection().getRangeAt(0).getClientRects();
    const last = boxes[boxes.length - 1];
    near.style.left = `${Math.max(8, Math.min(last.right, innerWidth - near.offsetWidth - 8))}px`;
    near.style.top = `${Math.max(8, Math.min(last.bottom + 6, innerHeight - near.offsetHeight - 8))}px`;
  };

  const mark = () => {
    const found = held ?? selected();
    held = null;
    if (!found.length) {
      const box = document.getElementById("evidence_quote");
      box.closest("details").open = true;
      box.focus();
      return;
    }
    document.getSelection().removeAllRanges();
    document.dispatchEvent(new CustomEvent("evidence-selected", { detail: found }));
  };

  for (const button of [near, fixed]) {
    // A press must not take the selection away before the click that follows it.
    button.addEventListener("pointerdown", (event) => {
      held = selected();
      event.preventDefault();
    });
    button.addEventListener("click", mark);
  }
  // What the room marked can be taken into the agreed review.
  for (const button of document.querySelectorAll("[data-take]")) {
    button.addEventListener("click", () => document.dispatchEvent(new CustomEvent("evidence-selected", { detail: [button.dataset.take.split("-").map(Number)] })));
    button.hidden = false;
  }
  document.addEventListener("selectionchange", offer);
  document.addEventListener("scroll", offer, { capture: true, passive: true });
}
