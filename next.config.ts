import type { NextConfig } from "next";

// Packages that run from node_modules instead of the bundle: they load files or native code of their own, or are
// large and gain nothing from bundling. The standalone output copies them, traced.
const UNBUNDLED = [
  "@node-rs/argon2",
  "@auth/drizzle-adapter",
  "drizzle-orm",
  "graphile-worker",
  "nodemailer",
  "pg",
  "pino",
  "postgres",
  "stripe",
];

const config: NextConfig = {
  output: "standalone",
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: UNBUNDLED,
  // Types are a check of their own (`npm run check`, `npm test`): a slip in a test file must not keep the app from building.
  typescript: { ignoreBuildErrors: true },
  // The launcher, the tests and the local Stripe never belong to the deployed folder.
  outputFileTracingExcludes: {
    "/*": ["./.data/**", "./.reports/**", "./e2e/**", "./scripts/**", "./stripe-sandbox/**"],
  },
  outputFileTracingRoot: import.meta.dirname,
  turbopack: { root: import.meta.dirname },
};

export default config;
