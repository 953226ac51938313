import type { Design } from '../../app/design/design.ts'
import { renderDesign } from '../../app/design/write-document.ts'
import type { Export } from '../../app/exporters/exporter.ts'
import type { ReportParts } from '../../app/report/report.ts'
import { scenarioOf } from '../../app/run/scenario.ts'
import { type ExportWork, exportDesign, findExporter } from '../export-design.ts'
import { toSoundDesign } from '../files/sound-design.ts'
import { type ComposeOrder, importCompose } from '../import-compose.ts'
import { makeReport } from '../make-report.ts'
import { newSecret } from '../new-secret.ts'

/** A report as it can be asked for across threads: with the scenario's name, absent for steady traffic. */
export interface ReportWork extends Omit<ReportParts, 'drawing' | 'scenario'> {
  scenario: string | undefined
}

/**
 * What takes longer the larger a file is. The program with a window has it done on a thread of its own (`work-thread.ts`), so that
 * it answers meanwhile; a command of the command line, which has nobody else to answer, does it where it is.
 */
export interface Work {
  /** What an engine or an exporter can take. Warnings stay where the text was read: there may be as many as components. */
  soundDesign(text: string): Promise<Design>
  /** With the text of the design's file to be. */
  importCompose(order: ComposeOrder): Promise<ReturnType<typeof importCompose> & { text?: string }>
  exportDesign(order: ExportWork): Promise<Export>
  makeReport(order: ReportWork): Promise<string>
}

export const workHere: Work = {
  soundDesign: async (text) => toSoundDesign(text),
  importCompose: async (order) => {
    const made = importCompose(order)
    return { ...made, ...(made.design ? { text: renderDesign(made.design) } : {}) }
  },
  exportDesign: async ({ to, text, where, isPreview, ...means }) => {
    // Loaded when first needed: of what is exported, much lies in the program as text.
    const { exporters } = await import('../exporters.ts')
    return exportDesign(findExporter(to, exporters), text, { ...means, exporters, newSecret }, where, isPreview)
  },
  makeReport: ({ scenario, ...parts }) => makeReport({ ...parts, scenario: scenarioOf(parts.design, scenario, parts.result.duration) }),
}
