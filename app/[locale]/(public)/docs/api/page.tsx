import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ROUTES } from "@/app/api/v1/_registry";
import { Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from "@/components/ui/table";
import { errorCatalogue } from "@/lib/errors";
import { isLocale, type Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";
import { buildDocument, tagOf } from "@/lib/openapi/build-document";
import { listOperations, type Operation } from "@/lib/openapi/operations";
import { OperationEntry } from "./_components/operation-entry";
import { OperationFilter } from "./_components/operation-filter";

interface ReferenceProps {
  params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: ReferenceProps): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = getTranslator(locale, "developers");
  return { title: t("reference.metaTitle"), description: t("reference.metaDescription") };
}

/** Every operation of the API with its parameters, examples and rules: the OpenAPI document for people's eyes. */
export default async function ReferencePage({ params }: ReferenceProps) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const t = getTranslator(locale, "developers");
  const operations = await listOperations(ROUTES);
  const document = buildDocument(operations);
  const tags = [...new Set(operations.map(({ path }) => tagOf(path)))];
  return (
    <div className="mx-auto max-w-5xl px-5 py-12">
      <h1 className="font-semibold text-3xl tracking-[-0.03em]">{t("reference.title")}</h1>
      <p className="mt-2 text-lg text-muted">{t("reference.lead", { count: operations.length })}</p>
      <p className="mt-3">
        <a className="underline underline-offset-4" href="/api/v1/openapi.json">
          {t("reference.specification")}
        </a>
      </p>
      <Start locale={locale} />
      <OperationFilter
        label={t("reference.search")}
        hint={t("reference.searchHint")}
        nothing={t("reference.found", { count: 0 })}
      />
      {tags.map((tag) => (
        <Group
          key={tag}
          tag={tag}
          operations={operations.filter(({ path }) => tagOf(path) === tag)}
          locale={locale}
          document={document}
        />
      ))}
      <Codes locale={locale} />
    </div>
  );
}

interface GroupProps {
  tag: string;
  operations: Operation[];
  locale: Locale;
  document: ReturnType<typeof buildDocument>;
}

function Group({ tag, operations, locale, document }: GroupProps) {
  return (
    <section data-operations aria-labelledby={`tag-${tag}`} className="mt-10">
      <h2 id={`tag-${tag}`} className="font-semibold text-xl capitalize">
        {tag.replaceAll("-", " ")}
      </h2>
      <div className="mt-3 divide-y divide-line rounded-xl border border-line bg-surface">
        {operations.map((operation) => (
          <OperationEntry key={operation.id} operation={operation} document={document} locale={locale} />
        ))}
      </div>
    </section>
  );
}

function Start({ locale }: { locale: Locale }) {
  const t = getTranslator(locale, "developers");
  return (
    <section aria-labelledby="start" className="mt-8 rounded-xl border border-line bg-sunken p-5">
      <h2 id="start" className="font-semibold text-lg">
        {t("reference.start.title")}
      </h2>
      <pre className="mt-3 whitespace-pre-wrap break-words text-[0.8125rem]">
        <code>{'curl /api/v1/tenants/{tenant_id}/subscription/tier \\\n  -H "Authorization: Bearer tl_live_…"'}</code>
      </pre>
      <ul className="mt-4 grid list-disc gap-1.5 pl-5 text-muted text-sm">
        {(["key", "errors", "idempotency", "conditional", "pages"] as const).map((point) => (
          <li key={point}>{t(`reference.start.${point}`)}</li>
        ))}
      </ul>
    </section>
  );
}

function Codes({ locale }: { locale: Locale }) {
  const t = getTranslator(locale, "developers");
  return (
    <section aria-labelledby="codes" className="mt-12">
      <h2 id="codes" className="font-semibold text-xl">
        {t("reference.codes.title")}
      </h2>
      <div className="mt-3 rounded-xl border border-line bg-surface py-2">
        <Table caption={t("reference.codes.caption")}>
          <TableHead>
            <TableRow>
              <TableHeading>{t("reference.codes.code")}</TableHeading>
              <TableHeading numeric>{t("reference.codes.status")}</TableHeading>
              <TableHeading>{t("reference.codes.meaning")}</TableHeading>
            </TableRow>
          </TableHead>
          <TableBody>
            {errorCatalogue().map(({ code, status, title }) => (
              <TableRow key={code}>
                <TableCell>
                  <code>{code}</code>
                </TableCell>
                <TableCell numeric>{status}</TableCell>
                <TableCell>{title}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
    </section>
  );
}
