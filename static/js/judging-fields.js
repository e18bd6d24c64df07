// The judging form as data, and back: what judging-drafts.js sends, keeps and fills in.
const KNOWN = new Set(["csrfmiddlewaretoken", "revision", "draft", "about", "private_note_from"]);

const OF_THE_NOTE = "evidence_quote"; // words of the note itself: never kept on a device

const fill = (control, values) => {
  if (control.type === "radio" || control.type === "checkbox") control.checked = values.includes(control.value);
  else if (control.type !== "hidden") control.value = values[0] ?? "";
  const within = control.closest("details");
  if (within && control.value && control.type === "textarea") within.open = true;
};

// Marked passages are hidden fields, as many as there are: judging-evidence.js draws them anew.
const passages = (form, values) => {
  for (const input of form.querySelectorAll("input[name=evidence]")) input.remove();
  form.append(...values.map((value) => Object.assign(document.createElement("input"), { type: "hidden", name: "evidence", value })));
  form.dispatchEvent(new Event("filled"));
};

window.judgingFields = {
  // [[name, value], …] of everything that a person enters.
  read: (form) => [...new FormData(form)].filter(([name]) => !KNOWN.has(name)),

  // The same without words of the note.
  own: (form) => window.judgingFields.read(form).filter(([name]) => name !== OF_THE_NOTE),

  fill: (form, pairs) => {
    const values = new Map();
    for (const [name, value] of pairs) values.set(name, [...(values.get(name) ?? []), value]);
    for (const control of form.elements) {
      if (control.name && control.name !== OF_THE_NOTE && !KNOWN.has(control.name)) fill(control, values.get(control.name) ?? []);
    }
    passages(form, values.get("evidence") ?? []);
    form.dispatchEvent(new Event("change", { bubbles: true }));
  },
};
