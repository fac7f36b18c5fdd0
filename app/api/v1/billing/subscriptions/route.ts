export { POST as DELETE } from "@/app/api/v1/tenants/[tenant_id]/subscription/cancel/route";
export { POST } from "@/app/api/v1/tenants/[tenant_id]/subscription/route";
export { POST as PUT } from "@/app/api/v1/tenants/[tenant_id]/subscription/upgrade/route";
