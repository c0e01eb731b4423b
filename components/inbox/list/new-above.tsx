/** Says how many items wait above what is read, and lets them in when it is pressed. It floats: nothing moves for it. */
export function NewAbove({ waiting, admit }: { waiting: number; admit: () => void }) {
  return (
    <div role="status" className="absolute inset-x-0 top-2 z-10 flex justify-center empty:hidden">
      {waiting > 0 && (
        <button
          type="button"
          onClick={admit}
          className="h-7 animate-slide-in rounded-full border border-accent/40 bg-raised px-3 font-medium text-accent text-sm shadow-lg pointer-coarse:h-11"
        >
          {waiting.toLocaleString("en")} new <span aria-hidden>↑</span>
        </button>
      )}
    </div>
  );
}
