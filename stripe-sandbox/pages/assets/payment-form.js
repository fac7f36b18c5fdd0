// The card form of checkout, portal and hosted invoice: checks, submits as JSON, shows what came back.
import { bindCardFields, cardProblems, enter } from "./card-fields.js";

const page = JSON.parse(document.getElementById("page-data").textContent);

/** A text of the page in the reader's language. */
export const message = (key) => page.messages[key] ?? key;

const rememberedFields = ["email", "name", "country", "postal_code"];
const countriesWithPostalCode = new Set(["US", "CA", "GB"]);

/** Shows or clears the message of one field. */
export function setFieldError(form, field, text) {
  const place = form.querySelector(`#error-${field}`);
  const input = form.querySelector(`#field-${field}`);
  if (!place || !input) return false;
  place.textContent = text ?? "";
  if (text) input.setAttribute("aria-invalid", "true");
  else input.removeAttribute("aria-invalid");
  return true;
}

function usesNewCard(form) {
  const choice = form.querySelector('[name="saved_payment_method"]:checked');
  const section = form.querySelector("[data-new-card]");
  return section !== null && (choice === null || choice.value === "");
}

function typedValue(form, name) {
  return form.elements.namedItem(name)?.value?.trim() ?? "";
}

function fieldProblems(form, card) {
  const problems = [];
  const email = form.elements.namedItem("email");
  if (email && !email.readOnly) {
    if (email.value.trim() === "") problems.push(["email", "error.required"]);
    else if (!/^\S+@\S+\.\S+$/.test(email.value.trim())) problems.push(["email", "error.email"]);
  }
  if (!usesNewCard(form)) return [...problems, ...addressProblems(form)];
  // In the order of the fields, because the first wrong one gets the focus.
  const standsBeforeCard = form.querySelector("[data-tax]") !== null;
  if (standsBeforeCard) problems.push(...addressProblems(form));
  problems.push(...cardProblems(card));
  if (form.elements.namedItem("name") && typedValue(form, "name") === "") problems.push(["name", "error.required"]);
  return standsBeforeCard ? problems : [...problems, ...addressProblems(form)];
}

/** What is wrong with the address where it is asked for: with a new card, or for the session whichever card pays. */
function addressProblems(form) {
  const postal = form.elements.namedItem("postal_code");
  const isAsked = postal && (!postal.closest("[data-new-card]") || usesNewCard(form));
  if (!isAsked || postal.value.trim() !== "") return [];
  return countriesWithPostalCode.has(typedValue(form, "country")) ? [["postal_code", "error.postal"]] : [];
}

function setBusy(form, busyText) {
  const button = form.querySelector("[data-pay-button]");
  const label = button.querySelector("#pay-label");
  label.dataset.idle ??= label.textContent;
  button.disabled = busyText !== null;
  button.setAttribute("aria-busy", String(busyText !== null));
  label.textContent = busyText ?? label.dataset.idle;
  form.querySelector("#payment-progress").textContent = busyText ?? "";
  if (busyText === null) delete label.dataset.idle;
}

function showProblem(form, text) {
  const place = form.querySelector("#payment-problem");
  place.textContent = text;
  place.scrollIntoView({ block: "center" });
  form.querySelector("#field-number")?.setAttribute("aria-invalid", "true");
  place.focus({ preventScroll: true });
}

function clearProblem(form) {
  form.querySelector("#payment-problem").textContent = "";
  if (form.querySelector("#error-number")?.textContent === "") {
    form.querySelector("#field-number")?.removeAttribute("aria-invalid");
  }
}

function remember(form) {
  if (!page.remember) return;
  const values = Object.fromEntries(rememberedFields.map((name) => [name, typedValue(form, name)]));
  sessionStorage.setItem(`form:${page.remember}`, JSON.stringify(values));
}

function recall(form) {
  const kept = page.remember ? sessionStorage.getItem(`form:${page.remember}`) : null;
  if (!kept) return;
  for (const [name, value] of Object.entries(JSON.parse(kept))) {
    const input = form.elements.namedItem(name);
    if (input && !input.readOnly && value) input.value = value;
  }
}

