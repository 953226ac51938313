/** How long the program waits for runs to be removed before it ends all the same. */
export const longestStopMs = 15_000
export const leftThere = 'Some containers may still be there: "microcosm down" removes them, and so does the next start.'

/**
 * Ends in good order when the program is told to: runs are stopped first. A second signal does not cut the cleaning short, which
 * would leave containers behind, but says what is going on.
 */
export function onEndSignals(stop: () => Promise<void>, exit: () => void): void {
  let ending = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (ending) {
        console.error('Still removing what was started in Docker; this takes a few seconds.')
        return
      }
      ending = true
      void withinLimit(stop(), endAtOnce).finally(exit)
    })
  }
}

/**
 * Ends the program at once, after what could not be stopped in time. An ordinary exit waits for file operations that are under
 * way, such as one on a network disk that is gone; this waits for nothing.
 */
export function endAtOnce(): void {
  process.kill(process.pid, 'SIGKILL')
}

/** Settles with `work`, or when it has taken too long, which is said; never rejects. */
export async function withinLimit(work: Promise<void>, onLate: () => void = () => {}): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), longestStopMs)
  })
  const outcome = await Promise.race([work, limit]).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error))
  })
  clearTimeout(timer)
  if (outcome !== 'late') return
  console.error(leftThere)
  onLate()
}
