import { Skeleton } from "@/components/ui/skeleton";

const CARDS = ["locations", "products", "users", "recipes", "suppliers"];

/** The page's shape before anything is known. */
export function WorkspaceSkeleton() {
  return (
    <div className="grid gap-6" aria-busy="true">
      <Skeleton className="h-9 w-48" />
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-5">
        {CARDS.map((card) => (
          <Skeleton key={card} className="h-20" />
        ))}
      </div>
      <Skeleton className="h-12" />
      <Skeleton className="h-64" />
    </div>
  );
}
