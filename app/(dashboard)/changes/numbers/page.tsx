import type { Metadata } from "next";
import { Numbers } from "#components/inbox/numbers/numbers.tsx";

export const metadata: Metadata = { title: "How we keep up" };

export default function NumbersPage() {
  return <Numbers />;
}
