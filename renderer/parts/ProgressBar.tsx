import './ProgressBar.css'

/** How far something is, 0..1; without a value it moves to say that something goes on. */
export function ProgressBar({ value, label }: { value?: number | undefined; label: string }) {
  return (
    <div
      className="progress"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={value === undefined ? undefined : Math.round(value * 100)}
    >
      <div
        className={value === undefined ? 'progress-moving' : 'progress-done'}
        style={value === undefined ? {} : { width: `${value * 100}%` }}
      />
    </div>
  )
}
