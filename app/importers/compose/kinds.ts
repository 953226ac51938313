import { kindOf } from '../../catalogue/catalogue.ts'
import type { Kind } from '../../catalogue/component.ts'
import type { Service } from './services.ts'

/** Sixth phase: which kind of component a service is, and why. */
export function toKind(service: Service): { kind: Kind; because: string } {
  const own = service.build ? undefined : service.image
  const known = own === undefined ? undefined : kindForImage(own)
  if (known) return { kind: known, because: `The image ${own} is ${known.label}.` }
  const because = service.build
    ? 'It is built from its own folder.'
    : service.image
      ? `The image ${service.image} is a program of its own.`
      : 'It has no image.'
  return { kind: kindOf('service') as Kind, because }
}

function kindForImage(reference: string): Kind | undefined {
  const name = reference.split('/').at(-1)?.split(/[:@]/)[0] ?? ''
  return name === 'service' || name === 'traffic' ? undefined : kindOf(name)
}
