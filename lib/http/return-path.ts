// Any origin will do: it only has to be one that no given path can name.
const PROBE_ORIGIN = "http://return-path.invalid";
const MAX_LENGTH = 2048;

/**
 * The path to go on to after signing in, or the fallback. Only a page of this site passes: browsers read `//host`,
 * `/\host` and a tab between the slashes as another site, so the path is judged after parsing, as they do.
 */
export function safeReturnPath(path: string | null | undefined, fallback = "/studio"): string {
  if (!path?.startsWith("/") || path.length > MAX_LENGTH || path.includes("\\") || /\p{Cc}/u.test(path))
    return fallback;
  const url = URL.parse(path, PROBE_ORIGIN);
  if (!url || url.origin !== PROBE_ORIGIN) return fallback;
  // Parsing resolves dots: `/..//host` has become `//host` by now.
  if (url.pathname.startsWith("//") || /^\/api(\/|$)/i.test(url.pathname)) return fallback;
  return `${url.pathname}${url.search}${url.hash}`;
}
