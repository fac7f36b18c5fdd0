import { launch } from "./launch/launch";

// `npm run dev`: the whole product with hot reload.
await launch("dev");
