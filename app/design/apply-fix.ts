import type { Design } from './design.ts'
import { setParameter } from './edit.ts'
import type { Fix } from './fix.ts'

/** The design with a fix applied, one edit after another. */
export function applyFix(design: Design, { edits }: Fix): Design {
  return edits.reduce((changed, { path, value }) => setParameter(changed, path, value), design)
}
