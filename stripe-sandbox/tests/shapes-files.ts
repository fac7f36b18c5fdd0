import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { type Declaration, parseDeclaration, withoutComments } from "./shapes-syntax";

/** A declared type and the place where its names are looked up. */
export type Found = { declaration: Extract<Declaration, { kind: "interface" | "alias" }>; scope: Scope };

/** Where a name is looked up: a namespace, then what is around it, then the file and its imports. */
export interface Scope {
  type(path: readonly string[]): Found | null;
}

/** Members of a file or a namespace by name. */
interface Names {
  ownType(name: string): Found | null;
  ownNames(name: string): Names | null;
}

// The SDK's declarations, beside the file that Node loads.
const ROOT = join(dirname(createRequire(import.meta.url).resolve("stripe")), "../esm");
const files = new Map<string, DeclarationFile>();

function fileAt(path: string): DeclarationFile {
  let file = files.get(path);
  if (!file) {
    file = new DeclarationFile(path);
    files.set(path, file);
  }
  return file;
}

function typeFrom(names: Names, path: readonly string[]): Found | null {
  const [first, ...rest] = path;
  if (first === undefined) return null;
  if (rest.length === 0) return names.ownType(first);
  const inner = names.ownNames(first);
  return inner ? typeFrom(inner, rest) : null;
}

class Namespace implements Names, Scope {
  private readonly types = new Map<string, Found>();
  private readonly inner = new Map<string, Namespace>();
  private readonly again = new Map<string, readonly string[]>();

  constructor(
    members: readonly Declaration[],
    private readonly around: Scope,
  ) {
    for (const member of members) {
      if (member.kind === "namespace") this.inner.set(member.name, new Namespace(member.members, this));
      else if (member.kind === "again") this.again.set(member.name, member.path);
      else this.types.set(member.name, { declaration: member, scope: this });
    }
  }

  ownType(name: string): Found | null {
    const elsewhere = this.again.get(name);
    return this.types.get(name) ?? (elsewhere ? this.around.type(elsewhere) : null);
  }

  ownNames(name: string): Names | null {
    return this.inner.get(name) ?? null;
  }

  type(path: readonly string[]): Found | null {
    return typeFrom(this, path) ?? this.around.type(path);
  }
}

/** A `.d.ts` file, of which only what is asked for is parsed: most of it describes parameters. */
class DeclarationFile implements Names, Scope {
  private readonly types = new Map<string, string>();
  private readonly namespaces = new Map<string, string>();
  private readonly foreign = new Map<string, { file: string; name: string }>();
  private readonly parsed = new Map<string, Found>();
  private readonly parsedNames = new Map<string, Namespace>();

  constructor(private readonly path: string) {
    for (const part of withoutComments(readFileSync(path, "utf8")).split(/^(?=export |import |declare )/m)) {
      this.addImports(part);
      const [, kind, name] = /^(?:export )?(?:declare )?(interface|type|namespace) (\w+)/.exec(part) ?? [];
      if (name) (kind === "namespace" ? this.namespaces : this.types).set(name, part);
    }
  }

  private addImports(part: string): void {
    const from = /from '(\.[^']*)\.js'/.exec(part)?.[1];
    if (!from) return;
    const file = `${resolve(dirname(this.path), from)}.d.ts`;
    const all = /\* as (\w+)/.exec(part)?.[1];
    if (all) this.foreign.set(all, { file, name: "*" });
    for (const entry of /\{([^}]*)\}/.exec(part)?.[1]?.split(",") ?? []) {
      const [name, local] = entry.trim().split(" as ");
      if (name) this.foreign.set(local ?? name, { file, name });
    }
  }

  ownType(name: string): Found | null {
    const known = this.parsed.get(name);
    if (known) return known;
    const text = this.types.get(name);
    if (text === undefined) {
      const import_ = this.foreign.get(name);
      return import_ && import_.name !== "*" ? fileAt(import_.file).ownType(import_.name) : null;
    }
    const declaration = parseDeclaration(text);
    if (declaration.kind === "namespace" || declaration.kind === "again") return null;
    const found = { declaration, scope: this };
    this.parsed.set(name, found);
    return found;
  }

  ownNames(name: string): Names | null {
    const known = this.parsedNames.get(name);
    if (known) return known;
    const text = this.namespaces.get(name);
    if (text === undefined) {
      const import_ = this.foreign.get(name);
      if (!import_) return null;
      return import_.name === "*" ? fileAt(import_.file) : fileAt(import_.file).ownNames(import_.name);
    }
    const declaration = parseDeclaration(text);
    if (declaration.kind !== "namespace") return null;
    const names = new Namespace(declaration.members, this);
    this.parsedNames.set(name, names);
    return names;
  }

  type(path: readonly string[]): Found | null {
    return typeFrom(this, path);
  }
}

/** A type of the SDK by its file (from the package's root, without ending) and its name; throws when there is none. */
export function sdkType(file: string, name: string): Found {
  const found = fileAt(join(ROOT, `${file}.d.ts`)).ownType(name);
  if (!found) throw new Error(`the SDK has no type ${name} in ${file}`);
  return found;
}

/** Interfaces of the v1 API by the literal of a field: `object`, or `type` of events. */
export function interfacesBy(field: "object" | "type"): Map<string, Found[]> {
  const pattern = new RegExp(`^export interface (\\w+)[^{]*{[^}]*?^    ${field}: '([\\w.]+)';`, "gm");
  const found = new Map<string, Found[]>();
  const folder = join(ROOT, "resources");
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".d.ts") || name.startsWith("V2") || (field === "type") !== (name === "Events.d.ts")) continue;
    for (const [, type, literal] of readFileSync(join(folder, name), "utf8").matchAll(pattern)) {
      if (!type || !literal) continue;
      const file = relative(ROOT, join(folder, name)).replace(/\.d\.ts$/, "");
      found.set(literal, [...(found.get(literal) ?? []), sdkType(file, type)]);
    }
  }
  return found;
}
