import { cva, type VariantProps } from "class-variance-authority";

/** The class names of a button, for elements that cannot be a `Button`. */
export const buttonLook = cva(
  "inline-flex shrink-0 items-center justify-center gap-1.5 whitespace-nowrap rounded-md font-medium transition-colors duration-150 disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0 print:hidden",
  {
    variants: {
      variant: {
        primary: "bg-accent text-accent-foreground hover:bg-accent/90",
        secondary: "border border-border-strong bg-surface text-foreground hover:bg-sunken",
        quiet: "text-foreground hover:bg-sunken",
        danger: "border border-error/50 bg-surface text-error hover:bg-error-soft",
      },
      size: {
        small: "h-7 px-2 text-sm pointer-coarse:h-11 pointer-coarse:px-3",
        medium: "h-8 px-3 text-sm pointer-coarse:h-11",
        large: "h-9 px-3 text-sm pointer-coarse:h-11",
        icon: "size-8 pointer-coarse:size-11",
      },
    },
    defaultVariants: { variant: "secondary", size: "medium" },
  },
);

export type ButtonLook = VariantProps<typeof buttonLook>;
