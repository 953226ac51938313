/** The parts of a whole that are worth a name, and what the rest of them make together. Shares, together 1, the greatest first. */
export function mainParts(shares: Record<string, number>): { parts: [string, number][]; rest: { count: number; share: number } } {
  const all = Object.entries(shares)
  const parts = all.filter(([, share], place) => place < alwaysNamed || (share >= leastShare && place < mostNamed))
  const others = all.slice(parts.length)
  return { parts, rest: { count: others.length, share: others.reduce((sum, [, share]) => sum + share, 0) } }
}

const alwaysNamed = 4
const mostNamed = 12
const leastShare = 0.01
