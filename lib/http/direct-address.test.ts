import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import { afterAll, beforeAll, expect, it } from "vitest";
import { clientAddress, limitOfAddress } from "./rate-limit";
import { publicRoute } from "./routes";
import { TestBrowser } from "./testing/test-browser";

// Settings are read once, so a server without a proxy has a file of its own.
process.env.TRUST_PROXY = "";

function webHeaders(given: IncomingHttpHeaders): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(given)) if (typeof value === "string") headers.set(name, value);
  return headers;
}

const server = createServer((request, response) => response.end(clientAddress(webHeaders(request.headers))));
let url = "";

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("no port");
  url = `http://127.0.0.1:${address.port}`;
});

afterAll(() => server.close());

it.each([
  [{}],
  [{ "x-real-ip": "198.51.100.7" }],
  [{ "x-forwarded-for": "198.51.100.7" }],
  [{ "x-forwarded-for": "198.51.100.7, 198.51.100.8", "x-peer": "198.51.100.9" }],
])("is the connection's own, whatever %o claims, because anybody can write headers", async (headers) => {
  const answer = await fetch(url, { headers });
  expect(await answer.text()).toBe("127.0.0.1");
});

it("gives no fresh tries to who invents a new address for each, even where no connection is known", async () => {
  const route = publicRoute({ rateLimit: { name: "invented", points: 1, seconds: 60 } }, async () => ({ ok: true }));
  const statuses = [];
  for (let count = 0; count < 21; count++) statuses.push((await new TestBrowser().call(route)).status);
  expect(statuses).toEqual([...Array.from({ length: 20 }, () => 200), 429]);
});

it.each(["local", "127.0.0.1", "::1", "10.1.2.3", "172.17.0.1", "fd00::1"])(
  "has wider limits as %s, behind which a proxy may stand that we were not told of",
  (address) => expect(limitOfAddress({ name: "n", points: 3, seconds: 60 }, address).points).toBe(60),
);

it.each(["198.51.100.7", "2001:db8::1", "172.32.0.1"])("has the plain limits as %s, which is one visitor", (address) =>
  expect(limitOfAddress({ name: "n", points: 3, seconds: 60 }, address).points).toBe(3),
);
