import { connectionId, connectionsFrom, connectionsTo, type Design } from '../../design/design.ts'
import { toRateText, toShareText } from '../../run/figures.ts'
import type { Result } from '../../run/result.ts'
import { nameOf } from '../name-of.ts'
import { countHelp, type Finding, type Limit } from './limit.ts'

/** More failures than this cannot be retried away. */
const mostRetried = 0.5
/** What may be left after retries. */
const left = 0.005

/** Where errors begin: a component that fails more than it turns away, gives up, and hears from the calls it makes. */
export const failures: Limit = {
  id: 'failures',
  find: ({ design, result, stations }) =>
    stations.flatMap(({ id, figures }): Finding[] => {
      const own =
        figures.throughput * figures.errorRate -
        failedCalls(design, result, id) -
        (figures.rejected ?? 0) -
        (figures.abandoned ?? 0) -
        (figures.conflicts ?? 0)
      if (own <= 0) return []
      const name = nameOf(design, id)
      const share = figures.throughput > 0 ? own / figures.throughput : 0
      const retried = share < mostRetried
      return [
        {
          limit: 'failures',
          component: id,
          utilisation: 0,
          use: '',
          lost: own,
          waiting: 0,
          growing: false,
          heldBy: [],
          sentence: `Nothing is short of workers, but ${name} answers ${toShareText(share)} of its ${toRateText(figures.throughput)} requests with errors of its own.`,
          remedy: retried
            ? `Look at what fails in ${name}; callers could retry, with a budget, while it is so.`
            : `Look at what fails in ${name}; so many failures cannot be retried away, but callers for whom it is optional, or that have a fallback, answer all the same.`,
          ...(retried ? retryHelp(design, result, id, share) : {}),
        },
      ]
    }),
}

/** Calls that a component made and that failed, its own refusals among them. */
function failedCalls(design: Design, result: Result, id: string): number {
  return connectionsFrom(design, id).reduce((sum, connection) => {
    const flow = result.connections[connectionId(connection)]
    return sum + (flow ? flow.throughput * flow.errorRate + (flow.refused ?? 0) : 0)
  }, 0)
}

/** So many retries on the busiest connection that comes here as leave next to no failures. */
function retryHelp(design: Design, result: Result, id: string, share: number): Pick<Finding, 'help'> {
  const calls = connectionsTo(design, id).map((connection) => ({
    connection,
    rate: result.connections[connectionId(connection)]?.throughput ?? 0,
  }))
  const [busiest] = calls.sort((a, b) => b.rate - a.rate)
  if (!busiest) return {}
  const from = busiest.connection.retries?.attempts ?? 0
  const needed = Math.ceil(Math.log(left) / Math.log(share)) - 1
  if (needed <= from) return {}
  return { help: countHelp(['connections', connectionId(busiest.connection), 'retries', 'attempts'], from, needed, 'retries') }
}
