// Another address of the same list.
export { GET } from "../../tenants/route";
