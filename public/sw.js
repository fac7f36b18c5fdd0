// The worker of the installed app. It keeps what is the same for everyone (built files, icons, the public pages) and
// nothing else: API answers and signed-in pages always come from the network, and never touch this cache (G25).

const VERSION = "1";
const STATIC_CACHE = `tierline-static-${VERSION}`;
const PAGE_CACHE = `tierline-pages-${VERSION}`;
const OFFLINE_PAGE = "/offline";
const PUBLIC_PAGES = new Set(["/", "/pricing", OFFLINE_PAGE]);
const STATIC_PATHS = ["/_next/static/", "/icons/", "/sample-posters/"];
// Built files carry their content in their name, so old ones only take room.
const STATIC_LIMIT = 150;
const PAGE_LIMIT = 20;

self.addEventListener("install", (event) => {
  event.waitUntil(keepOfflinePage());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(dropCaches((name) => name !== STATIC_CACHE && name !== PAGE_CACHE).then(() => self.clients.claim()));
});

self.addEventListener("message", (event) => {
  if (event.data === "activate") self.skipWaiting();
  // Sent when somebody signs out. The offline page is fetched again, since it says nothing of anyone.
  if (event.data === "clear") event.waitUntil(dropCaches(() => true).then(keepOfflinePage));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request, url));
  else if (STATIC_PATHS.some((path) => url.pathname.startsWith(path))) event.respondWith(builtFile(request));
});

/** Network first. Only a public page is kept, and only as the server sent it, complete and unredirected. */
async function page(request, url) {
  const isPublic = PUBLIC_PAGES.has(url.pathname);
  const cache = await caches.open(PAGE_CACHE);
  try {
    const response = await fetch(request);
    if (isPublic && isKeepable(response)) {
      await cache.put(request, response.clone());
      await trim(cache, PAGE_LIMIT);
    }
    return response;
  } catch (failure) {
    const kept = (isPublic && (await cache.match(request))) || (await cache.match(OFFLINE_PAGE));
    if (kept) return kept;
    throw failure;
  }
}

/** Cache first: a file under these paths never changes without changing its name, icons and samples aside. */
async function builtFile(request) {
  const cache = await caches.open(STATIC_CACHE);
  const kept = await cache.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (isKeepable(response)) {
    await cache.put(request, response.clone());
    await trim(cache, STATIC_LIMIT);
  }
  return response;
}

function isKeepable(response) {
  const control = response.headers.get("cache-control") ?? "";
  return response.status === 200 && response.type === "basic" && !response.redirected && !/no-store|private/.test(control);
}

async function trim(cache, limit) {
  const requests = await cache.keys();
  const surplus = requests.slice(0, Math.max(0, requests.length - limit));
  await Promise.all(surplus.map((request) => cache.delete(request)));
}

async function keepOfflinePage() {
  const response = await fetch(OFFLINE_PAGE, { cache: "reload", credentials: "omit" });
  if (!isKeepable(response)) return;
  const cache = await caches.open(PAGE_CACHE);
  await cache.put(OFFLINE_PAGE, response.clone());
  await keepFilesOf(await response.text());
}

/** The offline page's own styles, fonts and scripts, so that it looks like itself on the first day without network. */
async function keepFilesOf(html) {
  const files = new Set(Array.from(html.matchAll(/(?:href|src)="(\/_next\/static\/[^"]+)"/g), (match) => match[1]));
  const cache = await caches.open(STATIC_CACHE);
  await Promise.allSettled(Array.from(files, (file) => cache.add(file)));
}

async function dropCaches(isDropped) {
  const names = await caches.keys();
  const ours = names.filter((name) => name.startsWith("tierline-") && isDropped(name));
  await Promise.all(ours.map((name) => caches.delete(name)));
}
