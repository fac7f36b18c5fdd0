"use client";

import { FAILURE_TEXTS } from "@/lib/i18n/failure-texts";
import { DEFAULT_LOCALE } from "@/lib/i18n/locales";

// Written out here: importing the style sheet would make every page preload it a second time for this one.
const PAGE = { colorScheme: "light dark", fontFamily: "system-ui, sans-serif", lineHeight: 1.55 };
const COLUMN = { maxWidth: "36rem", margin: "20vh auto 0", padding: "0 1.5rem" };
const BUTTON = { font: "inherit", padding: "0.5rem 1rem", cursor: "pointer" };

/** The last resort, when the document itself could not be built. */
export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  const texts = FAILURE_TEXTS[DEFAULT_LOCALE];
  return (
    <html lang={DEFAULT_LOCALE} style={PAGE}>
      <body>
        <title>{texts.title}</title>
        <main style={COLUMN}>
          <h1>{texts.title}</h1>
          <p>{texts.description}</p>
          <button type="button" onClick={retry} style={BUTTON}>
            {texts.retry}
          </button>
        </main>
      </body>
    </html>
  );
}
