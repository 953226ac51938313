import { kindOf } from '../../catalogue/catalogue.ts'
import type { Kind } from '../../catalogue/component.ts'
import { kindForImage } from '../../catalogue/kind-for-image.ts'
import type { Service } from './services.ts'

/** Sixth phase: which kind of component a service is, and why. What is built from a folder is the person's own program. */
export function toKind({ image, build }: Pick<Service, 'image' | 'build'>): { kind: Kind; because: string } {
  const known = build || image === undefined ? undefined : kindOf(kindForImage(image) ?? '')
  if (known) return { kind: known, because: `The image ${image} is ${known.label}.` }
  const because = build ? 'It is built from its own folder.' : image ? `The image ${image} is a program of its own.` : 'It has no image.'
  return { kind: kindOf('service') as Kind, because }
}
