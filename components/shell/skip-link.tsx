/** The first stop of the Tab key: jumps over the navigation to `<main id="content">`. */
export function SkipLink({ label }: { label: string }) {
  return (
    <a
      href="#content"
      className="fixed top-3 left-3 z-50 -translate-y-20 rounded-md bg-solid px-4 py-2 text-on-solid text-sm focus:translate-y-0"
    >
      {label}
    </a>
  );
}
