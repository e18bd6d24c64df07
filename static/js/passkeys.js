// Makes and uses passkeys: puts what the browser's keys answer into the form's hidden field and sends the form. Without this file, or without keys in the browser, forms of passkeys stay hidden.
const forms = document.querySelectorAll("form[data-passkey]");

const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

const withBytes = ({ publicKey }) => {
  const told = { ...publicKey, challenge: bytes(publicKey.challenge) };
  if (told.user) told.user = { ...told.user, id: bytes(told.user.id) };
  for (const name of ["excludeCredentials", "allowCredentials"]) {
    if (told[name]) told[name] = told[name].map((key) => ({ ...key, id: bytes(key.id) }));
  }
  return { publicKey: told };
};

const asText = (key) => {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (key.response[name]) response[name] = text(key.response[name]);
  }
  return JSON.stringify({ id: key.id, rawId: text(key.rawId), type: key.type, response, clientExtensionResults: key.getClientExtensionResults() });
};

const optionsOf = async (form) => {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  return (await answer.json()).request_options;
};

const use = async (form) => {
  const options = withBytes(await optionsOf(form));
  const key = await (form.dataset.passkey === "make" ? navigator.credentials.create(options) : navigator.credentials.get(options));
  form.elements.credential.value = asText(key);
  form.submit();
};

for (const form of forms) {
  form.hidden = !window.PublicKeyCredential;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const said = form.querySelector("[data-passkey-failed]");
    said.hidden = true;
    use(form).catch(() => {
      said.hidden = false;
    });
  });
}
