// Runs inside the frame that window.Stripe mounts: the only place where the card is known. It calls the API itself
// and hands out results, events and its height.
import {
  bindCardFields,
  brandOf,
  cardProblems,
  cvcProblem,
  enter,
  expiryProblem,
  numberProblem,
} from "./card-fields.js";

const { kind, messages } = JSON.parse(document.getElementById("page-data").textContent);
const card = bindCardFields(document.querySelector("[data-card-fields]"), announce);
const inputs = Object.entries(card);
const codes = {
  "error.numberIncomplete": "incomplete_number",
  "error.number": "invalid_number",
  "error.expiryIncomplete": "incomplete_expiry",
  "error.expiryPast": "invalid_expiry_year_past",
  "error.cvc": "incomplete_cvc",
};
const checks = {
  number: () => numberProblem(card.number.value),
  expiry: () => expiryProblem(card.expiry.value),
  cvc: () => cvcProblem(card.cvc.value, card.number.value),
};
let port = null;
let publishableKey = "";
/** Fields whose message shows: those that were left, or that an attempt to submit found wanting. */
const shown = new Map();

const validationError = (key) => ({ type: "validation_error", code: codes[key], message: messages[key] });

function show(field, key) {
  if (key) shown.set(field, key);
  else shown.delete(field);
  document.getElementById(`error-${field}`).textContent = key ? messages[key] : "";
  if (key) card[field].setAttribute("aria-invalid", "true");
  else card[field].removeAttribute("aria-invalid");
}

function announce() {
  for (const field of [...shown.keys()]) if (checks[field]() === null) show(field, null);
  const [first] = shown.values();
  port?.postMessage({
    type: "change",
    detail: {
      complete: cardProblems(card).length === 0,
      empty: inputs.every(([, input]) => input.value === ""),
      brand: brandOf(card.number.value).brand,
      error: first ? validationError(first) : undefined,
      ...(kind === "payment" ? { collapsed: false, value: { type: "card" } } : { value: { postalCode: "" } }),
    },
  });
}

/** Shows every problem and puts the caret at the first; null when the card is fit to send. */
function validate() {
  const problems = cardProblems(card);
  for (const [field, key] of problems) show(field, key);
  if (problems.length === 0) return null;
  card[problems[0][0]].focus();
  announce();
  return { error: validationError(problems[0][1]) };
}

function encode(params, prefix, form = new URLSearchParams()) {
  for (const [key, value] of Object.entries(params)) {
    if (value === undefined || value === null) continue;
    const name = prefix ? `${prefix}[${key}]` : key;
    if (typeof value === "object") encode(value, name, form);
    else form.append(name, String(value));
  }
  return form;
}

async function send(path, params) {
  const body = encode(params);
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { authorization: `Bearer ${publishableKey}` },
      body,
    });
    return await response.json();
  } catch {
    return { error: { type: "api_connection_error", message: messages["error.network"] } };
  }
}

function methodData(details = {}) {
  const [month, year] = card.expiry.value.split("/").map((part) => part.trim());
  const entry = {
    number: card.number.value.replace(/\D/g, ""),
    exp_month: Number(month),
    exp_year: 2000 + Number(year),
    cvc: card.cvc.value,
  };
  return { type: "card", card: entry, ...details };
}

const calls = {
  validate: async () => validate() ?? { selectedPaymentMethod: "card" },
  createPaymentMethod: async ({ params }) => validate() ?? send("/v1/payment_methods", methodData(params)),
  confirm: async ({ path, params }) =>
    validate() ?? send(`${path}/confirm`, { ...params, payment_method_data: methodData(params.payment_method_data) }),
  focus: async () => card.number.focus(),
  blur: async () => document.activeElement?.blur(),
  clear: async () => {
    for (const [field, input] of inputs) {
      enter(input, "");
      show(field, null);
    }
  },
};

// Values come from the page around: only what is a colour, a length or a font name reaches a style.
function setLook({ host, appearance, style, disabled }) {
  const variables = appearance.variables ?? {};
  const base = style.base ?? {};
  const dark = appearance.theme === "night";
  const values = {
    "--text": ["color", base.color ?? variables.colorText ?? (dark ? "#f3f6fa" : host.color)],
    "--accent-host": ["color", variables.colorPrimary],
    "--danger": ["color", style.invalid?.color ?? variables.colorDanger],
    "--field": ["color", variables.colorBackground],
    "--placeholder": ["color", base["::placeholder"]?.color ?? variables.colorTextPlaceholder],
    "--radius": ["border-radius", variables.borderRadius],
    "--size": ["font-size", base.fontSize ?? variables.fontSizeBase ?? host.fontSize],
    "--font": ["font-family", base.fontFamily ?? variables.fontFamily ?? host.fontFamily],
  };
  for (const [name, [property, value]] of Object.entries(values)) {
    if (typeof value === "string" && CSS.supports(property, value)) document.body.style.setProperty(name, value);
  }
  for (const [, input] of inputs) input.disabled = disabled === true;
  const [red = 0, green = 0, blue = 0] = (getComputedStyle(document.body).color.match(/\d+/g) ?? []).map(Number);
  document.body.dataset.tone = red * 0.3 + green * 0.6 + blue * 0.1 > 140 ? "dark" : "light";
}

window.addEventListener("message", ({ data, source, ports }) => {
  if (source !== window.parent || data?.type !== "stripe-sandbox:connect" || !ports[0]) return;
  [port] = ports;
  publishableKey = data.publishableKey;
  setLook(data.look);
  port.onmessage = async ({ data: message }) => {
    if (message.type === "look") setLook(message.look);
    else port.postMessage({ type: "answer", call: message.call, result: await calls[message.type]?.(message) });
  };
  const measure = () =>
    port.postMessage({ type: "resize", height: Math.ceil(document.body.getBoundingClientRect().height) });
  new ResizeObserver(measure).observe(document.body);
  measure();
  port.postMessage({ type: "ready", detail: {} });
});

for (const [field, input] of inputs) {
  input.addEventListener("focus", () => port?.postMessage({ type: "focus", detail: {} }));
  input.addEventListener("blur", () => {
    show(field, input.value === "" ? null : checks[field]());
    announce();
    port?.postMessage({ type: "blur", detail: {} });
  });
}

for (const button of document.querySelectorAll("[data-test-card]")) {
  button.addEventListener("click", () => {
    enter(card.number, button.dataset.testCard);
    enter(card.expiry, `12${String(new Date().getFullYear() + 4).slice(-2)}`);
    enter(card.cvc, "123");
    for (const [field] of inputs) show(field, null);
    button.closest("details").open = false;
  });
}
