import { counted, toShareText } from '../../run/figures.ts'
import { nameOf } from '../name-of.ts'
import { countHelp, type Limit } from './limit.ts'
import { serversToLose } from './staffing.ts'

/** The most instances that a function may have: requests beyond them are throttled. */
export const instances: Limit = {
  id: 'instances',
  find: ({ design, stations }) =>
    stations.flatMap(({ id, behaviour, figures }) => {
      if (behaviour.model !== 'station' || !behaviour.instances) return []
      const { most, perInstance } = behaviour.instances
      const name = nameOf(design, id)
      const lost = figures.rejectedBy?.queueFull ?? 0
      const come = figures.throughput - (figures.rejectedBy?.rateLimit ?? 0)
      const served = come - lost
      const utilisation = Math.min(1, (figures.replicas.mean * figures.utilisation) / most)
      const load = most * perInstance * utilisation * (served > 0 ? come / served : 2)
      return [
        {
          limit: 'instances',
          apart: true,
          component: id,
          utilisation,
          use: `${toShareText(utilisation)} of its ${counted(most, 'instance')} at most`,
          lost,
          waiting: figures.queue.mean,
          growing: false,
          heldBy: [],
          sentence: `${name} is the bottleneck: its ${counted(most, 'instance')} at most throttle ${toShareText(come > 0 ? lost / come : 0)} of its requests.`,
          remedy: `Allow ${name} more instances, shorten its work, or let requests wait before it.`,
          help: countHelp(['components', id, 'maxInstances'], most, serversToLose(load) / perInstance, 'instances at most'),
        },
      ]
    }),
}
