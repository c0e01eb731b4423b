"use client";

import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import { useEffect } from "react";
import { PageError } from "#components/shell/page-error.tsx";
import "./globals.css";

/** When even the frame of all pages failed; it stands alone, so it finds out about the theme by itself. */
export default function GlobalError(props: { error: unknown; retry: () => void }) {
  useEffect(() => {
    const chosen = localStorage.getItem("theme");
    const dark =
      chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
    document.documentElement.classList.toggle("dark", dark);
  }, []);
  return (
    <html lang="en" className={`${GeistSans.variable} ${GeistMono.variable}`}>
      <body>
        <title>This page could not be shown · Tidemark</title>
        <main>
          <PageError {...props} />
        </main>
      </body>
    </html>
  );
}
