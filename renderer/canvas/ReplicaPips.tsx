import { counted } from '../../app/run/figures.ts'

const shown = 6

/** A small square per replica: full when it serves, hollow when it should and does not, which is no trouble while it starts. */
export function ReplicaPips({ replicas, ready, starting }: { replicas: number | null; ready: number | null; starting: boolean }) {
  if (replicas === null) return null
  const serving = ready ?? replicas
  const text = ready === null ? counted(replicas, 'replica') : `${serving} of ${counted(replicas, 'replica')} ready`
  const count = Math.max(replicas, serving)
  const tone = ready === null ? 'pips-designed' : starting ? 'pips-starting' : ''
  return (
    <span className={`pips ${tone}`} data-tip={text}>
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
