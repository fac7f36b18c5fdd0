import { launch } from "./launch/launch";

// `npm start`: the whole product on the production build.
await launch("built");
