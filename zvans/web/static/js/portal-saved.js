// The page of a post that was just saved: what this browser kept of it is not needed any more.
import { forgetPost } from "./portal-kept.js";

const page = document.querySelector("[data-saved]");
for (const kept of page?.dataset.saved.split(" ") ?? []) forgetPost(kept);
