import type { Metadata } from "next";

export const metadata: Metadata = { title: "Not found" };

export { NotHere as default } from "#components/shell/not-here.tsx";
