import type { HostedInvoiceView } from "../../checkout/views";
import type { Language } from "../shared/i18n";
import { formatDay, formatMoney, formatShortDay } from "../shared/money";
import { PdfPage, writePdf } from "../shared/pdf";
import { wrapText } from "../shared/pdf-text";
import { invoiceStateText, invoiceSums } from "./amounts";

const LEFT = 56;
const RIGHT = 539;
const QUANTITY = 430;
const TOP = 780;
const BOTTOM = 80;

/** The pages so far, and how far down the last one is written. */
interface Sheet {
  pages: PdfPage[];
  page: PdfPage;
  y: number;
}

/** Room for so many points of height, on a new page when this one is full. */
function room(sheet: Sheet, height: number): PdfPage {
  if (sheet.y - height < BOTTOM) {
    sheet.page = new PdfPage();
    sheet.pages.push(sheet.page);
    sheet.y = TOP;
  }
  return sheet.page;
}

/** The invoice as a PDF document: the same words and sums as its page. */
export function invoicePdf(view: HostedInvoiceView, language: Language): Buffer {
  const page = new PdfPage();
  const sheet: Sheet = { pages: [page], page, y: TOP };
  const title = language.t("invoice.title", { number: view.number ?? "" });
  head(sheet, view, language, title);
  lines(sheet, view, language);
  sums(sheet, view, language);
  if (sheet.pages.length > 1) {
    for (const [index, each] of sheet.pages.entries()) {
      each.textRight(RIGHT, 40, `${title} · ${index + 1} / ${sheet.pages.length}`, { size: 8, isMuted: true });
    }
  }
  return writePdf(title, sheet.pages);
}

/** Who bills whom, how much, and how it stands. */
function head(sheet: Sheet, view: HostedInvoiceView, language: Language, title: string): void {
  const { t, tag } = language;
  const { page } = sheet;
  page.text(LEFT, TOP, title, { size: 20, isBold: true });
  page.text(LEFT, TOP - 20, `${t("invoice.issued")}: ${formatDay(view.createdAt, tag)}`, { size: 10, isMuted: true });
  party(page, LEFT, t("invoice.from"), [view.businessName]);
  party(page, 300, t("invoice.to"), [view.customerName, view.customerEmail]);
  const isSettled = view.status === "paid" || view.status === "void";
  const amountMinor = isSettled ? view.totalMinor : view.amountRemainingMinor;
  page.text(LEFT, TOP - 130, formatMoney(amountMinor, view.currency, tag), { size: 22, isBold: true });
  page.text(LEFT, TOP - 148, invoiceStateText(view, language), { size: 10, isMuted: true });
  page.text(LEFT, TOP - 190, t("invoice.description"), { size: 9, isMuted: true });
  page.textRight(QUANTITY, TOP - 190, t("invoice.quantity"), { size: 9, isMuted: true });
  page.textRight(RIGHT, TOP - 190, t("invoice.amount"), { size: 9, isMuted: true });
  page.line(LEFT, RIGHT, TOP - 197);
  sheet.y = TOP - 215;
}

function party(page: PdfPage, x: number, label: string, names: readonly (string | null)[]): void {
  page.text(x, TOP - 56, label, { size: 9, isMuted: true });
  const shown = names.flatMap((name) => (name ? wrapText(name, 10, 230) : [])).slice(0, 4);
  for (const [index, name] of shown.entries()) page.text(x, TOP - 71 - index * 14, name, { size: 10 });
}

function lines(sheet: Sheet, view: HostedInvoiceView, { t, tag }: Language): void {
  for (const line of view.lines) {
    const description = wrapText(line.description, 10, 340);
    const hasPeriod = line.periodEndsAt > line.periodStartsAt;
    const height = Math.max(1, description.length) * 13 + (hasPeriod ? 12 : 0);
    const page = room(sheet, height);
    page.textRight(QUANTITY, sheet.y, String(line.quantity), { size: 10 });
    page.textRight(RIGHT, sheet.y, formatMoney(line.amountMinor, view.currency, tag), { size: 10 });
    for (const [index, text] of description.entries()) page.text(LEFT, sheet.y - index * 13, text, { size: 10 });
    const period = { start: formatShortDay(line.periodStartsAt, tag), end: formatShortDay(line.periodEndsAt, tag) };
    if (hasPeriod) page.text(LEFT, sheet.y - height + 13, t("invoice.period", period), { size: 8.5, isMuted: true });
    sheet.y -= height + 9;
  }
}

function sums(sheet: Sheet, view: HostedInvoiceView, language: Language): void {
  const rows = invoiceSums(view, language);
  room(sheet, rows.length * 20);
  for (const [index, { label, amount }] of rows.entries()) {
    const style = { size: 10, isBold: index === rows.length - 1 };
    sheet.page
      .line(320, RIGHT, sheet.y + 3)
      .text(320, sheet.y - 11, label, style)
      .textRight(RIGHT, sheet.y - 11, amount, style);
    sheet.y -= 20;
  }
}
