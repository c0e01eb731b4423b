"use client";

export { PageError as default } from "#components/team/page-error.tsx";
