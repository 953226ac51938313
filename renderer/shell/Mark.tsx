/** Microcosm's mark: a small world with something in orbit around it. */
export function Mark({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" role="img" aria-label="Microcosm" className="mark">
      <circle cx="12" cy="12" r="9.5" fill="none" stroke="currentColor" strokeWidth="1.75" />
      <circle cx="12" cy="12" r="3.25" fill="currentColor" />
      <circle cx="18.7" cy="5.3" r="2.9" fill="var(--panel)" />
      <circle cx="18.7" cy="5.3" r="1.9" fill="currentColor" />
    </svg>
  )
}
