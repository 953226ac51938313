import type { Design } from '../../app/design/design.ts'
import type { Run, RunRequest } from '../../app/run/engine.ts'
import type { RunSheet } from '../../app/run/run-sheet.ts'
import type { AnyRun } from './run-registry.ts'

/** The two engines as the program starts them; `baseFolder` is where the design's `build:` paths begin. */
export interface Engines {
  predict(request: RunRequest): Run
  live(request: RunRequest, baseFolder: string | null): AnyRun
  /** What the live engine would start. */
  sheet(design: Design, baseFolder: string | null): Promise<RunSheet>
}
