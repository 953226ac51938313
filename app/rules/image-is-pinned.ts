import { isImageReference } from '../catalogue/image-reference.ts'
import type { Rule } from './rule.ts'

/** An image is named so that it is the same one tomorrow. */
export const imageIsPinned: Rule = {
  id: 'image-is-pinned',
  severity: 'advice',
  help: {
    term: 'Image tag',
    why: 'The tag latest, which is also meant where there is none, is moved with every release: two machines, or today and tomorrow, run different programs, and nothing says which. A version or a digest does.',
    url: 'https://kubernetes.io/docs/concepts/containers/images/#image-names',
  },
  check: (design) =>
    Object.entries(design.components).flatMap(([id, { image }]) => {
      if (typeof image !== 'string' || !isImageReference(image) || image.includes('@')) return []
      const [, tag] = /:([^:/]+)$/.exec(image) ?? []
      if (tag !== undefined && tag !== 'latest') return []
      return [
        {
          message: `The image of ${id}, ${image}, ${tag === undefined ? 'has no tag, which means latest' : 'is whatever is latest'}.`,
          remedy: 'Name a version, or a digest.',
          path: ['components', id, 'image'],
          component: id,
        },
      ]
    }),
}
