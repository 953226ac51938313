import { randomBytes } from 'node:crypto'
import { basename, dirname, join } from 'node:path'

/** Names that `temporaryBeside` gives: `.shop.microcosm.yaml.0123456789ab.tmp` */
export const temporaryName = /^\.(.+)\.[0-9a-f]{12}\.tmp$/

/** A name beside the file that nothing else has, from where one rename puts it in place. */
export function temporaryBeside(target: string): string {
  return join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`)
}
