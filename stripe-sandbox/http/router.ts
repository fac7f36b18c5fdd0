/** Something mounted at a method and a path pattern. */
export type Mounted = { method: string; pattern: string };

type Node<T> = {
  fixed: Map<string, Node<T>>;
  named: Node<T> | null;
  routes: Map<string, { route: T; names: string[] }>;
};

/** Finds the route of a method and path by walking its segments. */
export class Router<T extends Mounted> {
  private readonly root: Node<T> = emptyNode();

  constructor(routes: Iterable<T>) {
    for (const route of routes) this.add(route);
  }

  /** The route and its path values; `null` when no route has this path. */
  match(method: string, path: string): { route: T; path: Record<string, string> } | null {
    const values: string[] = [];
    const node = this.walk(this.root, path.split("/").slice(1), 0, values, method);
    const found = node?.routes.get(method);
    if (!found) return null;
    const named: Record<string, string> = {};
    found.names.forEach((name, index) => {
      named[name] = decodeURIComponent(values[index] ?? "");
    });
    return { route: found.route, path: named };
  }

  private walk(node: Node<T>, segments: string[], depth: number, values: string[], method: string): Node<T> | null {
    const segment = segments[depth];
    if (segment === undefined) return node.routes.has(method) ? node : null;
    const fixed = node.fixed.get(segment);
    const viaFixed = fixed ? this.walk(fixed, segments, depth + 1, values, method) : null;
    if (viaFixed || !node.named) return viaFixed;
    values.push(segment);
    const viaNamed = this.walk(node.named, segments, depth + 1, values, method);
    if (!viaNamed) values.pop();
    return viaNamed;
  }

  private add(route: T): void {
    let node = this.root;
    const names: string[] = [];
    for (const segment of route.pattern.split("/").slice(1)) {
      if (segment.startsWith(":")) {
        names.push(segment.slice(1));
        node.named ??= emptyNode();
        node = node.named;
        continue;
      }
      const next = node.fixed.get(segment) ?? emptyNode<T>();
      node.fixed.set(segment, next);
      node = next;
    }
    node.routes.set(route.method, { route, names });
  }
}

function emptyNode<T>(): Node<T> {
  return { fixed: new Map(), named: null, routes: new Map() };
}
