import { basename } from 'node:path'
import type { Input, Output } from '../../app/bridge/requests.ts'
import { toCommandLine } from '../command-line.ts'
import { writeAtomically } from '../files/atomic-write.ts'
import type { Dialogs } from '../files/dialogs.ts'
import { toFileRefusal } from '../files/file-failure.ts'
import { chooseNewFile } from '../files/new-file.ts'
import { checkScenario } from '../run-request.ts'
import type { Work } from '../work/work.ts'

export interface ReportAccess {
  /** null: the page shows its own dialog, and names the path. */
  dialogs: Dialogs | null
  version: string
  work: Work
}

/** Writes the page on a result where the person chooses. */
export async function saveReport(input: Input<'reports.save'>, { dialogs, version, work }: ReportAccess): Promise<Output<'reports.save'>> {
  const design = await work.soundDesign(input.text)
  checkScenario(input.scenario, Object.keys(design.scenarios ?? {}))
  const path = await chooseNewFile({
    file: input.file,
    suggestedName: input.suggestedName,
    what: 'the report',
    withEnding,
    ask: dialogs && ((name) => dialogs.saveReport(name)),
  })
  if (path === null) return null
  const { result, capacity, sensitivity } = input
  const page = await work.makeReport({
    design,
    scenario: input.scenario,
    result,
    ...(capacity ? { capacity } : {}),
    ...(sensitivity ? { sensitivity } : {}),
    command: commandOf(input),
    version,
  })
  await writeAtomically(path, page).catch((error: unknown) => {
    throw toFileRefusal(error, `write the report to ${path}`)
  })
  return { path, name: basename(path) }
}

/** What repeats the result on a command line. */
function commandOf({ path, designName, scenario, result, capacity, sensitivity }: Input<'reports.save'>): string {
  const isPredicted = result.engine === 'predict'
  const repeated = result.replications ? ['--replications', String(result.replications.count)] : []
  const own = isPredicted ? ['--seed', String(result.seed), ...repeated] : []
  return toCommandLine([
    'microcosm',
    isPredicted ? 'simulate' : 'run',
    path === null ? designName : basename(path),
    ...(scenario === undefined ? [] : ['--scenario', scenario]),
    '--duration',
    `${result.duration}s`,
    ...own,
    ...(capacity ? ['--capacity'] : []),
    ...(sensitivity ? ['--sensitivity'] : []),
  ])
}

function withEnding(path: string): string {
  return /\.html?$/i.test(path) ? path : `${path}.html`
}
