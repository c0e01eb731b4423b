"use client";

import { useEffect, useState } from "react";
import { FormRefusal } from "#components/team/form-refusal.tsx";
import { signInBy } from "#components/team/provider-sign-in.ts";
import { Button } from "#components/ui/button.tsx";

type OfferedProvider = { id: string; name: string };

/** The ways to sign in beside a password, below the form of that. */
export function ProviderButtons({
  providers,
  destination,
}: {
  providers: OfferedProvider[];
  destination: string;
}) {
  const [leavingFor, setLeavingFor] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  // Whoever comes back from the provider by the browser's button finds the page as it was left.
  useEffect(() => {
    const comeBack = ({ persisted }: PageTransitionEvent) => persisted && setLeavingFor(null);
    window.addEventListener("pageshow", comeBack);
    return () => window.removeEventListener("pageshow", comeBack);
  }, []);
  const leave = async (id: string) => {
    setLeavingFor(id);
    setRefusal(null);
    try {
      await signInBy(id, destination);
    } catch (error) {
      setLeavingFor(null);
      setRefusal(error instanceof Error ? error.message : "Something went wrong. Try again.");
    }
  };
  return (
    <div className="mt-5 grid gap-2">
      <p className="mb-2 flex items-center gap-3 text-muted text-sm before:h-px before:flex-1 before:bg-border after:h-px after:flex-1 after:bg-border">
        or
      </p>
      {providers.map(({ id, name }) => (
        <Button key={id} size="large" disabled={leavingFor !== null} onClick={() => leave(id)}>
          <span className="truncate">
            {leavingFor === id ? `Leaving for ${name}…` : `Continue with ${name}`}
          </span>
        </Button>
      ))}
      {refusal && <FormRefusal>{refusal}</FormRefusal>}
    </div>
  );
}
