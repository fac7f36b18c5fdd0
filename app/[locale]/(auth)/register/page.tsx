import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { type PageProps, pageLocale, pageQuery } from "@/components/auth/page-props";
import { pageSession } from "@/components/auth/page-session";
import { RegisterPage } from "@/components/registration/register-page";
import { Logo } from "@/components/shell/logo";
import { MessagesProvider } from "@/components/shell/messages-provider";
import type { RegistrationOrder } from "@/lib/api-client/registration";
import type { PlanDto } from "@/lib/contracts/plans";
import { database } from "@/lib/database";
import { pickMessages } from "@/lib/i18n/messages";
import { getTranslator } from "@/lib/i18n/translator";
import { CURRENCY_OF_LOCALE } from "@/lib/i18n/visible-address";
import { CURRENCIES, INTERVALS } from "@/lib/plans/catalogue";
import { listPlans } from "@/lib/plans/list-plans";
import { toPlanDto } from "@/lib/plans/plan-dto";

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const t = getTranslator(await pageLocale(props), "registration");
  return { title: t("metaTitle") };
}

/** Registration with a card; who is signed in already buys on the upgrade page. */
export default async function RegisterRoute(props: PageProps) {
  const locale = await pageLocale(props);
  const query = await pageQuery(props);
  const interval = INTERVALS.find((known) => known === query("interval")) ?? "monthly";
  const currency = CURRENCIES.find((known) => known === query("currency")?.toLowerCase()) ?? CURRENCY_OF_LOCALE[locale];
  const plans = (await listPlans(database())).map(toPlanDto);
  const plan = chosenPlan(plans, query("plan"));
  const mode = plan.trial_days > 0 && query("mode") !== "paid" ? "trial" : "paid";
  const order: RegistrationOrder = { plan: plan.tier, interval, currency, mode };
  if (await pageSession()) redirect(`/upgrade?${new URLSearchParams({ plan: plan.tier, interval, currency })}`);
  const product = getTranslator(locale, "common")("product");
  return (
    <main id="content" className="mx-auto min-h-dvh w-full max-w-4xl px-4 pt-[max(2rem,6dvh)] pb-16">
      <a href="/" aria-label={product} className="mb-8 inline-flex rounded-md">
        <Logo name={product} />
      </a>
      <MessagesProvider locale={locale} messages={pickMessages(locale, "auth", "cards", "plans", "registration")}>
        <RegisterPage plans={plans} asked={order} signInHref="/sign-in" />
      </MessagesProvider>
    </main>
  );
}

/** The plan of that name among those on sale (BASIC is the alias of starter), else the one that most people want. */
function chosenPlan(plans: PlanDto[], name: string | undefined): PlanDto {
  const wanted = name?.toLowerCase() === "basic" ? "starter" : name?.toLowerCase();
  const forSale = plans.filter(({ prices }) => prices.length > 0);
  const plan = forSale.find(({ tier }) => tier === wanted) ?? forSale.find(({ tier }) => tier === "pro") ?? forSale[0];
  if (!plan) throw new Error("no plan is on sale");
  return plan;
}
