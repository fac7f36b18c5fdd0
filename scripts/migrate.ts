import { runMigrations } from "../db/migrate";
import { loadEnvFile } from "./launch/env-file";

// `npm run db:migrate`: brings the database that DATABASE_URL names up to date, ahead of a deployment.
loadEnvFile();
const url = process.env.DATABASE_URL;
if (!url) {
  console.error("DATABASE_URL is not set. The embedded database needs no such step: `npm start` migrates it.");
  process.exit(1);
}
await runMigrations(url);
console.log("The database schema is up to date.");
