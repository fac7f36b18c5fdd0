/** A page of a list as the API answers it. */
export interface Page<Item> {
  data: Item[];
  next_cursor: string | null;
}

/** What react-query keeps of a list that was read page by page. */
export interface PagedData<Item> {
  pages: Page<Item>[];
  pageParams: (string | null)[];
}

/** The first page, read on the server, as react-query keeps it. */
export function firstPage<Item>(page: Page<Item>): PagedData<Item> {
  return { pages: [page], pageParams: [null] };
}

/** Puts an item in front of all pages; an item that is there already stays where it is. */
export function withItem<Item extends { id: string }>(data: PagedData<Item>, item: Item): PagedData<Item> {
  if (data.pages.some((page) => page.data.some(({ id }) => id === item.id))) return data;
  const [first, ...rest] = data.pages;
  const front = first ? { ...first, data: [item, ...first.data] } : { data: [item], next_cursor: null };
  return { ...data, pages: [front, ...rest], pageParams: first ? data.pageParams : [null] };
}

/** Takes an item out of whichever page holds it. */
export function withoutItem<Item extends { id: string }>(data: PagedData<Item>, itemId: string): PagedData<Item> {
  const pages = data.pages.map((page) => ({ ...page, data: page.data.filter(({ id }) => id !== itemId) }));
  return { ...data, pages };
}

/** All items in order. */
export function itemsOf<Item>(data: Pick<PagedData<Item>, "pages"> | undefined): Item[] {
  return data?.pages.flatMap((page) => page.data) ?? [];
}
