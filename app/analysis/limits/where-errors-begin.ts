import { connectionId, connectionsFrom, type Design } from '../../design/design.ts'
import type { Result } from '../../run/result.ts'

/** Follows failing calls from a component down to the one that fails by itself: who is dead behind it. */
export function whereErrorsBegin(design: Design, result: Result, id: string, path: readonly string[] = []): string {
  const own = failures(result, id)
  const worst = connectionsFrom(design, id)
    .map((connection) => ({ to: connection.to, failed: failedCalls(result, connectionId(connection)) }))
    .filter(({ to }) => !path.includes(to))
    .sort((a, b) => b.failed - a.failed)[0]
  return worst && worst.failed > 0.5 * own ? whereErrorsBegin(design, result, worst.to, [...path, id]) : id
}

function failures({ components }: Result, id: string): number {
  const figures = components[id]
  return figures ? figures.throughput * figures.errorRate : 0
}

/** Failed and refused calls per second. */
function failedCalls({ connections }: Result, id: string): number {
  const figures = connections[id]
  return figures ? figures.throughput * figures.errorRate + (figures.refused ?? 0) : 0
}
