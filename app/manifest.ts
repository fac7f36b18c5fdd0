import type { MetadataRoute } from "next";
import { DEFAULT_LOCALE } from "@/lib/i18n/locales";
import { getTranslator } from "@/lib/i18n/translator";

/** What a device installs: name, icons and shortcuts of the app. */
export default function manifest(): MetadataRoute.Manifest {
  const t = getTranslator(DEFAULT_LOCALE, "common");
  return {
    id: "/studio",
    name: t("product"),
    short_name: t("product"),
    description: t("description"),
    start_url: "/studio",
    scope: "/",
    display: "standalone",
    orientation: "any",
    background_color: "#f8faf8",
    theme_color: "#f8faf8",
    categories: ["business", "finance", "productivity"],
    icons: [
      { src: "/icons/icon-192.png", sizes: "192x192", type: "image/png", purpose: "any" },
      { src: "/icons/icon-512.png", sizes: "512x512", type: "image/png", purpose: "any" },
      { src: "/icons/maskable-192.png", sizes: "192x192", type: "image/png", purpose: "maskable" },
      { src: "/icons/maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
    ],
    shortcuts: [
      { name: t("nav.studio"), url: "/studio", icons: [{ src: "/icons/icon-192.png", sizes: "192x192" }] },
      { name: t("nav.billing"), url: "/billing", icons: [{ src: "/icons/icon-192.png", sizes: "192x192" }] },
    ],
  };
}
