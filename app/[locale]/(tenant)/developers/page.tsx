import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DevelopersPage } from "@/components/developers/developers-page";
import { MessagesProvider } from "@/components/shell/messages-provider";
import { apiKeysKey } from "@/lib/api-client/api-keys";
import { listApiKeys } from "@/lib/api-keys/list-api-keys";
import { KEY_SCOPES } from "@/lib/api-keys/scopes";
import { toFeatureDtos } from "@/lib/entitlements/access-dto";
import { recallEntitlement } from "@/lib/entitlements/recall-entitlement";
import { isLocale } from "@/lib/i18n/locales";
import { pickMessages } from "@/lib/i18n/messages";
import { getTranslator } from "@/lib/i18n/translator";
import { roleAllows } from "@/lib/tenants/permissions";
import { Hydrate } from "../_components/hydrate";
import { requirePageSession } from "../_session";

interface DevelopersRouteProps {
  params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: DevelopersRouteProps): Promise<Metadata> {
  const { locale } = await params;
  return isLocale(locale) ? { title: getTranslator(locale, "developers")("title") } : {};
}

/** API keys and the way to the documentation. */
export default async function DevelopersRoute({ params }: DevelopersRouteProps) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const { tenant, role } = await requirePageSession("/developers");
  const canManage = roleAllows(role, "api-keys:manage");
  const [[api], keys] = await Promise.all([
    recallEntitlement(tenant.id).then((entitlement) => toFeatureDtos(entitlement, ["api_access"])),
    canManage ? listApiKeys(tenant.id) : null,
  ]);
  return (
    <MessagesProvider locale={locale} messages={pickMessages(locale, "common", "developers")}>
      <Hydrate seed={(client) => (keys ? client.setQueryData(apiKeysKey(tenant.id), { data: keys }) : undefined)}>
        <DevelopersPage
          tenantId={tenant.id}
          scopes={canManage ? KEY_SCOPES.filter((scope) => roleAllows(role, scope)) : null}
          upgradeUrl={api?.upgrade_url ?? null}
        />
      </Hydrate>
    </MessagesProvider>
  );
}
