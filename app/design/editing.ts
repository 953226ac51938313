import type { DesignDocument } from './document.ts'
import type { Layout } from './render-yaml.ts'
import type { Splice } from './splices.ts'

/** A text that is being edited: what it says and how it is written, and the splices noted so far. */
export interface Editing {
  text: string
  layout: Layout
  splices: Splice[]
  sourceIndexes: DesignDocument['sourceIndexes']
}
