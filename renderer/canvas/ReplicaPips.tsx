const shown = 6

/** A small square per replica: full when it serves, hollow when it should and does not. Many are written as a number. */
export function ReplicaPips({ replicas, ready }: { replicas: number | null; ready: number | null }) {
  if (replicas === null) return null
  const serving = ready ?? replicas
  const text = ready === null ? `${replicas} replicas` : `${serving} of ${replicas} replicas ready`
  const count = Math.max(replicas, serving)
  return (
    <span className={`pips ${ready === null ? 'pips-designed' : ''}`} data-tip={text}>
      <span className="visually-hidden">{text}</span>
      {count > shown ? (
        <span className={serving < replicas ? 'pips-count pips-count-missing' : 'pips-count'}>
          {ready === null ? `×${replicas}` : `${serving}/${replicas}`}
        </span>
      ) : (
        // biome-ignore lint/suspicious/noArrayIndexKey: pips have no identity of their own.
        Array.from({ length: count }, (_, index) => <i key={index} className={index < serving ? 'pip' : 'pip pip-missing'} />)
      )}
    </span>
  )
}
