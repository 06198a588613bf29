// The page of a post that was just saved: what this browser kept of it is not needed any more. Loaded again, it says so no more.
import { forgetSent } from "./portal-kept.js";

const page = document.querySelector("[data-saved]");

if (page) {
  forgetSent(page.dataset.saved);
  const address = new URL(location.href);
  address.searchParams.delete("done");
  history.replaceState(history.state, "", address);
}
