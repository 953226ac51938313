import type { Family } from './component.ts'

/** How a family of components looks: the palette's heading it stands under and its colour token. */
export interface FamilyLook {
  heading: string
  /** Name of the token: `--family-<hue>`. */
  hue: 'slate' | 'violet' | 'blue' | 'orange' | 'amber' | 'green' | 'rose' | 'lime' | 'cyan'
}

const looks: Record<Family, FamilyLook> = {
  traffic: { heading: 'Clients', hue: 'slate' },
  external: { heading: 'Clients', hue: 'slate' },
  gateway: { heading: 'Edge', hue: 'violet' },
  balancer: { heading: 'Edge', hue: 'violet' },
  discovery: { heading: 'Discovery', hue: 'violet' },
  service: { heading: 'Compute', hue: 'blue' },
  function: { heading: 'Compute', hue: 'orange' },
  pipeline: { heading: 'Compute', hue: 'blue' },
  batch: { heading: 'Compute', hue: 'blue' },
  queue: { heading: 'Messaging', hue: 'amber' },
  topic: { heading: 'Messaging', hue: 'amber' },
  stream: { heading: 'Messaging', hue: 'amber' },
  database: { heading: 'Data', hue: 'green' },
  cache: { heading: 'Data', hue: 'rose' },
  'object store': { heading: 'Data', hue: 'lime' },
  search: { heading: 'Data', hue: 'green' },
  observability: { heading: 'Observability', hue: 'cyan' },
}

/** The palette's headings from top to bottom. */
export const headings = ['Clients', 'Edge', 'Compute', 'Messaging', 'Data', 'Discovery', 'Observability'] as const

export function familyLook(family: Family): FamilyLook {
  return looks[family]
}
