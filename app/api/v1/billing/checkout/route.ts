export { POST } from "@/app/api/v1/tenants/[tenant_id]/checkout/route";
