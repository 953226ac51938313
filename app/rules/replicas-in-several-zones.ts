import { behaviourAt } from '../catalogue/behaviour-of.ts'
import type { Design } from '../design/design.ts'
import type { Rule } from './rule.ts'

/** In a design with zones the replicas of a component do not all fall with one of them. */
export const replicasInSeveralZones: Rule = {
  id: 'replicas-in-several-zones',
  severity: 'advice',
  help: {
    term: 'Availability zones',
    why: 'A zone fails as a whole, with its power or its network. Replicas that all stand in it are one replica then.',
    url: 'https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/use-fault-isolation-to-protect-your-workload.html',
  },
  check: (design) => {
    const zones = Object.entries(design.groups ?? {}).filter(([, { kind }]) => kind === 'zone')
    if (zones.length < 2) return []
    return Object.keys(design.components).flatMap((id) => {
      const behaviour = behaviourAt(design, id)
      if (behaviour?.model !== 'station' || behaviour.replicas < 2) return []
      const holding = zones.filter(([zone]) => holds(design, zone, id, new Set()))
      if (holding.length > 1) return []
      const others = zones.filter((zone) => !holding.includes(zone))
      const wanted = holding.length === 0 ? others.slice(0, 2) : others.slice(0, 1)
      return [
        {
          message:
            holding.length === 0
              ? `The ${behaviour.replicas} replicas of ${id} are in no zone.`
              : `All ${behaviour.replicas} replicas of ${id} are in the zone ${holding[0]?.[0]}.`,
          remedy: 'Put it into a second zone too; its replicas are spread evenly over them.',
          path: ['components', id],
          component: id,
          fix: {
            label: `Put it into ${wanted.map(([zone, { name }]) => name ?? zone).join(' and ')}${holding.length === 0 ? '' : ' too'}`,
            edits: wanted.map(([zone, { members }]) => ({ path: ['groups', zone, 'members'], value: [...members, id] })),
          },
        },
      ]
    })
  },
}

/** A member, or a member of a group inside it. */
function holds(design: Design, group: string, id: string, way: Set<string>): boolean {
  if (way.has(group)) return false
  way.add(group)
  const members = design.groups?.[group]?.members ?? []
  return members.includes(id) || members.some((member) => Object.hasOwn(design.groups ?? {}, member) && holds(design, member, id, way))
}
