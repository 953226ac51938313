import type { Component } from '../../design/design.ts'
import type { Carried } from '../importer.ts'
import type { Service } from './services.ts'
import { child, entriesOf, type MapNode, placeOf } from './tree.ts'

/** Keys of a service that its component's parameters say. */
const understood: Record<string, (component: Component) => boolean> = {
  image: (component) => component.image !== undefined,
  build: (component) => component.build !== undefined,
  environment: (component) => component.env !== undefined,
  env_file: (component) => component.env !== undefined,
  scale: () => true,
  cpus: (component) => component.cpu !== undefined,
  mem_limit: (component) => component.memory !== undefined,
  depends_on: () => true,
  links: () => true,
}

/** What the files say and the design does not: it stays in them, and every export takes it along. */
export function toCarried(root: MapNode, services: Service[], components: Record<string, Component>): Carried[] {
  const ofServices = services.flatMap(({ id, node }) =>
    entriesOf(node).flatMap(([key, value]) => {
      const isSaid = Object.hasOwn(understood, key) && understood[key]?.(components[id] as Component)
      return isSaid ? [] : [{ where: `${id}.${key}`, what: whatOf(key), place: placeOf(value.at) }]
    }),
  )
  const ofFile = entriesOf(root)
    .filter(([key]) => key !== 'services' && key !== 'name')
    .map(([key, value]) => ({
      where: key,
      what: `${
        entriesOf(child(root, key))
          .map(([name]) => name)
          .join(', ') || key
      }: kept in the files.`,
      place: placeOf(value.at),
    }))
  return [...ofServices, ...ofFile]
}

function whatOf(key: string): string {
  switch (key) {
    case 'ports':
    case 'expose':
      return 'The first port is in the design; how it is published is kept in the files.'
    case 'environment':
    case 'env_file':
      return 'Its variables are kept in the files; this kind makes its own.'
    case 'deploy':
      return 'Replicas and limits are in the design; the rest is kept in the files.'
    default:
      return 'Kept in the files.'
  }
}
