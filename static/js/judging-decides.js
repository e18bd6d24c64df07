// What the room decides can be chosen in the box of the majority: that chooses it in the form below too, and the other way round. Without this file the service takes the one in the box where none is chosen below.
const decides = [...document.querySelectorAll("[data-decides]")];

for (const radio of decides) {
  radio.addEventListener("change", () => {
    const below = radio.form.elements[radio.dataset.decides];
    below.value = radio.value;
    const changed = below instanceof RadioNodeList ? [...below].find((each) => each.checked) : below;
    changed?.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
decides[0]?.form.addEventListener("change", (event) => {
  for (const radio of decides) {
    if (radio.dataset.decides === event.target.name) radio.checked = radio.value === event.target.value;
  }
});
