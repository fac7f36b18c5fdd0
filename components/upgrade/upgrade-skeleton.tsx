import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";

const PLANS = ["first", "second", "third"];

/** The upgrade page's shape while its data is read. */
export function UpgradeSkeleton() {
  return (
    <div className="mx-auto max-w-5xl" aria-busy="true">
      <div className="grid gap-2 pb-6">
        <Skeleton className="h-8 w-56" />
        <Skeleton className="h-4 w-72 max-w-full" />
      </div>
      <div className="grid items-start gap-6 lg:grid-cols-[1fr_22rem]">
        <div className="grid gap-3">
          {PLANS.map((plan) => (
            <Skeleton key={plan} className="h-20 w-full rounded-xl" />
          ))}
        </div>
        <Card className="grid gap-4 px-5 py-5">
          <Skeleton className="h-5 w-28" />
          <Skeleton className="h-4 w-full" />
          <Skeleton className="h-12 w-full rounded-lg" />
        </Card>
      </div>
    </div>
  );
}
