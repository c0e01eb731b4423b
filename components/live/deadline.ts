/** A moment by which something must have happened; set anew whenever it has. */
export function deadline(onMissed: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const clear = () => clearTimeout(timer);
  const set = (ms: number) => {
    clear();
    timer = setTimeout(onMissed, ms);
  };
  return { set, clear };
}
