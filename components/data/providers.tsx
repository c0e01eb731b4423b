"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { setNonce } from "get-nonce";
import { ThemeProvider } from "next-themes";
import { type ReactNode, useState } from "react";
import { isWorthRetrying, pauseBeforeRetry } from "#components/data/retry.ts";

function newClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // Live notices say when something changed; until then what was read is good.
        staleTime: 30_000,
        refetchOnWindowFocus: true,
        retry: isWorthRetrying,
        retryDelay: pauseBeforeRetry,
      },
      // A press says at once that the server cannot be reached, instead of waiting until it can.
      mutations: { networkMode: "always" },
    },
  });
}

/** What every page stands in: the query cache and the theme. */
export function Providers({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  const [client] = useState(newClient);
  // The document's policy keeps the nonce it came with, whatever a later answer brings.
  const [ours] = useState(nonce);
  // For the styles that radix adds while a dialog keeps the page from scrolling.
  if (ours) setNonce(ours);
  return (
    <ThemeProvider
      attribute="class"
      defaultTheme="system"
      enableSystem
      disableTransitionOnChange
      {...(ours && { nonce: ours })}
    >
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    </ThemeProvider>
  );
}
