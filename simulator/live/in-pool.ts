/** Does something for each item, at most `size` at a time. Waits for all of them; then throws the first failure, if any. */
export async function inPool<T>(size: number, items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const waiting = [...items]
  const failures: unknown[] = []
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item).catch((error) => failures.push(error))
  }
  await Promise.all(Array.from({ length: Math.min(size, items.length) }, worker))
  if (failures.length > 0) throw failures[0]
}

/** Lets at most `size` pieces of work go on at once; the others wait their turn. */
export function createPool(size: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (running >= size) await new Promise<void>((enter) => waiting.push(enter))
    else running += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
