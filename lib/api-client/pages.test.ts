import { expect, test } from "vitest";
import { firstPage, itemsOf, type PagedData, withItem, withoutItem } from "./pages";

interface Item {
  id: string;
}

const twoPages: PagedData<Item> = {
  pages: [
    { data: [{ id: "c" }, { id: "b" }], next_cursor: "after-b" },
    { data: [{ id: "a" }], next_cursor: null },
  ],
  pageParams: [null, "after-b"],
};

test("a new item stands first, so that a person sees what he just made", () => {
  expect(itemsOf(withItem(twoPages, { id: "d" })).map(({ id }) => id)).toEqual(["d", "c", "b", "a"]);
});

test("an item that a live update brought already is not shown twice", () => {
  expect(withItem(twoPages, { id: "a" })).toBe(twoPages);
});

test("the first item of an empty list makes its first page", () => {
  const empty = { pages: [], pageParams: [] };
  expect(withItem(empty, { id: "a" })).toEqual(firstPage({ data: [{ id: "a" }], next_cursor: null }));
});

test("a removed item is gone from whichever page held it, and the cursors stay", () => {
  const data = withoutItem(twoPages, "a");
  expect(itemsOf(data).map(({ id }) => id)).toEqual(["c", "b"]);
  expect(data.pageParams).toEqual(twoPages.pageParams);
});
