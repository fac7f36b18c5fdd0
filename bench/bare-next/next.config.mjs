import path from "node:path";

// The repository's root, where the packages are.
export default { turbopack: { root: path.resolve(import.meta.dirname, "../..") } };
