/** A type as it is written. Arrays are names with one argument. */
export type TypeNode =
  | { kind: "name"; path: readonly string[]; args: readonly TypeNode[] }
  | { kind: "union"; of: readonly TypeNode[] }
  | { kind: "literal"; value: string | number | boolean | null }
  | ObjectNode;

/** The fields of an interface or of a type literal; `index` is the type of `[name: string]`. */
export type ObjectNode = { kind: "object"; fields: readonly FieldNode[]; index: TypeNode | null };

/** One field. */
export type FieldNode = { name: string; isOptional: boolean; type: TypeNode };

/** What a declaration file declares, as far as answers need it. */
export type Declaration =
  | { kind: "interface"; name: string; params: readonly string[]; bases: readonly TypeNode[]; body: ObjectNode }
  | { kind: "alias"; name: string; params: readonly string[]; type: TypeNode }
  | { kind: "namespace"; name: string; members: readonly Declaration[] }
  | { kind: "again"; name: string; path: readonly string[] };

const TOKEN = /'(?:[^'\\]|\\.)*'|[A-Za-z_$][\w$]*|-?\d+(?:\.\d+)?|[{}[\]()<>|&;:,.?=]/g;
const LITERALS = new Map<string, boolean | null>([
  ["null", null],
  ["true", true],
  ["false", false],
]);

/** Text without its comments. */
export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
}

/** Parses one declaration of a `.d.ts` file without comments; throws on syntax that it does not know. */
export function parseDeclaration(text: string): Declaration {
  const parser = new Parser(text);
  const declaration = parser.declaration();
  parser.end();
  return declaration;
}

class Parser {
  private readonly tokens: readonly string[];
  private at = 0;

  constructor(text: string) {
    this.tokens = text.match(TOKEN) ?? [];
  }

  declaration(): Declaration {
    this.take("export");
    this.take("declare");
    const kind = this.next();
    const name = this.next();
    if (kind === "namespace") return { kind, name, members: this.members() };
    const params = this.take("<") ? this.separated(">", () => this.next()) : [];
    if (kind === "interface") {
      const bases = this.take("extends") ? this.bases() : [];
      return { kind, name, params, bases, body: this.object() };
    }
    if (kind !== "type") throw this.unknown(kind);
    this.expect("=");
    const type = this.type();
    this.take(";");
    return { kind: "alias", name, params, type };
  }

  end(): void {
    if (this.at < this.tokens.length) throw this.unknown(this.next());
  }

  private members(): Declaration[] {
    this.expect("{");
    const members: Declaration[] = [];
    while (!this.take("}")) members.push(...this.again(), ...(this.peek() === "}" ? [] : [this.declaration()]));
    return members;
  }

  /** Names that a namespace exports again: `export { A, B }` and `export import A = B.C`. */
  private again(): Declaration[] {
    const found: Declaration[] = [];
    while (this.peek() === "export" && /^(import|\{)$/.test(this.tokens[this.at + 1] ?? "")) {
      this.next();
      if (this.next() === "{") {
        for (const name of this.separated("}", () => this.next())) found.push({ kind: "again", name, path: [name] });
      } else {
        const name = this.next();
        this.expect("=");
        found.push({ kind: "again", name, path: this.path(this.next()) });
      }
      this.take(";");
    }
    return found;
  }

  private path(first: string): string[] {
    const path = [first];
    while (this.take(".")) path.push(this.next());
    return path;
  }

  private bases(): TypeNode[] {
    const bases = [this.type()];
    while (this.take(",")) bases.push(this.type());
    return bases;
  }

  private object(): ObjectNode {
    this.expect("{");
    const fields: FieldNode[] = [];
    let index: TypeNode | null = null;
    while (!this.take("}")) {
      this.take("readonly");
      if (this.take("[")) index = this.indexSignature();
      else fields.push(this.field());
      this.take(";");
    }
    return { kind: "object", fields, index };
  }

  private indexSignature(): TypeNode {
    this.next();
    this.expect(":");
    this.type();
    this.expect("]");
    this.expect(":");
    return this.type();
  }

  private field(): FieldNode {
    const name = this.next().replace(/^'|'$/g, "");
    const isOptional = this.take("?");
    this.expect(":");
    return { name, isOptional, type: this.type() };
  }

  private type(): TypeNode {
    this.take("|");
    const of = [this.postfix()];
    while (this.take("|")) of.push(this.postfix());
    const [only] = of;
    return of.length === 1 && only ? only : { kind: "union", of };
  }

  private postfix(): TypeNode {
    let type = this.primary();
    while (this.take("[")) {
      this.expect("]");
      type = { kind: "name", path: ["Array"], args: [type] };
    }
    return type;
  }

  private primary(): TypeNode {
    if (this.peek() === "{") return this.object();
    if (this.take("(")) {
      const type = this.type();
      this.expect(")");
      return type;
    }
    const token = this.next();
    if (token.startsWith("'")) return { kind: "literal", value: token.slice(1, -1) };
    const literal = LITERALS.get(token);
    if (literal !== undefined) return { kind: "literal", value: literal };
    if (/^-?\d/.test(token)) return { kind: "literal", value: Number(token) };
    if (!/^[A-Za-z_$]/.test(token)) throw this.unknown(token);
    const path = this.path(token);
    return { kind: "name", path, args: this.take("<") ? this.separated(">", () => this.type()) : [] };
  }

  private separated<T>(end: string, read: () => T): T[] {
    const found = [read()];
    while (this.take(",")) found.push(read());
    this.expect(end);
    return found;
  }

  private peek(): string | undefined {
    return this.tokens[this.at];
  }

  private next(): string {
    const token = this.peek();
    if (token === undefined) throw this.unknown("the end");
    this.at += 1;
    return token;
  }

  private take(token: string): boolean {
    if (this.peek() !== token) return false;
    this.at += 1;
    return true;
  }

  private expect(token: string): void {
    if (!this.take(token)) throw this.unknown(this.peek() ?? "the end");
  }

  private unknown(token: string): Error {
    const before = this.tokens.slice(Math.max(0, this.at - 8), this.at).join(" ");
    return new Error(`a declaration of the SDK is written in a way that is not known here: ${before} ⟶ ${token}`);
  }
}
