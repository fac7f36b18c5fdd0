import { Card } from "@/components/ui/card";
import { Skeleton, SkeletonText } from "@/components/ui/skeleton";

/** The billing page's shape while its data is read. */
export function BillingSkeleton() {
  return (
    <div className="mx-auto grid max-w-4xl gap-6" aria-busy="true">
      <div className="grid gap-2">
        <Skeleton className="h-8 w-36" />
        <Skeleton className="h-4 w-72" />
      </div>
      <Card className="px-5 py-5">
        <div className="flex items-start gap-4">
          <Skeleton className="size-11 rounded-lg" />
          <div className="grid flex-1 gap-2">
            <Skeleton className="h-6 w-28" />
            <Skeleton className="h-4 w-64 max-w-full" />
          </div>
          <Skeleton className="h-7 w-20" />
        </div>
        <SkeletonText lines={2} className="mt-8 max-w-sm" />
      </Card>
      <Card className="grid gap-4 px-5 py-5">
        <Skeleton className="h-5 w-24" />
        <Skeleton className="h-1.5 w-full" />
      </Card>
      <Card className="grid gap-4 px-5 py-5">
        <Skeleton className="h-5 w-24" />
        <SkeletonText lines={3} />
      </Card>
    </div>
  );
}
