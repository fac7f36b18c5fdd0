import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";

const TILES = ["first", "second", "third", "fourth"];

/** The Studio's shape while its data is read. */
export function StudioSkeleton() {
  return (
    <div aria-busy="true">
      <div className="grid gap-2 pb-6">
        <Skeleton className="h-8 w-28" />
        <Skeleton className="h-4 w-72 max-w-full" />
      </div>
      <Card className="grid gap-4 px-5 py-5">
        <Skeleton className="h-5 w-56" />
        <Skeleton className="h-16 w-full" />
        <Skeleton className="ml-auto h-10 w-36" />
      </Card>
      <div className="mt-10 grid grid-cols-2 gap-x-4 gap-y-6 sm:grid-cols-3 lg:grid-cols-4">
        {TILES.map((tile) => (
          <Skeleton key={tile} className="aspect-3/4 w-full rounded-lg" />
        ))}
      </div>
    </div>
  );
}
