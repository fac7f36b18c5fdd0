import { ensureBuild, SERVER } from "./launch/build";

// `npm run build`: the deployable folder (.next/standalone), complete with static and public files.
try {
  const built = await ensureBuild();
  console.log(`${SERVER} ${built ? "is built" : "is up to date"}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
