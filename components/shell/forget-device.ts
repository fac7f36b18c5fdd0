/**
 * Leaves nothing of a session behind on this device (G25): the worker drops its caches, the tab its storage.
 * Call it when signing out, before leaving the page. The choice of theme stays, since it says nothing of anyone.
 */
export async function forgetDevice(): Promise<void> {
  sessionStorage.clear();
  if (!("serviceWorker" in navigator)) return;
  navigator.serviceWorker.controller?.postMessage("clear");
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("tierline-")).map((name) => caches.delete(name)));
}
