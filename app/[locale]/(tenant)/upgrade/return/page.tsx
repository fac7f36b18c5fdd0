import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { ReturnPage } from "@/components/upgrade/return-page";
import { UnknownPurchase } from "@/components/upgrade/unknown-purchase";
import { billingKey, confirmationKey } from "@/lib/api-client/keys";
import { confirmCheckout } from "@/lib/checkout/confirm-checkout";
import type { ConfirmationDto } from "@/lib/contracts/checkout";
import { AppError } from "@/lib/errors";
import { isLocale } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";
import type { TenantId } from "@/lib/ids";
import { Hydrate } from "../../_components/hydrate";
import { requirePageSession } from "../../_session";

interface ReturnRouteProps {
  params: Promise<{ locale: string }>;
  searchParams: Promise<{ session_id?: string | string[] }>;
}

export async function generateMetadata({ params }: ReturnRouteProps): Promise<Metadata> {
  const { locale } = await params;
  return isLocale(locale) ? { title: getTranslator(locale, "upgrade")("return.title"), robots: "noindex" } : {};
}

/** Where the payment page leads back to: asks Stripe at once instead of waiting for the webhook (G6). */
export default async function ReturnRoute({ params, searchParams }: ReturnRouteProps) {
  const [{ locale }, { session_id: sessionId }] = await Promise.all([params, searchParams]);
  if (!isLocale(locale)) notFound();
  if (typeof sessionId !== "string" || sessionId === "") redirect("/billing");
  const { tenant } = await requirePageSession(`/upgrade/return?session_id=${encodeURIComponent(sessionId)}`);
  const confirmation = await readConfirmation(tenant.id, sessionId);
  if (confirmation === "unknown") return <UnknownPurchase />;
  return (
    <Hydrate
      seed={(client) => {
        if (confirmation === "unreachable") return;
        client.setQueryData(confirmationKey(tenant.id, sessionId), confirmation);
        client.setQueryData(billingKey(tenant.id), confirmation.billing);
      }}
    >
      <ReturnPage tenantId={tenant.id} sessionId={sessionId} />
    </Hydrate>
  );
}

/** Another's session is unknown here (G21). While Stripe can't be reached the page keeps asking. */
async function readConfirmation(
  tenantId: TenantId,
  sessionId: string,
): Promise<ConfirmationDto | "unknown" | "unreachable"> {
  try {
    return await confirmCheckout(tenantId, sessionId);
  } catch (error) {
    if (error instanceof AppError && error.code === "checkout_not_found") return "unknown";
    if (error instanceof AppError && error.code === "billing_unavailable") return "unreachable";
    throw error;
  }
}
