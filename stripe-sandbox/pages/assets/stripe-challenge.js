// The bank's challenge in a dialog over the shop's page. One part of `/stripe.js`.

/** Shows the challenge in a modal frame; resolves once it was answered there. */
export function showChallenge(address) {
  const url = new URL(address);
  url.searchParams.set("frame", "1");
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-label", "Bank authentication");
  const cover = {
    position: "fixed",
    inset: "0",
    width: "100vw",
    height: "100dvh",
    maxWidth: "none",
    maxHeight: "none",
    margin: "0",
    padding: "0",
    border: "0",
  };
  Object.assign(dialog.style, cover, { background: "rgb(9 13 20 / 60%)", placeItems: "center" });
  const frame = document.createElement("iframe");
  frame.title = "Bank authentication";
  frame.src = url.toString();
  const size = { width: "min(460px, 100vw)", height: "min(560px, 100dvh)", border: "0", borderRadius: "14px" };
  Object.assign(frame.style, size, { position: "absolute", inset: "0", margin: "auto", background: "Canvas" });
  dialog.append(frame);
  document.body.append(dialog);
  return new Promise((resolve) => {
    const answered = ({ data, source, origin: from }) => {
      if (source !== frame.contentWindow || from !== url.origin || data?.type !== "stripe-sandbox:challenge-answered")
        return;
      removeEventListener("message", answered);
      dialog.close();
      dialog.remove();
      resolve();
    };
    addEventListener("message", answered);
    // Escape means what the bank's own Cancel means; closing without an answer would leave the payment hanging.
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      frame.contentWindow.postMessage({ type: "stripe-sandbox:challenge-cancel" }, url.origin);
    });
    dialog.showModal();
    frame.addEventListener("load", () => frame.focus(), { once: true });
  });
}
