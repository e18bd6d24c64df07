// Marks what is selected in the note as evidence, draws it, and lists it in the form as hidden fields with buttons that remove it. Without scripts there are tick boxes and a box for a copied passage.
const form = document.querySelector("form#answers");
const note = document.querySelector("[data-note-text]");
const list = form?.querySelector("[data-passages]");

if (list && note) {
  const said = document.querySelector("[data-mark-said]");
  const own = document.querySelector("[data-own]");
  let kept = [];

  const read = () => [...form.querySelectorAll("input[name=evidence]")]
    .filter((input) => (input.type === "hidden" || input.checked) && /^\d+-\d+$/.test(input.value))
    .map((input) => input.value.split("-").map(Number));

  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  const listed = (passage) => {
    const words = window.passages.words(passage);
    const which = element("span", { className: "nhsuk-u-visually-hidden" }, ` passage: ${[...words].slice(0, 60).join("")}`);
    const button = element("button", { type: "button", className: "app-linkbutton" }, "Remove", which);
    button.addEventListener("click", () => remove(passage));
    const field = element("input", { type: "hidden", name: "evidence", value: passage.join("-") });
    return element("li", { className: "jp-passage" }, element("q", {}, words), button, field);
  };

  const draw = () => {
    window.marking.unwrap(note, "evidence");
    for (const passage of kept) {
      for (const { body, from, to } of window.passages.stretches(passage)) window.marking.wrap(body, from, to, "evidence");
    }
    for (const input of form.querySelectorAll("input[name=evidence]")) input.remove();
    list.replaceChildren(...kept.map(listed));
    form.querySelector("[data-passages-none]").hidden = kept.length > 0;
    form.querySelector("[data-passages-ticks]")?.remove();
    if (own) own.querySelector("[data-own-count]").textContent = `${kept.length || "No"} passage${kept.length > 1 ? "s" : ""} marked`;
  };

  const change = (passages, words) => {
    kept = passages;
    draw();
    said.textContent = words;
    form.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const remove = (passage) => {
    change(kept.filter((each) => each !== passage), "Removed.");
    (list.querySelector("button") ?? form.querySelector("#evidence summary")).focus();
  };

  const add = (found) => {
    const all = window.passages.merged([...kept, ...found]);
    const { most, longest } = window.passages;
    if (all.length > most) said.textContent = `Not marked: ${most} passages are the most. Remove one first.`;
    else if (all.some(([start, end]) => end - start > longest)) said.textContent = `Not marked: a passage has at most ${longest.toLocaleString("en-GB")} characters.`;
    else change(all, `Marked. ${all.length} passage${all.length > 1 ? "s" : ""} now.`);
  };

  const readAgain = () => {
    kept = window.passages.merged(read());
    draw();
  };

  document.addEventListener("evidence-selected", (event) => add(event.detail));
  form.addEventListener("filled", readAgain);
  if (own) own.hidden = false;
  readAgain();
}
