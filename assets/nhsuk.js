// The NHS.UK behaviour that our pages use. Each is an enhancement: the page works when this file does not arrive.
import { Button, ErrorSummary, PasswordInput, SkipLink, createAll } from "nhsuk-frontend";

document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
for (const component of [Button, ErrorSummary, PasswordInput, SkipLink]) {
  createAll(component);
}
