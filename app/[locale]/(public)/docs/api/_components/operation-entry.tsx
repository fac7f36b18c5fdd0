import { Badge } from "@/components/ui/badge";
import { Table, TableBody, TableCell, TableHead, TableHeading, TableRow } from "@/components/ui/table";
import type { Locale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";
import type { OpenApiDocument, OperationObject } from "@/lib/openapi/build-document";
import { typeOf } from "@/lib/openapi/client-types";
import { exampleOf } from "@/lib/openapi/example-of";
import type { JsonSchema } from "@/lib/openapi/json-schema";
import type { Operation } from "@/lib/openapi/operations";

export interface OperationEntryProps {
  operation: Operation;
  document: OpenApiDocument;
  locale: Locale;
}

/** One operation: its line, and what it takes and answers when opened. */
export function OperationEntry({ operation, document, locale }: OperationEntryProps) {
  const { id, method, path, description } = operation;
  const described = document.paths[path]?.[method.toLowerCase()];
  if (!described) return null;
  const searched = [method, path, described.summary, description.access, id].join(" ").toLowerCase();
  return (
    <details data-operation={searched} id={id} className="group px-4">
      <summary className="flex cursor-pointer flex-wrap items-baseline gap-x-3 gap-y-1 py-3">
        <span className="w-14 shrink-0 font-mono font-semibold text-[0.8125rem]">{method}</span>
        <code className="min-w-0 break-all text-[0.8125rem]">{path}</code>
        <span className="text-muted text-sm">{described.summary}</span>
      </summary>
      <div className="grid gap-4 pb-5">
        <Rules description={description} locale={locale} />
        <Parameters operation={described} locale={locale} />
        <Examples operation={described} schemas={document.components.schemas} locale={locale} />
      </div>
    </details>
  );
}

function Rules({ description, locale }: Pick<Operation, "description"> & { locale: Locale }) {
  const t = getTranslator(locale, "developers");
  const { access, by, product } = description;
  const who = {
    public: t("reference.public"),
    user: t("reference.person"),
    operator: t("reference.operator"),
  };
  const isNamed = access === "public" || access === "user" || access === "operator";
  return (
    <p className="flex flex-wrap gap-2">
      <Badge tone="neutral">{isNamed ? who[access] : t("reference.permission", { permission: access })}</Badge>
      {by === "session" && !isNamed ? <Badge tone="neutral">{t("reference.sessionOnly")}</Badge> : null}
      {product ? <Badge tone="neutral">{t("reference.readOnly")}</Badge> : null}
    </p>
  );
}

function Parameters({ operation, locale }: { operation: OperationObject; locale: Locale }) {
  const t = getTranslator(locale, "developers");
  if (!operation.parameters) return null;
  return (
    <div>
      <h3 className="font-medium text-sm">{t("reference.parameters")}</h3>
      <Table caption={t("reference.parametersCaption", { name: operation.operationId })}>
        <TableHead>
          <TableRow>
            <TableHeading>{t("reference.parameter")}</TableHeading>
            <TableHeading>{t("reference.place")}</TableHeading>
            <TableHeading>{t("reference.type")}</TableHeading>
          </TableRow>
        </TableHead>
        <TableBody>
          {operation.parameters.map(({ name, in: place, required, schema }) => (
            <TableRow key={`${place} ${name}`}>
              <TableCell>
                <code>{name}</code>
                {required ? <span className="text-muted text-xs"> {t("reference.required")}</span> : null}
              </TableCell>
              <TableCell>{place}</TableCell>
              <TableCell>
                <code className="text-[0.8125rem]">{typeOf(schema)}</code>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

interface ExamplesProps {
  operation: OperationObject;
  schemas: Record<string, JsonSchema>;
  locale: Locale;
}

function Examples({ operation, schemas, locale }: ExamplesProps) {
  const t = getTranslator(locale, "developers");
  const request = operation.requestBody?.content["application/json"]?.schema;
  const [status = "200", response] = Object.entries(operation.responses)[0] ?? [];
  const answer = response && "content" in response ? response.content?.["application/json"]?.schema : undefined;
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      {request ? <Example title={t("reference.request")} value={exampleOf(request, schemas)} /> : null}
      {answer ? (
        <Example title={t("reference.answer", { status })} value={exampleOf(answer, schemas)} />
      ) : (
        <div>
          <h3 className="font-medium text-sm">{t("reference.answer", { status })}</h3>
          <p className="mt-1.5 text-muted text-sm">{t("reference.nothing")}</p>
        </div>
      )}
    </div>
  );
}

function Example({ title, value }: { title: string; value: unknown }) {
  return (
    <div className="min-w-0">
      <h3 className="font-medium text-sm">{title}</h3>
      <pre className="mt-1.5 whitespace-pre-wrap break-words rounded-lg border border-line bg-sunken p-3 text-[0.8125rem]">
        <code>{JSON.stringify(value, null, 2)}</code>
      </pre>
    </div>
  );
}
