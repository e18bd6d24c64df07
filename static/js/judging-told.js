// Says where unsent answers are: a few words beside the button, whole sentences above it. A screen reader hears only when they are in another kind of place than before.
const form = document.querySelector("form[data-draft]");

if (form) {
  const state = form.querySelector("[data-draft-state]");
  const told = form.querySelector("[data-draft-told]");
  let kind = "";

  const control = ({ label, href, act }) => {
    const made = document.createElement(href ? "a" : "button");
    made.textContent = label;
    if (href) return Object.assign(made, { href });
    made.addEventListener("click", act);
    return Object.assign(made, { type: "button", className: "app-linkbutton" });
  };

  window.judgingTold = {
    // Beside the button, never read out by itself: `text`, bold where something follows it.
    short: (text, after = "") => {
      const bold = Object.assign(document.createElement("b"), { textContent: text });
      state.replaceChildren(after ? bold : text, after);
    },

    // Above the button and read out, once for each kind. `actions`: [{label, href or act}]; `seen` false: for hearing alone.
    sentence: (newKind, words = "", actions = [], seen = true) => {
      if (newKind === kind) return;
      kind = newKind;
      const paragraph = document.createElement("p");
      paragraph.className = seen ? "" : "nhsuk-u-visually-hidden";
      paragraph.append(words, ...actions.flatMap((each) => [" ", control(each)]));
      told.replaceChildren(...(words ? [paragraph] : []));
    },
  };
}
