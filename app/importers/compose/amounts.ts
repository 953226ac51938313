const factors: Record<string, number> = { b: 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40, p: 2 ** 50 }

/** Bytes of a size as Compose writes it (`512m`, `1.5gb`, `67108864`); undefined for what is none. */
export function parseComposeSize(text: string): number | undefined {
  // 512m, 1.5GB, 64 MiB
  const match = /^(\d+(?:\.\d+)?)\s*([bkmgtp])?i?b?$/i.exec(text.trim())
  if (!match) return undefined
  return Math.round(Number(match[1]) * (factors[(match[2] ?? 'b').toLowerCase()] ?? 1))
}

/** As a design writes it, in the largest unit that keeps it exact. */
export function toDesignSize(bytes: number): string {
  for (const [unit, factor] of [
    ['GiB', 2 ** 30],
    ['MiB', 2 ** 20],
    ['KiB', 2 ** 10],
  ] as const) {
    if (bytes >= factor && Number.isInteger((bytes / factor) * 2)) return `${bytes / factor}${unit}`
  }
  return `${bytes}B`
}
