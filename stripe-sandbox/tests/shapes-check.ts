import type { ObjectShape, Shape } from "./shapes-compile";

/** Answers whether a field that the types do not name, or whose absence they do not allow, is documented all the same. */
export type Allowance = (shape: ObjectShape, field: string) => boolean;

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? "undefined";
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function allows<T>(allowed: boolean | Set<T>, value: T): boolean {
  return typeof allowed === "boolean" ? allowed : allowed.has(value);
}

/** What is wrong with a value, as sentences that begin with the place; empty when it has the shape. */
export function misfits(value: unknown, shape: Shape, at: string, allowance: Allowance, isPartial = false): string[] {
  if (shape.isAnything) return [];
  if (Array.isArray(value)) return arrayMisfits(value, shape, at, allowance);
  if (typeof value === "object" && value !== null) return objectMisfits(value, shape, at, allowance, isPartial);
  return isAllowed(value, shape) ? [] : [`${at}: ${show(value)} is not allowed`];
}

function isAllowed(value: unknown, shape: Shape): boolean {
  if (value === null) return shape.allowsNull;
  if (typeof value === "string") return allows(shape.strings, value);
  if (typeof value === "number") return allows(shape.numbers, value);
  return typeof value === "boolean" && shape.booleans.has(value);
}

function arrayMisfits(value: unknown[], shape: Shape, at: string, allowance: Allowance): string[] {
  if (shape.elements.length === 0) return [`${at}: a list is not allowed`];
  return best(
    shape.elements.map((element) => value.flatMap((entry, i) => misfits(entry, element(), `${at}[${i}]`, allowance))),
  );
}

function objectMisfits(value: object, shape: Shape, at: string, allowance: Allowance, isPartial: boolean): string[] {
  const candidates = shape.objects.filter((candidate) => isKind(value, candidate));
  if (candidates.length === 0) {
    const allowed = shape.objects.map((candidate) => candidate.name).join(" or ") || "no object";
    return [`${at}: ${show(value)} is not ${allowed}`];
  }
  return best(
    candidates.map((candidate) => fieldMisfits(value, candidate, at, allowance, isPartial || candidate.isPartial)),
  );
}

/** True unless the value says by `object` that it is something else. */
function isKind(value: object, shape: ObjectShape): boolean {
  const field = shape.fields.get("object");
  if (!field || !("object" in value) || typeof value.object !== "string") return true;
  return allows(field.shape().strings, value.object);
}

function fieldMisfits(value: object, shape: ObjectShape, at: string, allowance: Allowance, isPartial: boolean) {
  const problems: string[] = [];
  for (const [name, entry] of Object.entries(value)) {
    const named = shape.fields.get(name);
    const field = named?.shape ?? shape.others;
    // An earlier value of null also says that the field was absent.
    if (entry === undefined || (isPartial && entry === null && named?.isOptional)) continue;
    if (field) problems.push(...misfits(entry, field(), `${at}.${name}`, allowance, isPartial));
    else if (!allowance(shape, name)) problems.push(`${at}.${name}: ${shape.name} has no such field`);
  }
  for (const [name, { isOptional }] of isPartial ? [] : shape.fields) {
    const isMissing = !isOptional && !(name in value);
    if (isMissing && !allowance(shape, name)) problems.push(`${at}.${name}: missing in ${shape.name}`);
  }
  return problems;
}

function best(attempts: string[][]): string[] {
  return attempts.reduce((least, attempt) => (attempt.length < least.length ? attempt : least));
}
