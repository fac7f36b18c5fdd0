import type { Account } from "../account";
import { emit } from "../events/emit";
import { newId } from "../store/ids";
import type { Product } from "../store/wire";
import { type World, wallSeconds } from "../world";

/** Stores a product and tells of it. */
export function insertProduct(
  world: World,
  account: Account,
  input: Pick<Product, "name"> & Partial<Product>,
): Product {
  const at = wallSeconds(world);
  const product = account.products.insert({
    id: newId("prod", 14),
    object: "product",
    active: true,
    created: at,
    default_price: null,
    description: null,
    images: [],
    livemode: false,
    marketing_features: [],
    metadata: {},
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    tax_details: null,
    type: "service",
    unit_label: null,
    updated: at,
    url: null,
    ...input,
  });
  emit(world, account, "product.created", product);
  return product;
}
