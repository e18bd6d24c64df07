// Turns the single-key shortcuts of the judging page off and on, in this browser (WCAG 2.1.4). The choice is read by the page that has them.
const button = document.getElementById("single-keys");

function show() {
  const on = localStorage.getItem("single-keys") !== "off";
  button.setAttribute("aria-pressed", String(on));
  button.textContent = on ? "Turn single keys off" : "Turn single keys on";
}

button.addEventListener("click", () => {
  localStorage.setItem("single-keys", localStorage.getItem("single-keys") === "off" ? "on" : "off");
  show();
});
button.hidden = false;
show();
