import type { Account } from "../account";
import { emit, emitUpdate } from "../events/emit";
import { del, type Endpoint, get, post } from "../http/endpoint";
import { invalidRequest, noSuch } from "../http/errors";
import { page } from "../http/lists";
import * as p from "../http/params";
import { newId } from "../store/ids";
import type { Product } from "../store/wire";
import { type World, wallSeconds } from "../world";
import { insertProduct } from "./new-product";
import { createPrice, PRICE_DATA } from "./prices";

const COMMON = {
  active: p.bool,
  description: p.text,
  images: p.arrayOf(p.text),
  marketing_features: p.arrayOf(p.object({ name: p.text })),
  metadata: p.metadata,
  package_dimensions: p.ignored,
  shippable: p.bool,
  statement_descriptor: p.text,
  tax_code: p.text,
  tax_details: p.refused,
  unit_label: p.text,
  url: p.text,
  expand: p.expand,
};
const CREATE = {
  ...COMMON,
  id: p.text,
  name: p.text,
  type: p.enumOf("good", "service"),
  default_price_data: p.object(PRICE_DATA),
};
const UPDATE = { ...COMMON, name: p.text, default_price: p.text };

function requireProduct(account: Account, id: string): Product {
  const product = account.products.find(id);
  if (!product) throw noSuch("product", id);
  return product;
}

function create(world: World, account: Account, params: p.Params<typeof CREATE>): Product {
  const id = params.id ?? newId("prod", 14);
  if (account.products.find(id)) {
    throw invalidRequest("Product already exists.", { code: "resource_already_exists", param: "id" });
  }
  const product = insertProduct(world, account, {
    id,
    active: params.active ?? true,
    description: params.description ?? null,
    images: params.images ?? [],
    marketing_features: featuresOf(params.marketing_features),
    metadata: p.mergeMetadata({}, params.metadata),
    name: p.required(params.name, "name"),
    shippable: params.shippable ?? null,
    statement_descriptor: params.statement_descriptor ?? null,
    tax_code: params.tax_code ?? null,
    type: params.type ?? "service",
    unit_label: params.unit_label ?? null,
    url: params.url ?? null,
  });
  if (!params.default_price_data) return product;
  const price = createPrice(world, account, id, params.default_price_data);
  return account.products.update(id, { default_price: price.id });
}

function featuresOf(values: p.Maybe<{ name: p.Maybe<string> }[]>): { name: string }[] {
  return (values ?? []).map((feature) => ({ name: feature.name ?? "" }));
}

function update(world: World, account: Account, id: string, params: p.Params<typeof UPDATE>): Product {
  const before = requireProduct(account, id);
  const defaultPrice = params.default_price;
  if (typeof defaultPrice === "string" && account.prices.find(defaultPrice)?.product !== id) {
    throw invalidRequest("The price specified does not belong to this product.", { param: "default_price" });
  }
  const patch: Partial<Product> = {
    active: params.active ?? before.active,
    default_price: p.changed(before.default_price, defaultPrice),
    description: p.changed(before.description, params.description),
    images: params.images === undefined ? before.images : (params.images ?? []),
    marketing_features:
      params.marketing_features === undefined ? before.marketing_features : featuresOf(params.marketing_features),
    metadata: p.mergeMetadata(before.metadata, params.metadata),
    name: params.name ?? before.name,
    shippable: p.changed(before.shippable, params.shippable),
    statement_descriptor: p.changed(before.statement_descriptor, params.statement_descriptor),
    tax_code: p.changed(before.tax_code, params.tax_code),
    unit_label: p.changed(before.unit_label, params.unit_label),
    url: p.changed(before.url, params.url),
  };
  const after = account.products.update(id, patch);
  if (JSON.stringify(before) === JSON.stringify(after)) return after;
  const stamped = account.products.update(id, { updated: wallSeconds(world) });
  emitUpdate(world, account, "product.updated", before, stamped);
  return stamped;
}

function remove(world: World, account: Account, id: string): object {
  const product = requireProduct(account, id);
  for (const price of account.prices.values()) {
    if (price.product === id) {
      throw invalidRequest("This product cannot be deleted because it has one or more user-created prices.");
    }
  }
  account.products.delete(id);
  emit(world, account, "product.deleted", product);
  return { id, object: "product", deleted: true };
}

export const productEndpoints: Endpoint[] = [
  post("/v1/products", CREATE, ({ world, account, params }) => create(world, account, params)),
  get(
    "/v1/products",
    {
      ...p.LIST,
      active: p.bool,
      created: p.range,
      ids: p.arrayOf(p.text),
      shippable: p.bool,
      url: p.text,
      type: p.enumOf("good", "service"),
    },
    ({ account, params }) => {
      const rows = account.products
        .newestFirst()
        .filter((row) => (typeof params.active === "boolean" ? row.active === params.active : true))
        .filter((row) => typeof params.shippable !== "boolean" || row.shippable === params.shippable)
        .filter((row) => !params.url || row.url === params.url)
        .filter((row) => !params.type || row.type === params.type)
        .filter((row) => (params.ids ? params.ids.includes(row.id) : true));
      return page(rows, params, "/v1/products", "product");
    },
  ),
  get("/v1/products/:id", p.NOTHING, ({ account, id }) => requireProduct(account, id)),
  post("/v1/products/:id", UPDATE, ({ world, account, id, params }) => update(world, account, id, params)),
  del("/v1/products/:id", {}, ({ world, account, id }) => remove(world, account, id)),
];
