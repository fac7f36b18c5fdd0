// The challenge inside a shop's page: tells the page around when it was answered, and takes its Escape as Cancel.
if (window.parent !== window) {
  const cancel = document.querySelector('button[value="cancel"]');
  if (cancel) {
    window.addEventListener("message", ({ source, data }) => {
      if (source === window.parent && data?.type === "stripe-sandbox:challenge-cancel") cancel.click();
    });
    document.addEventListener("keydown", ({ key }) => {
      if (key === "Escape") cancel.click();
    });
    document.querySelector('button[value="complete"]').focus();
  } else {
    window.parent.postMessage({ type: "stripe-sandbox:challenge-answered" }, "*");
  }
}
