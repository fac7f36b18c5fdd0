// Another address of the same: the workspace's settings are its own fields.
export { GET, PATCH } from "../route";
