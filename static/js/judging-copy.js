// The copy of one form's unsent answers on this device: made with each change, put into the form again when its person comes back.
const form = document.querySelector("form[data-draft]");

if (form) {
  const { own, fill } = window.judgingFields;
  const copies = window.deviceCopies;
  const { revision, draft, about } = form.elements;
  const name = [form.dataset.user, form.dataset.place, about.value].join("-");
  const drop = () => copies.remove(name);

  // Puts the copy into the form where it was made from what the page shows; else offers it. Gives whether it is in.
  const comeBack = () => {
    const { sentence } = window.judgingTold;
    const copy = copies.read(name);
    if (!copy) return;
    if (JSON.stringify(copy.fields) === JSON.stringify(own(form))) return "unsent" in form.dataset || drop();
    const since = new Date(copy.at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    const putIn = () => {
      sentence("found", `What you entered on this device at ${since} is in the form. It is not ${form.dataset.sent} yet: look through it and press the button.`);
      fill(form, copy.fields);
    };
    const forget = () => {
      drop();
      sentence("");
    };
    if (copy.revision === revision.value && copy.version === draft.value) putIn();
    else sentence("older", `There are other answers on this device, from ${since}.`, [{ label: "Put them in the form", act: putIn }, { label: "Drop them", act: forget }]);
  };

  window.judgingCopy = {
    keep: () => copies.write(name, { at: Date.now(), revision: revision.value, version: draft.value, fields: own(form) }),
    drop,
    comeBack,
  };
}
