import { toSvg } from '../app/exporters/diagram/svg.ts'
import { type ReportParts, toReport } from '../app/report/report.ts'
import { arrange } from './arrange.ts'

/** The page on a run, with the drawing of its design; components without a place are arranged. */
export async function makeReport(parts: Omit<ReportParts, 'drawing'>): Promise<string> {
  return toReport({ ...parts, drawing: toSvg(parts.design, await arrange(parts.design)) })
}
