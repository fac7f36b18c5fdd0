/** A parsed parameter: text, or nested parameters (arrays have number keys). */
export type Raw = string | RawObject;
export type RawObject = { [key: string]: Raw };

/** Parses `a=1&b[c]=2&d[0][e]=3&f[]=4` into nested parameters. */
export function parseForm(text: string): RawObject {
  const root: RawObject = Object.create(null);
  if (text === "") return root;
  for (const pair of text.split("&")) {
    if (pair === "") continue;
    const equals = pair.indexOf("=");
    const name = decode(equals < 0 ? pair : pair.slice(0, equals));
    assign(root, pathOf(name), equals < 0 ? "" : decode(pair.slice(equals + 1)));
  }
  return root;
}

function decode(text: string): string {
  const spaced = text.includes("+") ? text.replaceAll("+", " ") : text;
  if (!spaced.includes("%")) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

function pathOf(name: string): string[] {
  const open = name.indexOf("[");
  if (open < 0) return [name];
  return [name.slice(0, open), ...[...name.slice(open).matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? "")];
}

function assign(root: RawObject, path: string[], value: string): void {
  let node = root;
  path.forEach((segment, depth) => {
    const key = segment === "" ? String(Object.keys(node).length) : segment;
    if (depth === path.length - 1) {
      node[key] = value;
      return;
    }
    const child = node[key];
    if (child !== undefined && typeof child !== "string") {
      node = child;
      return;
    }
    const made: RawObject = Object.create(null);
    node[key] = made;
    node = made;
  });
}
