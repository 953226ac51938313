import { instanceClassOf } from '../../catalogue/instance-classes.ts'
import { propertiesOf } from './data-stack.ts'
import { usersOf } from './database-users.ts'
import type { Wiring } from './links.ts'
import type { Part, Plan } from './plan.ts'
import { mostTasks } from './scaling.ts'
import { connectionsFor, keptConnections, limitsConnections, memoryOfClass } from './stores.ts'

/** So many connections a database takes of those who use it: what the design says, or what RDS has memory for. */
export function connectionsTo(part: Part): number {
  const stated = statedConnections(part)
  if (stated !== undefined) return stated
  const { instanceType = '', engine = '' } = propertiesOf(part) as Record<string, string>
  return connectionsFor(
    memoryOfClass(instanceType) ?? instanceClassOf({ ...part.component, instanceClass: instanceType }, '').memoryBytes,
    engine,
  )
}

export function statedConnections({ component }: Part): number | undefined {
  return typeof component.connections === 'number' ? component.connections : undefined
}

/** What the design's number of connections becomes, and what it means for those who share them. */
export function lossesOfConnections(part: Part, plan: Plan, wiring: Wiring): string[] {
  const stated = statedConnections(part)
  const { counterpart } = part
  if (stated === undefined || counterpart.construct !== 'RelationalDatabase') return []
  if (!limitsConnections(counterpart.engine))
    return [
      `Its ${stated} connections are no limit: SQL Server takes as many as it has memory for, and the alarm goes off at 80 % of them.`,
    ]
  const users = usersOf(part, plan, wiring).filter(({ role }) => role === 'service')
  const tasks = users.reduce((sum, user) => sum + mostTasks(user, wiring), 0)
  const shared = users.length === 0 ? '' : ` ${sharedBy(users, tasks, stated)}`
  return [
    `max_connections is ${stated + keptConnections}: the ${stated} of the design and ${keptConnections} that RDS and the administrator keep. Who comes beyond them is refused, and does not wait as in the prediction.${shared}`,
  ]
}

function sharedBy(users: Part[], tasks: number, stated: number): string {
  const names = users.map(({ id }) => id).join(', ')
  const each = Math.floor(stated / tasks)
  const who = `${tasks === 1 ? 'One task' : `Up to ${tasks} tasks`} of ${names}`
  return each < 1
    ? `${who} share them, more than there are connections: lower maxCapacity or give it more connections.`
    : `${who} ${tasks === 1 ? 'has' : 'share'} them: a pool of ${each} at most in each, and half of that while a deployment starts the next ones.`
}
