export { POST as PATCH } from "@/app/api/v1/tenants/[tenant_id]/subscription/upgrade/route";
