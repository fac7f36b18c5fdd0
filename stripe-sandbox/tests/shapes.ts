import { type Allowance, misfits } from "./shapes-check";
import { type Shape, shapeOf } from "./shapes-compile";
import { type Found, interfacesBy, sdkType } from "./shapes-files";

/**
 * Where Stripe's wire is known to differ from the SDK's types; all else that differs is a fault of the sandbox.
 * Types → fields that may be there though unnamed, or may be absent though required.
 */
const DOCUMENTED: Record<string, readonly string[]> = {
  // Subscriptions of one item still carry both, as recordings show.
  Subscription: ["plan", "quantity"],
  // Lists within objects tell their length.
  ApiList: ["total_count"],
};
const isDocumented: Allowance = (shape, field) => DOCUMENTED[shape.name]?.includes(field) ?? false;
// The invoice that is announced does not exist yet: it has no id.
const isDocumentedOfUpcoming: Allowance = (shape, field) =>
  isDocumented(shape, field) || (shape.name === "Invoice" && field === "id");

let byObject: Map<string, Found[]> | null = null;
let byEvent: Map<string, Found[]> | null = null;
const shapes = new Map<string, Shape>();

function shapeNamed(key: string, find: () => readonly Found[] | undefined): Shape | null {
  const known = shapes.get(key);
  if (known) return known;
  const found = find();
  if (!found) return null;
  const all = found.map(shapeOf);
  const [first] = all;
  if (!first) return null;
  const shape = { ...first, objects: all.flatMap((each) => each.objects) };
  shapes.set(key, shape);
  return shape;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function objectShapeOf(name: string): Shape | null {
  return shapeNamed(name, () => {
    byObject ??= interfacesBy("object");
    return byObject.get(name);
  });
}

function eventShapeOf(type: string): Shape | null {
  return shapeNamed(`event ${type}`, () => {
    byEvent ??= interfacesBy("type");
    return byEvent.get(type);
  });
}

function listMisfits(body: Record<string, unknown>, at: string): string[] {
  const { data, ...rest } = body;
  if (!Array.isArray(data)) return [`${at}.data: not a list`];
  const name = body.object === "list" ? "ApiList" : "ApiSearchResult";
  const shape = shapeNamed(name, () => [sdkType("lib", name)]);
  return [
    ...(shape ? misfits({ ...rest, data: [] }, shape, at, isDocumented) : []),
    ...data.flatMap((entry, i) => answerMisfits(entry, `${at}.data[${i}]`)),
  ];
}

function errorMisfits(error: unknown): string[] {
  const shape = shapeNamed("error", () => [sdkType("Types", "StripeRawError")]);
  return shape ? misfits(error, shape, "error", isDocumented) : [];
}

/** Where an answer of the API differs from the SDK's types: fields missing, unknown or of another type. */
export function answerMisfits(body: unknown, at = ""): string[] {
  if (!isRecord(body)) return [`${at}: not an object`];
  if (isRecord(body.error)) return errorMisfits(body.error);
  const { object } = body;
  if (typeof object !== "string") return [`${at}: says not what object it is`];
  if (object === "list" || object === "search_result") return listMisfits(body, `${at}${object}`);
  const isEvent = object === "event" && typeof body.type === "string";
  const shape = isEvent ? eventShapeOf(String(body.type)) : objectShapeOf(object);
  if (!shape) return [`${at}: the SDK has no type for ${isEvent ? String(body.type) : object}`];
  const allowance = isEvent && body.type === "invoice.upcoming" ? isDocumentedOfUpcoming : isDocumented;
  return misfits(body, shape, at === "" ? object : at, allowance);
}
