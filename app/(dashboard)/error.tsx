"use client";

import { useQueryClient } from "@tanstack/react-query";
import { PageError } from "#components/shell/page-error.tsx";

export default function DashboardError({ error, retry }: { error: unknown; retry: () => void }) {
  const client = useQueryClient();
  const anew = () => {
    // What failed may be an answer that was kept: the page would only fail on it again.
    client.removeQueries({ type: "inactive" });
    retry();
  };
  return <PageError error={error} retry={anew} />;
}
