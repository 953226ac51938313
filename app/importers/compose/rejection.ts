import type { ImportProblem } from '../importer.ts'
import { type Node, placeOf, type Span } from './tree.ts'

/** Thrown by a phase for what Compose would refuse; `importCompose` turns it into a problem. Never leaves this folder. */
export class Rejection extends Error {
  override name = 'Rejection'
  readonly problem: ImportProblem
  constructor(problem: ImportProblem) {
    super(problem.message)
    this.problem = problem
  }
}

/** Refuses the files: `where` is the place, `message` and `remedy` are a sentence each. */
export function reject(where: Node | Span | { file: string; line?: number }, message: string, remedy?: string, rule = 'compose'): never {
  const place = 'file' in where ? { file: where.file, line: where.line ?? 1, column: 1 } : placeOf('source' in where ? where : where.at)
  throw new Rejection({ severity: 'error', rule, message, ...(remedy ? { remedy } : {}), path: [], ...place })
}
