import { counted, toRateText, toShareText } from '../../run/figures.ts'
import { nameOf } from '../name-of.ts'
import { isGrowing } from './growing.ts'
import { countHelp, type Limit, parameterOf } from './limit.ts'
import { serversToWait } from './staffing.ts'

/** The primary of a database, which takes all writes, apart from the replicas that only take reads. */
export const primary: Limit = {
  id: 'primary',
  find: ({ design, stations, connections }) =>
    stations.flatMap(({ id, behaviour, figures }) => {
      const { roles } = figures
      if (behaviour.model !== 'station' || !behaviour.primary || !roles) return []
      const name = nameOf(design, id)
      const { concurrency, replicas } = behaviour
      const parameter = parameterOf(design, id, ['connections', 'concurrency'])
      const growing = isGrowing(figures)
      const reads = connections.filter(({ connection }) => connection.to === id)
      const calls = reads.reduce((sum, each) => sum + each.figures.throughput, 0)
      const apart = reads.reduce((sum, each) => sum + each.figures.throughput * (each.connection.reads ?? 0), 0)
      return (['primary', 'replicas'] as const).map((role) => {
        const { utilisation, waiting } = roles[role]
        const servers = role === 'primary' ? concurrency : concurrency * (replicas - 1)
        const load = utilisation * servers * (growing ? 1.3 : 1)
        const what = role === 'primary' ? `the primary of ${name}` : `the read replicas of ${name}`
        const share = calls > 0 ? ` (${toShareText(1 - apart / calls)} of ${toRateText(calls)} go there)` : ''
        const others = roles[role === 'primary' ? 'replicas' : 'primary'].utilisation
        return {
          limit: 'primary',
          apart: true,
          component: id,
          utilisation,
          use: `${toShareText(utilisation)} of the ${counted(servers, 'connection')} of ${role === 'primary' ? 'its primary' : 'its read replicas'}`,
          lost: 0,
          waiting,
          growing: growing && utilisation > 0.95,
          heldBy: [],
          sentence:
            role === 'primary'
              ? `${upper(what)} is the bottleneck: ${toShareText(utilisation)} of its ${counted(concurrency, 'connection')} ${concurrency === 1 ? 'is' : 'are'} busy${share}, while its replicas are ${toShareText(others)} busy.`
              : `${upper(what)} are the bottleneck: ${toShareText(utilisation)} of their ${counted(servers, 'connection')} are busy, while the primary is ${toShareText(others)} busy.`,
          remedy:
            role === 'primary'
              ? `Give the primary more connections, send it fewer or shorter writes, or let more calls be reads; more replicas change nothing.`
              : `Add read replicas to ${name}.`,
          ...(role === 'replicas'
            ? { help: countHelp(['components', id, 'readReplicas'], replicas - 1, serversToWait(load) / concurrency, 'read replicas') }
            : parameter === undefined
              ? {}
              : { help: countHelp(['components', id, parameter], concurrency, serversToWait(load), 'connections a replica') }),
        }
      })
    }),
}

const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
