import { bindPaymentForm, message, postJson, setFieldError } from "./payment-form.js";

const form = document.querySelector("[data-payment-form]");
const taxedAddress = form.querySelector("[data-tax]:not([data-tax=off])");
const shownTotal = () => document.querySelector("[data-testid=total-due]")?.textContent;
// The address that is being entered reaches the server in its order; paying waits for the last of it.
let quoted = Promise.resolve();

bindPaymentForm(form, async () => {
  const seen = shownTotal();
  await quoted;
  return shownTotal() === seen;
});

// Where the amounts changed, the server draws the summary anew; the typed card stays in its inputs.
async function refreshSummary() {
  const response = await fetch(location.pathname, { headers: { accept: "text/html" } });
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
  const freshForm = fresh.querySelector("[data-payment-form]");
  const cardAppears = freshForm?.querySelector("[data-new-card]") !== null;
  if (!freshForm || cardAppears !== (form.querySelector("[data-new-card]") !== null)) {
    location.reload();
    return;
  }
  for (const id of ["summary-content", "pay-label", "terms"]) {
    const next = fresh.getElementById(id);
    const current = document.getElementById(id);
    if (next && current) current.replaceWith(document.adoptNode(next));
  }
  bindPromotionForms();
}

function quoteTax() {
  quoted = quoted.then(sendAddress);
  return quoted;
}

async function sendAddress() {
  const [country, postal] = ["country", "postal_code"].map((name) => form.elements.namedItem(name).value);
  const outcome = await postJson(`${location.pathname}/address`, { country, postal_code: postal });
  if (outcome.kind === "ended") location.reload();
  if (outcome.kind !== "applied") return;
  await refreshSummary();
  document.getElementById("total-announcement").textContent = outcome.announcement;
}

/** Keeps the sums at the chosen country's tax. */
function bindTaxedAddress() {
  const country = form.elements.namedItem("country");
  const pay = form.querySelector("[data-pay-button]");
  country.addEventListener("change", async () => {
    setFieldError(form, "country", null);
    // The focus is at the country, so nobody loses it; until the new total stands, there is nothing to agree to.
    pay.disabled = true;
    await quoteTax();
    pay.disabled = false;
  });
  form.elements.namedItem("postal_code").addEventListener("change", quoteTax);
  if (taxedAddress.dataset.tax === "waits" && country.value !== "") void quoteTax();
}

async function submitPromotion(promotionForm) {
  const button = promotionForm.querySelector("button[type=submit]");
  const input = promotionForm.querySelector("input");
  if (input && input.value.trim() === "") {
    setFieldError(promotionForm, "promotion_code", message("error.required"));
    input.focus();
    return;
  }
  button.disabled = true;
  const outcome = await postJson(promotionForm.action, Object.fromEntries(new FormData(promotionForm)));
  button.disabled = false;
  if (outcome.kind === "applied") {
    await refreshSummary();
    // The form that had the focus is gone: it moves to what now stands in its place, which also says what happened.
    document.querySelector("[data-promotion-form] :is(button[aria-label], input)")?.focus();
    return;
  }
  setFieldError(promotionForm, "promotion_code", outcome.message ?? message("checkout.promotionInvalid"));
  input?.focus();
}

function bindPromotionForms() {
  for (const promotionForm of document.querySelectorAll("[data-promotion-form]")) {
    promotionForm.addEventListener("submit", (event) => {
      event.preventDefault();
      void submitPromotion(promotionForm);
    });
  }
}

bindPromotionForms();
if (taxedAddress) bindTaxedAddress();
