import "../globals.css";
import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata } from "next";
import type { ReactNode } from "react";

export const metadata: Metadata = { title: "Mailbox · Tierline", robots: { index: false } };

/** The document of the pages for developers; they speak English and exist on a developer's machine alone. */
export default function DevLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" className={`${GeistSans.variable} ${GeistMono.variable}`}>
      <body className="bg-canvas">{children}</body>
    </html>
  );
}
