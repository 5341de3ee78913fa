/** A progress bar with a name; without a total it only says that something is going on. */
export function Progress({ label, done, total }: { label: string; done: number; total: number | null }) {
  const share = total ? Math.min(1, done / total) : 0;
  return (
    <div
      className={total === null ? "progress progress-unknown" : "progress"}
      role="progressbar"
      aria-label={label}
      {...(total === null ? {} : { "aria-valuemin": 0, "aria-valuemax": total, "aria-valuenow": done })}
    >
      <div className="progress-bar" style={{ inlineSize: total === null ? "30%" : `${share * 100}%` }} />
    </div>
  );
}
