// What the page does when the service answers but does not keep a draft: each kind has words of its own, from the service.
const form = document.querySelector("form[data-draft]");

if (form) {
  const ON_DEVICE = ["signed-out", "somebody-else", "form-expired", "elsewhere"];
  const FINAL = ["elsewhere", "changed", "closed", "not-there"]; // trying again would change nothing

  // Signed in again in another tab: the form's secret is another one now. It may be somebody else who signed in.
  const renew = async (words) => {
    const text = await fetch(location.pathname).then((answer) => (answer.ok ? answer.text() : ""), () => "");
    const there = new DOMParser().parseFromString(text, "text/html").querySelector("form[data-draft]");
    if (there?.dataset.user !== form.dataset.user) return window.judgingTold.sentence("form-expired", words);
    const secret = there.elements.csrfmiddlewaretoken.value;
    for (const field of document.getElementsByName("csrfmiddlewaretoken")) field.value = secret;
  };

  const leaveFor = () => {
    window.judgingCopy.drop();
    location.assign(location.pathname);
  };

  window.judgingRefusals = {
    onDevice: (kind) => ON_DEVICE.includes(kind),
    final: (kind) => FINAL.includes(kind),

    // `goOn(version)` saves what is here over what was saved elsewhere.
    tell: ({ kind, words, href, version }, goOn) => {
      if (kind === "form-expired") return renew(words);
      const choices = {
        "signed-out": [{ label: "Sign in again", href }],
        elsewhere: [{ label: "Keep what is here", act: () => goOn(version) }, { label: "Show what was saved there", act: leaveFor }],
      };
      window.judgingTold.sentence(`${kind} ${version ?? ""}`, words, choices[kind]);
    },
  };
}
