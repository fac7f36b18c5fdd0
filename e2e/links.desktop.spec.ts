import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/test";

const STARTS = ["/", "/pricing", "/sign-in", "/sign-up"];

/** Where the page's links lead on this site, each address once. */
async function linksOf(page: Page): Promise<string[]> {
  const here = new URL(page.url());
  const written = await page.locator("a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  const places = written.flatMap((href) => (href === null ? [] : [new URL(href, here)]));
  return [...new Set(places.filter(({ origin }) => origin === here.origin).map(({ href }) => href))];
}

/** What is wrong with an address: no page there, or no such place on its page; null when all is well. */
async function faultOf(page: Page, address: string): Promise<string | null> {
  const answer = await page.request.get(address);
  if (!answer.ok()) return `answers ${answer.status()}`;
  const place = decodeURIComponent(new URL(address).hash.slice(1));
  if (place === "" || (await answer.text()).includes(`id="${place}"`)) return null;
  return `has no place named ${place}`;
}

for (const start of STARTS)
  test(`${start} leads nowhere that does not exist, since a dead link breaks a promise`, async ({ page }) => {
    await page.goto(start);
    const links = await linksOf(page);
    expect(links.length, "links on the page").toBeGreaterThan(0);
    const dead: string[] = [];
    for (const address of links) {
      const fault = await faultOf(page, address);
      if (fault) dead.push(`${address} ${fault}`);
    }
    expect(dead).toEqual([]);
  });
