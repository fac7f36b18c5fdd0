export { GET } from "@/app/api/v1/tenants/[tenant_id]/subscription/details/route";
