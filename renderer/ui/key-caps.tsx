/** Keys drawn as caps. */
export function KeyCaps({ keys }: { keys: readonly string[] }) {
  return (
    <kbd className="keys">
      {keys.map((key) => (
        <kbd key={key} className="key">
          {key}
        </kbd>
      ))}
    </kbd>
  );
}
