export { GET } from "@/app/api/v1/plans/route";