/** The outcomes that the server answers; each names what the page does next. */
function follow(form, outcome) {
  switch (outcome.kind) {
    case "complete":
      setBusy(form, message("checkout.done"));
      location.assign(outcome.redirectUrl);
      return;
    case "requires_action":
      remember(form);
      setBusy(form, message("checkout.authenticating"));
      location.assign(outcome.challengeUrl);
      return;
    case "invalid":
      setBusy(form, null);
      if (setFieldError(form, outcome.field, outcome.message)) form.querySelector(`#field-${outcome.field}`).focus();
      else showProblem(form, outcome.message);
      return;
    case "declined":
      setBusy(form, null);
      showProblem(form, outcome.message);
      return;
    default:
      setBusy(form, null);
      showProblem(form, outcome.message ?? message("error.unexpected"));
  }
}

/** Posts JSON and reads the answer; a broken connection or a non-JSON answer becomes a readable outcome. */
export async function postJson(url, body) {
  let response;
  try {
    response = await fetch(url, {
      method: "POST",
      headers: { accept: "application/json", "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  } catch {
    return { kind: "failed", message: message("error.network") };
  }
  try {
    return await response.json();
  } catch {
    return { kind: "failed", message: message("error.unexpected") };
  }
}

async function submit(form, card, mayPay) {
  clearProblem(form);
  for (const field of ["email", "number", "expiry", "cvc", "name", "country", "postal_code"])
    setFieldError(form, field, null);
  const problems = fieldProblems(form, card);
  for (const [field, key] of problems) setFieldError(form, field, message(key));
  if (problems.length > 0) {
    form.querySelector(`#field-${problems[0][0]}`)?.focus();
    return;
  }
  const body = Object.fromEntries(new FormData(form));
  if (!usesNewCard(form)) for (const name of ["number", "expiry", "cvc"]) delete body[name];
  setBusy(form, message("checkout.processing"));
  if (!(await mayPay())) {
    setBusy(form, null);
    showProblem(form, message("checkout.totalMoved"));
    return;
  }
  follow(form, await postJson(form.action, body));
}

/** Wires one form: formatting, saved cards, test cards, submission; `mayPay` is asked last before anything is sent. */
export function bindPaymentForm(form, mayPay = async () => true) {
  const newCard = form.querySelector("[data-new-card]");
  const card = newCard ? bindCardFields(newCard, () => clearProblem(form)) : null;
  recall(form);
  // A message goes as soon as it is untrue. On leaving the field would be too late: the page would move under a click.
  form.addEventListener("input", () => {
    const wrong = new Set(fieldProblems(form, card).map(([field]) => field));
    for (const { name } of form.querySelectorAll("[aria-invalid][name]")) {
      if (!wrong.has(name)) setFieldError(form, name, null);
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!form.querySelector("[data-pay-button]").disabled) void submit(form, card, mayPay);
  });
  for (const button of document.querySelectorAll("[data-test-card]")) {
    button.addEventListener("click", () => fillTestCard(form, card, button.dataset.testCard));
  }
  // Coming back by the browser's Back button restores the page as it was left, with its button still busy.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
}

function fillTestCard(form, card, number) {
  if (!card) return;
  const choice = form.querySelector('[name="saved_payment_method"][value=""]');
  if (choice) choice.checked = true;
  enter(card.number, number);
  enter(card.expiry, `12${String(new Date().getFullYear() + 4).slice(-2)}`);
  enter(card.cvc, "123");
  const optional = { name: "Test Customer", postal_code: "10001" };
  for (const [name, value] of Object.entries(optional)) {
    const input = form.elements.namedItem(name);
    if (input && input.value === "") input.value = value;
  }
  for (const field of ["number", "expiry", "cvc", "name", "postal_code"]) setFieldError(form, field, null);
  form.querySelector("[data-pay-button]").focus();
}
