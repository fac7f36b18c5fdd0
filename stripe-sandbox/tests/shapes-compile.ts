import type { Found, Scope } from "./shapes-files";
import type { ObjectNode, TypeNode } from "./shapes-syntax";

/** What a value may be. */
export type Shape = {
  isAnything: boolean;
  /** True: every string; a set: these alone, also where the SDK leaves room for strings to come. */
  strings: boolean | Set<string>;
  numbers: boolean | Set<number>;
  booleans: Set<boolean>;
  allowsNull: boolean;
  elements: (() => Shape)[];
  objects: ObjectShape[];
};

/** The fields that an object may and must have. */
export type ObjectShape = {
  name: string;
  fields: Map<string, { isOptional: boolean; shape: () => Shape }>;
  /** The shape of fields that have no name of their own. */
  others: (() => Shape) | null;
  /** Only some of the fields are there, at every depth: `previous_attributes`. */
  isPartial: boolean;
};

type Bindings = Scope & { bound(name: string): { node: TypeNode; scope: Scope } | null };

const objects = new WeakMap<ObjectNode, ObjectShape>();

function nothing(): Shape {
  return {
    isAnything: false,
    strings: false,
    numbers: false,
    booleans: new Set(),
    allowsNull: false,
    elements: [],
    objects: [],
  };
}

function once(make: () => Shape): () => Shape {
  let made: Shape | null = null;
  return () => {
    made ??= make();
    return made;
  };
}

function isBindings(scope: Scope): scope is Bindings {
  return "bound" in scope;
}

function bind(found: Found, params: readonly string[], args: readonly TypeNode[], around: Scope): Scope {
  if (params.length === 0) return found.scope;
  const bound = new Map(params.flatMap((name, i) => (args[i] ? [[name, { node: args[i], scope: around }]] : [])));
  const bindings: Bindings = { type: (path) => found.scope.type(path), bound: (name) => bound.get(name) ?? null };
  return bindings;
}

/** The shape of a declared type. */
export function shapeOf(found: Found): Shape {
  const shape = nothing();
  addFound(shape, found, [], found.scope);
  return shape;
}

function compile(node: TypeNode, scope: Scope): Shape {
  const shape = nothing();
  add(shape, node, scope);
  return shape;
}

function add(shape: Shape, node: TypeNode, scope: Scope): void {
  switch (node.kind) {
    case "union":
      for (const member of node.of) add(shape, member, scope);
      return;
    case "literal":
      addLiteral(shape, node.value);
      return;
    case "object":
      shape.objects.push(objectShape("object", node, [], scope));
      return;
    case "name":
      addName(shape, node.path, node.args, scope);
      return;
    default:
      node satisfies never;
  }
}

function addLiteral(shape: Shape, value: string | number | boolean | null): void {
  if (value === null) shape.allowsNull = true;
  else if (typeof value === "boolean") shape.booleans.add(value);
  else if (typeof value === "string") {
    if (shape.strings === false) shape.strings = new Set();
    if (shape.strings !== true && shape.strings instanceof Set) shape.strings.add(value);
  } else {
    if (shape.numbers === false) shape.numbers = new Set();
    if (shape.numbers instanceof Set) shape.numbers.add(value);
  }
}

function addName(shape: Shape, path: readonly string[], args: readonly TypeNode[], scope: Scope): void {
  const [name = ""] = path;
  const bound = path.length === 1 && isBindings(scope) ? scope.bound(name) : null;
  if (bound) add(shape, bound.node, bound.scope);
  else if (path.length > 1 || !addBuiltin(shape, name, args, scope)) {
    const found = scope.type(path);
    if (!found) throw new Error(`the SDK's types name ${path.join(".")}, which is not found`);
    addFound(shape, found, args, scope);
  }
}

/** Types of the language, and those of the SDK that travel in another form. */
function addBuiltin(shape: Shape, name: string, args: readonly TypeNode[], scope: Scope): boolean {
  const [first, second] = args;
  switch (name) {
    case "string":
    case "Decimal":
      shape.strings = true;
      return true;
    case "number":
      shape.numbers = true;
      return true;
    case "boolean":
      shape.booleans.add(true).add(false);
      return true;
    case "any":
    case "unknown":
    case "Error":
    case "HttpClientResponseError":
      shape.isAnything = true;
      return true;
    // "Further strings may come": not from here. A field that is `void` or `undefined` is absent.
    case "OtherString":
    case "void":
    case "undefined":
      return true;
    case "Array":
      if (first) shape.elements.push(once(() => compile(first, scope)));
      return true;
    case "Record":
      if (second) shape.objects.push(mapOf(second, scope));
      return true;
    case "Partial":
      if (first) shape.objects.push(...compile(first, scope).objects.map((each) => ({ ...each, isPartial: true })));
      return true;
    default:
      return false;
  }
}

function mapOf(value: TypeNode, scope: Scope): ObjectShape {
  return { name: "Record", fields: new Map(), others: once(() => compile(value, scope)), isPartial: false };
}

function addFound(shape: Shape, found: Found, args: readonly TypeNode[], around: Scope): void {
  const { declaration } = found;
  const scope = bind(found, declaration.params, args, around);
  const named = declaration.kind === "alias" ? declaration.type : null;
  if (named && named.kind !== "object") add(shape, named, scope);
  else if (named) shape.objects.push(objectShape(declaration.name, named, [], scope));
  else if (declaration.kind === "interface")
    shape.objects.push(objectShape(declaration.name, declaration.body, declaration.bases, scope));
}

function objectShape(name: string, node: ObjectNode, bases: readonly TypeNode[], scope: Scope): ObjectShape {
  const known = isBindings(scope) ? undefined : objects.get(node);
  if (known) return known;
  const inherited = bases.flatMap((base) => compile(base, scope).objects);
  const index = node.index;
  const made: ObjectShape = {
    name,
    fields: new Map(inherited.flatMap((base) => [...base.fields])),
    others: index ? once(() => compile(index, scope)) : (inherited.find((base) => base.others)?.others ?? null),
    isPartial: false,
  };
  for (const { name: field, isOptional, type } of node.fields) {
    made.fields.set(field, { isOptional, shape: once(() => compile(type, scope)) });
  }
  if (!isBindings(scope)) objects.set(node, made);
  return made;
}
