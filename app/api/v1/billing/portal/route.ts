export { POST } from "@/app/api/v1/tenants/[tenant_id]/portal/route";
