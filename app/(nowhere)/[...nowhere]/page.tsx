import { notFound } from "next/navigation";

/** Every address that leads to no page. Here and not in app/not-found.tsx, which every other page would bring along. */
export default function Nowhere(): never {
  notFound();
}
