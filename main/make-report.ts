import { toSvg } from '../app/exporters/diagram/svg.ts'
import { type ReportParts, toReport } from '../app/report/report.ts'
import { withNamedSecrets } from '../app/secrets/name-secrets.ts'
import { arrange } from './arrange.ts'

/** The page on a run, with the drawing of its design and no secret of it; components without a place are arranged. */
export async function makeReport(parts: Omit<ReportParts, 'drawing'>): Promise<string> {
  const { design } = withNamedSecrets(parts.design)
  return toReport({ ...parts, design, drawing: toSvg(design, await arrange(design)) })
}
