import { createServer } from "node:http";
import type { Page } from "@playwright/test";
import { expectAccessible } from "./fixtures/accessibility";
import { CARDS } from "./fixtures/hosted-pages";
import { aCustomerWithCard, newSandboxAccount, type SandboxAccount } from "./fixtures/sandbox-account";
import { keepScreen } from "./fixtures/screens";
import { type Shop, test } from "./fixtures/shop";
import { expect } from "./fixtures/test";

async function anOpenInvoice({ stripe }: SandboxAccount, customer: string) {
  await stripe.invoiceItems.create({ customer, amount: 4200, currency: "usd", description: "Posters, printed" });
  const draft = await stripe.invoices.create({
    customer,
    collection_method: "send_invoice",
    days_until_due: 14,
    pending_invoice_items_behavior: "include",
  });
  return stripe.invoices.finalizeInvoice(draft.id);
}

test("a hosted invoice is paid by a new card, and its PDF opens", async ({ page, request }) => {
  const account = await newSandboxAccount();
  const { id } = await account.stripe.customers.create({ email: "jenny@example.com", name: "Jenny Rosen" });
  const invoice = await anOpenInvoice(account, id);
  await page.goto(invoice.hosted_invoice_url ?? "");
  await expectAccessible(page);
  await keepScreen(page, "sandbox-invoice-open");
  await page.getByLabel("Card number").fill(CARDS.works);
  await page.getByLabel("Expiry").fill("1240");
  await page.getByLabel("CVC").fill("123");
  await page.getByRole("button", { name: "Pay $42.00" }).click();
  await expect(page.getByText("Invoice paid").first()).toBeVisible();
  await expectAccessible(page);
  await keepScreen(page, "sandbox-invoice-paid");
  expect((await account.stripe.invoices.retrieve(invoice.id)).status).toBe("paid");
  const link = await page.getByRole("link", { name: "Download invoice" }).getAttribute("href");
  const pdf = await request.get(new URL(link ?? "", page.url()).href);
  expect(pdf.headers()["content-type"]).toBe("application/pdf");
  expect((await pdf.body()).subarray(0, 5).toString()).toBe("%PDF-");
});

/** A shop's page with a card element and a button that saves the card. */
async function openShop(
  page: Page,
  shop: Shop,
  { url, publishableKey }: SandboxAccount,
  clientSecret: string,
): Promise<void> {
  shop.show(`<h1>Card</h1><div id="card"></div><button id="save">Save card</button><p role="status" id="said"></p>
    <script src="${url}/stripe.js"></script>
    <script>
      const stripe = Stripe(${JSON.stringify(publishableKey)});
      const elements = stripe.elements({ clientSecret: ${JSON.stringify(clientSecret)} });
      elements.create("payment").mount("#card");
      document.getElementById("save").addEventListener("click", async () => {
        const { error: incomplete } = await elements.submit();
        const outcome = incomplete ? { error: incomplete } : await stripe.confirmSetup({
          elements, redirect: "if_required", confirmParams: { return_url: "${shop.url}/done" },
        });
        document.getElementById("said").textContent = outcome.error ? outcome.error.message : outcome.setupIntent.status;
      });
    </script>`);
  await page.goto(`${shop.url}/card`);
}

test("window.Stripe takes a card inside a shop's page and asks the bank in a dialog", async ({
  page,
  shop,
  problems,
}) => {
  problems.expect(/402/);
  const account = await newSandboxAccount();
  const { id } = await account.stripe.customers.create({ email: "jenny@example.com" });
  const intent = await account.stripe.setupIntents.create({ customer: id, usage: "off_session" });
  await openShop(page, shop, account, intent.client_secret ?? "");
  const card = page.frameLocator('iframe[title="Secure payment input"]');
  await card.getByLabel("Card number").fill(CARDS.needsAuthentication);
  await page.getByRole("button", { name: "Save card" }).click();
  await expect(page.getByRole("status")).toContainText(/incomplete|required/i);
  await card.getByLabel("Expiry").fill("1240");
  await card.getByLabel("CVC").fill("123");
  await keepScreen(page, "sandbox-element");
  await expectAccessible(page);

  const bank = page.frameLocator('iframe[title="Bank authentication"]');
  await page.getByRole("button", { name: "Save card" }).click();
  await expect(bank.getByText("asks your bank to confirm saving this card")).toBeVisible();
  await keepScreen(page, "sandbox-element-challenge");
  await bank.getByRole("button", { name: "Fail authentication" }).click();
  await expect(page.getByRole("status")).toContainText(/unable to authenticate/);
  await page.getByRole("button", { name: "Save card" }).click();
  await bank.getByRole("button", { name: "Complete authentication" }).click();
  await expect(page.getByRole("status")).toHaveText("succeeded");
  const saved = await account.stripe.customers.listPaymentMethods(id);
  expect(saved.data.map(({ card: { last4 } = { last4: "" } }) => last4)).toEqual(["3184"]);
});

async function aReceiver() {
  const types: string[] = [];
  const server = createServer((incoming, outgoing) => {
    let body = "";
    incoming.on("data", (chunk) => {
      body += chunk;
    });
    incoming.on("end", () => {
      types.push(JSON.parse(body).type);
      outgoing.writeHead(200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/`, types, close: () => server.close() };
}

test("the log shows requests and deliveries with their bodies, and sends an event again", async ({ page }) => {
  const account = await newSandboxAccount();
  const receiver = await aReceiver();
  await account.stripe.webhookEndpoints.create({ url: receiver.url, enabled_events: ["payment_method.attached"] });
  await aCustomerWithCard(account);
  await expect.poll(() => receiver.types).toEqual(["payment_method.attached"]);

  await page.goto(`${account.url}/_sandbox?key=${account.key}`);
  await page.getByText("/v1/customers", { exact: true }).last().click();
  const opened = page.locator("details[open]");
  await expect(opened.getByText("email = jenny@example.com")).toBeVisible();
  await expect(opened.getByText('"object": "customer"')).toBeVisible();
  await expectAccessible(page);
  await keepScreen(page, "sandbox-log-requests");

  await page.getByRole("link", { name: "Events & webhooks" }).click();
  await page.getByText("payment_method.attached", { exact: true }).click();
  await expect(page.getByText(receiver.url).first()).toBeVisible();
  await expectAccessible(page);
  await keepScreen(page, "sandbox-log-events");
  await page.getByRole("button", { name: /Resend payment_method\.attached/ }).click();
  await expect.poll(() => receiver.types).toEqual(["payment_method.attached", "payment_method.attached"]);
  receiver.close();
});
