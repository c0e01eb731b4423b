"use client";

import { useMutation } from "@tanstack/react-query";
import { api } from "#components/data/api.ts";
import { FormRefusal } from "#components/team/form-refusal.tsx";
import { Button } from "#components/ui/button.tsx";

/** Accepts an invitation by somebody who is signed in, with the account that it is for. */
export function JoinTeam({ token, email, signedInAs }: { token: string; email: string; signedInAs: string }) {
  const join = useMutation({
    mutationFn: () => api("/auth/invitation", { method: "POST", body: { token } }),
    onSuccess: () => window.location.replace("/changes"),
  });
  const signOut = useMutation({
    mutationFn: () => api("/auth/sign-out", { method: "POST" }),
    onSuccess: () => window.location.reload(),
  });
  const busy = join.isPending || join.isSuccess;
  const { error } = join.error ? join : signOut;
  if (email !== signedInAs) {
    return (
      <div className="grid gap-4">
        <p className="[overflow-wrap:anywhere]">
          You are signed in as {signedInAs}. Sign out to accept it as {email}.
        </p>
        {error && <FormRefusal>{error.message}</FormRefusal>}
        <Button size="large" onClick={() => signOut.mutate()}>
          Sign out
        </Button>
      </div>
    );
  }
  return (
    <div className="grid gap-4">
      {error && <FormRefusal>{error.message}</FormRefusal>}
      <Button variant="primary" size="large" onClick={() => busy || join.mutate()} aria-disabled={busy}>
        {busy ? "Joining…" : "Join the team"}
      </Button>
    </div>
  );
}
