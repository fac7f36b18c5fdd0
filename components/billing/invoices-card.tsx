"use client";

import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { ExternalLink, FileDown, ReceiptText } from "lucide-react";
import { useTranslations } from "use-intl/react";
import { Alert } from "@/components/ui/alert";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import { Button, buttonVariants } from "@/components/ui/button";
import { Card, CardFooter, CardHeader } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from "@/components/ui/table";
import { itemsOf, type Page } from "@/lib/api-client/pages";
import type { InvoiceDto } from "@/lib/contracts/subscription";
import { useFormat } from "./use-format";

const TONES: Record<InvoiceDto["status"], BadgeTone> = {
  draft: "neutral",
  open: "warning",
  paid: "success",
  void: "neutral",
  uncollectible: "danger",
};

export interface InvoicesCardProps {
  query: UseInfiniteQueryResult<InfiniteData<Page<InvoiceDto>>>;
}

/** Every invoice with its state, amount and documents. */
export function InvoicesCard({ query }: InvoicesCardProps) {
  const t = useTranslations("billing.invoices");
  const invoices = itemsOf(query.data);
  return (
    <Card aria-labelledby="invoices-heading" className="overflow-hidden">
      <CardHeader id="invoices-heading" title={t("heading")} description={t("description")} className="pb-4" />
      <InvoicesBody query={query} invoices={invoices} />
      {query.hasNextPage ? (
        <CardFooter className="justify-center">
          <Button
            variant="secondary"
            size="sm"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t("more")}
          </Button>
        </CardFooter>
      ) : null}
    </Card>
  );
}

function InvoicesBody({ query, invoices }: InvoicesCardProps & { invoices: InvoiceDto[] }) {
  const t = useTranslations("billing.invoices");
  if (query.isPending) return <InvoicesSkeleton />;
  if (query.isError && invoices.length === 0) return <Alert tone="danger" title={t("failed")} className="mx-5 mb-5" />;
  if (invoices.length === 0) {
    return <EmptyState icon={ReceiptText} title={t("empty")} description={t("emptyBody")} className="mx-5 mb-5 py-9" />;
  }
  return (
    <Table caption={t("caption")}>
      <TableHead>
        <TableRow>
          <TableHeading className="border-t">{t("number")}</TableHeading>
          <TableHeading className="hidden border-t sm:table-cell">{t("date")}</TableHeading>
          <TableHeading className="border-t max-sm:px-2">{t("status")}</TableHeading>
          <TableHeading numeric className="border-t max-sm:px-2">
            {t("amount")}
          </TableHeading>
          <TableHeading className="border-t max-sm:px-0">
            <span className="sr-only">{t("links")}</span>
          </TableHeading>
        </TableRow>
      </TableHead>
      <TableBody>
        {invoices.map((invoice) => (
          <InvoiceRow key={invoice.id} invoice={invoice} />
        ))}
      </TableBody>
    </Table>
  );
}

function InvoiceRow({ invoice }: { invoice: InvoiceDto }) {
  const t = useTranslations("billing.invoices");
  const { day, money } = useFormat();
  const number = invoice.number ?? t("draft");
  return (
    <TableRow className="hover:bg-sunken/60">
      <TableCell>
        <span className="whitespace-nowrap font-medium font-mono text-[0.8125rem]">{number}</span>
        <span className="tabular block text-[0.8125rem] text-muted sm:hidden">{day(invoice.created_at)}</span>
      </TableCell>
      <TableCell className="tabular hidden whitespace-nowrap text-muted sm:table-cell">
        {day(invoice.created_at)}
      </TableCell>
      <TableCell className="max-sm:px-2">
        <Badge tone={TONES[invoice.status]}>{t(`statuses.${invoice.status}`)}</Badge>
      </TableCell>
      <TableCell numeric className="whitespace-nowrap max-sm:px-2">
        {money(invoice.total_minor, invoice.currency)}
      </TableCell>
      <TableCell className="max-sm:pr-3 max-sm:pl-0">
        <div className="flex justify-end sm:gap-1">
          <DocumentLink url={invoice.hosted_url} label={t("viewNumber", { number })} text={t("view")} kind="view" />
          <DocumentLink url={invoice.pdf_url} label={t("pdfNumber", { number })} text={t("pdf")} kind="pdf" />
        </div>
      </TableCell>
    </TableRow>
  );
}

interface DocumentLinkProps {
  url: string | null;
  label: string;
  text: string;
  kind: "view" | "pdf";
}

function DocumentLink({ url, label, text, kind }: DocumentLinkProps) {
  if (!url) return null;
  const Icon = kind === "view" ? ExternalLink : FileDown;
  return (
    <a
      href={url}
      target="_blank"
      rel="noreferrer"
      aria-label={label}
      className={cn(
        buttonVariants({ variant: "ghost", size: "sm" }),
        "gap-1.5 px-1.5 text-muted hover:text-ink sm:px-2",
      )}
    >
      <Icon aria-hidden="true" />
      <span className="hidden sm:inline">{text}</span>
    </a>
  );
}

function InvoicesSkeleton() {
  return (
    <div className="grid gap-4 px-5 pt-2 pb-6">
      {["w-full", "w-11/12", "w-full"].map((width, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: grey bars that never move.
        <Skeleton key={index} className={cn("h-5", width)} />
      ))}
    </div>
  );
}
