import { randomBytes } from 'node:crypto'

/** A password for an exported or started store: 144 random bits, in letters that need no quoting anywhere. */
export function newSecret(): string {
  return randomBytes(18).toString('base64url').replace(/[-_]/g, 'x')
}
