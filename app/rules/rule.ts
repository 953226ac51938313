import type { Design } from '../design/design.ts'
import type { Fix } from '../design/fix.ts'
import type { Problem } from '../design/problem.ts'

/** A design rule: one file, one function from a design to what is wrong with it. */
export interface Rule {
  /** Same as the file's name: `queue-has-consumer`. */
  id: string
  severity: Problem['severity']
  /** It reports that something is not there, which nobody can tell while the schema has refused a part of the text. */
  reportsAbsence?: true
  check(design: Design): Finding[]
}

/** What a rule reports; `rules.ts` adds the rule's id and severity, the document adds line and column. */
export interface Finding {
  message: string
  remedy?: string
  path: (string | number)[]
  component?: string
  connection?: string
  fix?: Fix
}
