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
  /** Of good practice: how the field calls it, why it matters, and where that is described. */
  help?: Help
  check(design: Design): Finding[]
}

export interface Help {
  /** The field's word: `single point of failure`. */
  term: string
  /** One or two sentences. */
  why: string
  url: string
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
