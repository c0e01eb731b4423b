"use client";

import {
  type MutationCacheNotifyEvent,
  type QueryCacheNotifyEvent,
  useQueryClient,
} from "@tanstack/react-query";
import { useEffect } from "react";
import { ApiError } from "#components/data/api.ts";
import { signInAddress } from "#components/shell/sign-in-address.ts";

/** Leaves for the sign-in page as soon as an answer says that the session has ended, here or elsewhere. */
export function SessionEnded() {
  const client = useQueryClient();
  useEffect(() => {
    const stopReads = client.getQueryCache().subscribe(leaveWhenEnded);
    const stopWrites = client.getMutationCache().subscribe(leaveWhenEnded);
    return () => {
      stopReads();
      stopWrites();
    };
  }, [client]);
  return null;
}

function leaveWhenEnded(event: QueryCacheNotifyEvent | MutationCacheNotifyEvent): void {
  if (event.type !== "updated" || event.action.type !== "error") return;
  const { error } = event.action as { error: unknown };
  if (error instanceof ApiError && error.status === 401) leaveForSignIn();
}

/** Goes to the sign-in page, and from there back here, as a whole new page: nothing of the account stays in memory. */
export function leaveForSignIn(): void {
  window.location.assign(signInAddress(window.location.pathname + window.location.search));
}
