import type { Payload } from '../../app/bridge/events.ts'

type LogLine = Payload<'run.log'>['lines'][number]

/** Lines kept per component: enough to look back, few enough to draw and search at once. */
export const logLimit = 2000

export function withLines(before: LogLine[], lines: LogLine[]): LogLine[] {
  return [...before, ...lines].slice(-logLimit)
}

/** The lines that contain the text, whatever its case. */
export function matching(lines: LogLine[], filter: string): LogLine[] {
  const wanted = filter.trim().toLowerCase()
  return wanted === '' ? lines : lines.filter((line) => line.text.toLowerCase().includes(wanted))
}

// 2026-11-22T03:54:01.123456789Z → 03:54:01.123
export function timeOfDay(time: string): string {
  return /T(\d\d:\d\d:\d\d(?:\.\d{1,3})?)/.exec(time)?.[1] ?? time
}

/** Replicas are counted from one, as in the containers' names. */
export function replicaNumber(line: LogLine): number {
  return line.replica + 1
}

/** As it is copied: one line of text per line of the log. */
export function toPlainText(lines: LogLine[]): string {
  return lines.map((line) => `${line.time} ${replicaNumber(line)} ${line.text}`).join('\n')
}
