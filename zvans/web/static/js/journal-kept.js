// Pages kept on this device for times without a network: whose they are, and their end.

const KEPT = "zvans.kept.";

export const canKeep = "caches" in window && "serviceWorker" in navigator;

export const openKept = (account) => caches.open(KEPT + account);

/** Forget what is kept here; all of it, or all but one account's. */
export async function forgetKept(account) {
  if (!canKeep) return;
  for (const name of await caches.keys()) if (name.startsWith(KEPT) && name !== KEPT + account) await caches.delete(name);
}
