import { Monitor, Moon, Sun } from "lucide-react";

/** The looks a person may choose; "system" follows the machine's. */
export const THEMES = [
  { name: "system", label: "System theme", icon: <Monitor /> },
  { name: "light", label: "Light theme", icon: <Sun /> },
  { name: "dark", label: "Dark theme", icon: <Moon /> },
];
