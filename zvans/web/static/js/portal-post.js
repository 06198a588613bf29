// A post is sent on: by what the device offers for it, else by a copied link. It can be printed.
import "./print.js";
import { toast } from "./toast.js";

const share = document.getElementById("share");

async function sendOn() {
  const { address: url, title, copied } = share.dataset;
  if (navigator.share) return navigator.share({ title, url }).catch(() => {}); // somebody changed their mind
  await navigator.clipboard.writeText(url);
  toast(copied);
}

if (share && (navigator.share || navigator.clipboard)) {
  share.hidden = false;
  share.addEventListener("click", sendOn);
}
