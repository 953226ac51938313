import type { Loss } from '../../app/exporters/exporter.ts'
import { groupLosses } from '../../app/exporters/group-losses.ts'

/** What an export could not carry over, for the person who reads the exported files later and elsewhere. */
export function toLossesFile(target: string, losses: Loss[]): { path: string; content: string } {
  const lines = groupLosses(losses).map(({ reason, at }) => {
    const places = at.map(({ where, fields }) => `\`${where}\`${fields === undefined ? '' : ` ${fields}`}`)
    return `- ${places.join(at[0]?.fields === undefined ? ', ' : '; ')}: ${reason}`
  })
  const heading = `# ${target}: what the design says and these files do not`
  return {
    path: 'microcosm-export-losses.md',
    content: `${heading}\n\nWritten by Microcosm with the export beside it.\n\n${lines.join('\n')}\n`,
  }
}
