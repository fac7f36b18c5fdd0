/** What people call the program and the machine behind a User-Agent; null where it does not say. */
export interface DeviceDescription {
  browser: string | null;
  platform: string | null;
}

// In this order: every browser claims to be its predecessors as well, so the most particular name comes first.
const BROWSERS: [RegExp, string][] = [
  [/\bEdg(e|A|iOS)?\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\b(Firefox|FxiOS)\//, "Firefox"],
  [/\b(Chrome|HeadlessChrome|CriOS|Chromium)\//, "Chrome"],
  [/\bVersion\/[\d.]+ .*Safari\//, "Safari"],
];

const PLATFORMS: [RegExp, string][] = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b|\bMacintosh\b/, "macOS"],
  [/\bLinux\b/, "Linux"],
];

const firstMatch = (table: [RegExp, string][], text: string) =>
  table.find(([pattern]) => pattern.test(text))?.[1] ?? null;

/** Names browser and platform for a list of sessions; a hint for people, never a basis for decisions. */
export function describeUserAgent(userAgent: string | null): DeviceDescription {
  const text = userAgent ?? "";
  return { browser: firstMatch(BROWSERS, text), platform: firstMatch(PLATFORMS, text) };
}
