// Formatting and checks of the card inputs. The server checks again; this is what makes typing pleasant.

const brands = [
  { brand: "amex", name: "Amex", starts: /^3[47]/, lengths: [15], groups: [4, 6, 5], cvc: 4 },
  { brand: "diners", name: "Diners", starts: /^3(0[0-5]|[68])/, lengths: [14, 16], groups: [4, 4, 4, 4], cvc: 3 },
  { brand: "jcb", name: "JCB", starts: /^35/, lengths: [16], groups: [4, 4, 4, 4], cvc: 3 },
  {
    brand: "mastercard",
    name: "Mastercard",
    starts: /^(5[1-5]|2(22[1-9]|2[3-9]|[3-6]|7[01]|720))/,
    lengths: [16],
    groups: [4, 4, 4, 4],
    cvc: 3,
  },
  { brand: "discover", name: "Discover", starts: /^6(011|4[4-9]|5)/, lengths: [16], groups: [4, 4, 4, 4], cvc: 3 },
  { brand: "unionpay", name: "UnionPay", starts: /^62/, lengths: [16, 17, 18, 19], groups: [4, 4, 4, 4, 3], cvc: 3 },
  { brand: "visa", name: "Visa", starts: /^4/, lengths: [16], groups: [4, 4, 4, 4], cvc: 3 },
];
const unknownBrand = { brand: "unknown", name: "", starts: /^/, lengths: [16], groups: [4, 4, 4, 4, 3], cvc: 3 };

const digitsOf = (text) => text.replace(/\D/g, "");

/** The brand that a number begins with. */
export function brandOf(number) {
  const digits = digitsOf(number);
  return brands.find(({ starts }) => starts.test(digits)) ?? unknownBrand;
}

/** A number in its brand's groups. */
export function formatNumber(number) {
  const { groups, lengths } = brandOf(number);
  const digits = digitsOf(number).slice(0, Math.max(...lengths));
  const parts = [];
  let from = 0;
  for (const size of groups) {
    if (from < digits.length) parts.push(digits.slice(from, from + size));
    from += size;
  }
  return parts.join(" ");
}

/** An expiry as "MM / YY", from what was typed, pasted ("12/2034") or filled in by the browser. */
export function formatExpiry(text) {
  const [typedMonth, typedYear] = text.split("/").map(digitsOf);
  let digits = digitsOf(text);
  if (typedYear !== undefined && typedMonth.length === 1) digits = `0${digits}`;
  else if (/^[2-9]/.test(digits)) digits = `0${digits}`;
  const month = digits.slice(0, 2);
  const rest = digits.slice(2);
  const year = rest.length === 4 ? rest.slice(2) : rest.slice(0, rest.startsWith("20") ? 4 : 2);
  return month.length < 2 ? month : `${month} / ${year}`;
}

/** The checksum that catches a mistyped digit. */
export function passesLuhn(number) {
  const digits = [...digitsOf(number)].reverse().map(Number);
  const sum = digits.reduce((total, digit, index) => {
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

/** What is wrong with a number, as a message key, or null. */
export function numberProblem(number) {
  const digits = digitsOf(number);
  if (digits.length < Math.min(...brandOf(digits).lengths)) return "error.numberIncomplete";
  return passesLuhn(digits) && brandOf(digits).lengths.includes(digits.length) ? null : "error.number";
}

/** What is wrong with an expiry, as a message key, or null. A card is good through its month's last day. */
export function expiryProblem(text, today = new Date()) {
  const match = /^(0[1-9]|1[0-2]) \/ (\d{2})$/.exec(formatExpiry(text));
  if (!match) return "error.expiryIncomplete";
  const months = (2000 + Number(match[2])) * 12 + Number(match[1]);
  return months < today.getFullYear() * 12 + today.getMonth() + 1 ? "error.expiryPast" : null;
}

/** What is wrong with a security code of this number's brand, as a message key, or null. */
export function cvcProblem(cvc, number) {
  const expected = brandOf(number).cvc;
  const length = digitsOf(cvc).length;
  return length === expected || (brandOf(number) === unknownBrand && length === 4) ? null : "error.cvc";
}

/** Rewrites an input's value and keeps the caret behind the same digit. */
function rewrite(input, format, event) {
  const caret = input.selectionStart ?? input.value.length;
  const digitsBefore = digitsOf(input.value.slice(0, caret)).length;
  const atEnd = caret === input.value.length;
  const erasing = event.inputType?.startsWith("delete") ?? false;
  const next = format(input.value, erasing);
  if (next === input.value) return;
  input.value = next;
  let position = next.length;
  if (!atEnd) {
    position = 0;
    for (let seen = 0; position < next.length && seen < digitsBefore; position += 1) {
      if (/\d/.test(next[position])) seen += 1;
    }
  }
  input.setSelectionRange(position, position);
}

/** Makes the three inputs of a card format themselves; `onChange` is told after each change. */
export function bindCardFields(root, onChange = () => undefined) {
  const number = root.querySelector('[name="number"]');
  const expiry = root.querySelector('[name="expiry"]');
  const cvc = root.querySelector('[name="cvc"]');
  const brandName = root.querySelector("[data-brand-name]");
  number.addEventListener("input", (event) => {
    rewrite(number, formatNumber, event);
    const { name, cvc: length } = brandOf(number.value);
    if (brandName.textContent !== name) brandName.textContent = name;
    cvc.maxLength = length;
    cvc.placeholder = "1234".slice(0, length);
    onChange();
  });
  expiry.maxLength = 9;
  expiry.addEventListener("input", (event) => {
    // While erasing, "12 / " would put back the separator that was just removed.
    rewrite(expiry, (text, erasing) => (erasing ? text.replace(/ \/? ?$/, "") : formatExpiry(text)), event);
    onChange();
  });
  cvc.maxLength = 4;
  cvc.addEventListener("input", (event) => {
    rewrite(cvc, (text) => digitsOf(text).slice(0, brandOf(number.value).cvc), event);
    onChange();
  });
  return { number, expiry, cvc };
}

/** All that is wrong with the three inputs: pairs of field name and message key. */
export function cardProblems({ number, expiry, cvc }) {
  return [
    ["number", numberProblem(number.value)],
    ["expiry", expiryProblem(expiry.value)],
    ["cvc", cvcProblem(cvc.value, number.value)],
  ].filter(([, problem]) => problem !== null);
}

/** Types a value as a person would, so that formatting and listeners run. */
export function enter(input, value) {
  input.value = value;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}
