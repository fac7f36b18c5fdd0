// Keeps the log current while nobody reads in it: an opened entry or a selection must not jump away.
const rows = () => document.getElementById("log-rows");
const open = location.hash ? document.getElementById(location.hash.slice(1)) : null;
if (open) open.open = true;

async function refresh() {
  const isReading = rows().querySelector("details[open]") !== null || rows().contains(document.activeElement);
  if (document.hidden || isReading || String(getSelection()) !== "") return;
  try {
    const response = await fetch(location.href);
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html").getElementById("log-rows");
    if (fresh && fresh.innerHTML !== rows().innerHTML) rows().replaceWith(document.adoptNode(fresh));
  } catch {
    // The sandbox may be restarting; the next round tries again.
  }
}

if (rows()) setInterval(refresh, 2000);
