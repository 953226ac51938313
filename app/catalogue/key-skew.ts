import type { KeySkew } from '../design/fields.ts'
import type { Skew } from './component.ts'

export function toSkew({ keys, zipf, shares }: KeySkew): Skew {
  return { keys: keys ?? 1000, zipf: zipf ?? 0, shares: shares ?? null }
}
