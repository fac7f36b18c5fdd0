"use client";

import { PageProblem } from "@/components/billing/page-problem";

interface ErrorPageProps {
  error: Error & { digest?: string };
  retry: () => void;
}

/** What stands in a signed-in page that could not be shown; the shell around it stays. */
export default function ErrorPage({ error, retry }: ErrorPageProps) {
  return <PageProblem digest={error.digest} retry={retry} />;
}
